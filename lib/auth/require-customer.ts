import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { hasAcceptedTerms } from '#lib/accounts/accept-terms.ts';
import { type CustomerContext, customerContext } from '#lib/context.ts';
import type { AccountId } from '#lib/ids.ts';
import { ground } from '#lib/web/ground.ts';
import { localPath } from '#lib/web/local-path.ts';
import { paths } from '#lib/web/paths.ts';
import { PATH_HEADER } from '#lib/web/security-headers.ts';
import { readSignedIn } from './read-signed-in.ts';

/** A signed-in customer with what every page needs. `sessionHash` names the session without being able to use it. */
export type SignedInCustomer = CustomerContext & {
  username: string;
  homeCountry: string;
  timeZone: string;
  sessionHash: Buffer;
};

/** The signed-in customer, or null: nobody, or staff. Does not ask about the terms. For pages, actions and routes. */
export async function readCustomer(): Promise<SignedInCustomer | null> {
  const session = await readSignedIn();
  if (session?.kind !== 'customer') return null;
  const { userId, accountId, username, homeCountry, timeZone, sessionHash } = session;
  const ctx = customerContext(ground(), { userId, accountId });
  return { ...ctx, username, homeCountry, timeZone, sessionHash };
}

/**
 * The gate of every page for customers. Sends others to sign in and back here, staff to their own pages, and whoever
 * has not accepted the current terms to them. `allowOldTerms`: for the page that asks, and for all that somebody who says
 * no may still do: read, look after the account, export, delete. What sends or buys is not among it.
 */
export async function requireCustomer({
  allowOldTerms = false,
}: {
  allowOldTerms?: boolean;
} = {}): Promise<SignedInCustomer> {
  const customer = await readCustomer();
  if (!customer) {
    const isStaff = (await readSignedIn())?.kind === 'staff';
    redirect(isStaff ? paths.admin() : paths.signIn(await currentPath()));
  }
  if (!allowOldTerms && !(await hasAccepted(customer.actor.accountId))) {
    redirect(paths.acceptTerms(await currentPath()));
  }
  return customer;
}

/** Whether the terms in force are accepted. Asked once while a page is rendered. */
export const hasAccepted = cache((accountId: AccountId) =>
  hasAcceptedTerms(ground().db, accountId),
);

/** The page that is being asked for, as `proxy.ts` noted it. */
async function currentPath(): Promise<string> {
  return localPath((await headers()).get(PATH_HEADER), '');
}

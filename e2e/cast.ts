import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { totpSecrets } from '#db/schema/factors.ts';
import { signUp } from '#lib/accounts/sign-up.ts';
import { suggestPassphrase } from '#lib/accounts/suggest-passphrase.ts';
import { customerContext, staffContext, visitorContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import { codeOf, giveApp } from '#lib/factors/testing.ts';
import type { UserId } from '#lib/ids.ts';
import { grantCredit } from '#lib/ledger/grant-credit.ts';
import { micros } from '#lib/money/micros.ts';
import { declareBrand } from '#lib/senders/declare-brand.ts';
import { createStaff } from '#lib/staff/create-staff.ts';
import type { StaffRole } from '#lib/staff/staff-roles.ts';
import { storeAgreement } from '#lib/staff/store-agreement.ts';
import { currentTerms } from '#lib/terms/terms.ts';
import { ground } from '#lib/web/ground.ts';
import { paths } from '#lib/web/paths.ts';
import { expect, type Journey } from './journey.ts';

export type Login = { username: string; password: string };

export const newUsername = (): string => `user-${randomBytes(6).toString('hex')}`;

/** A customer with the trial credit, by the verbs and not by the pages; with a brand to send from where one is named. */
export async function newCustomer(brand?: string) {
  const login = { username: newUsername(), password: suggestPassphrase() };
  const address = `2001:db8:${randomBytes(2).toString('hex')}::1`;
  const account = await signUp(visitorContext(ground(), address), {
    ...login,
    termsVersion: currentTerms.version,
  });
  if (!account.ok) throw new Error('The journey could not sign anybody up.');
  const { userId, accountId, recoveryCodes } = account;
  const ctx = customerContext(ground(), { userId, accountId });
  if (brand) {
    const declared = await declareBrand(ctx, { brand, declared: true });
    if (!declared.ok) throw new Error(declared.sentence);
  }
  return { ...login, ctx, accountId, recoveryCodes };
}

/**
 * A member of staff with an authenticator app and, unless it is not `signed`, the agreement on record; and a way to give an
 * account credit without the pages.
 */
export async function newStaff(role: StaffRole = 'admin', { signed = true } = {}) {
  const staff = await createStaff(
    ground(),
    { username: newUsername(), role },
    async (tx, userId) => {
      const agreement = { version: env.STAFF_NDA_VERSION, signedOn: '2026-01-31', name: 'Journey' };
      if (signed) await storeAgreement(tx, ground(), { userId, ...agreement });
    },
  );
  if (!staff.ok) throw new Error(staff.sentence);
  const { username, password, userId, number } = staff;
  await giveApp(ground(), userId);
  const ctx = staffContext(ground(), staff);
  const give = (accountId: Awaited<ReturnType<typeof newCustomer>>['accountId'], euros: number) =>
    grantCredit(ctx, {
      accountId,
      amount: micros(euros * 1_000_000),
      reason: 'Credit for a journey',
      idempotencyKey: randomBytes(8).toString('hex'),
    });
  return { username, password, userId, number, ctx, give };
}

/** Signs in on the page of staff, with the code of the app that `newStaff` gave. */
export async function signInAsStaff(
  page: Page,
  journey: Journey,
  staff: Login & { userId: UserId },
): Promise<void> {
  await journey.step(`sign in as ${staff.username}, of the staff`, async () => {
    await page.goto(paths.staffSignIn());
    await page.getByLabel('Username').fill(staff.username);
    await page.getByLabel('Password', { exact: true }).fill(staff.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('Code').fill(await freshCode(staff.userId));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
    journey.now({ signedIn: true });
  });
}

/** A code works once: as if the last one were long ago, so that somebody can sign in twice within half a minute. */
async function freshCode(userId: UserId): Promise<string> {
  const { db } = ground();
  await db.update(totpSecrets).set({ lastStep: 0 }).where(eq(totpSecrets.userId, userId));
  return codeOf(ground(), userId);
}

/** Signs in through the page, of another web process where `origin` says so. */
export async function signIn(
  page: Page,
  journey: Journey,
  login: Login,
  origin = '',
): Promise<void> {
  await journey.step(`sign in as ${login.username}`, async () => {
    await page.goto(origin + paths.signIn());
    await page.getByLabel('Username').fill(login.username);
    await page.getByLabel('Password', { exact: true }).fill(login.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
    journey.now({ signedIn: true });
  });
}

import { eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { billingDetails } from '#db/schema/billing.ts';
import type { Ground } from '#lib/context.ts';
import { openText, sealContent } from '#lib/crypto/seal.ts';
import type { AccountId, UserId } from '#lib/ids.ts';
import { billingKeyName } from '#lib/keyring/key-names.ts';
import type { Keyring } from '#lib/keyring/keyring.ts';
import type { BillingDetails } from './billing-details.ts';

const identity = (accountId: AccountId) => `billing_details.body:${accountId}`;

/** Keeps an account's billing details, sealed under their own key, in the place of earlier ones. */
export async function storeDetails(
  tx: Db,
  keyring: Keyring,
  { accountId, userId, details }: { accountId: AccountId; userId: UserId; details: BillingDetails },
): Promise<void> {
  const key = await keyring.create(billingKeyName(accountId));
  const body = {
    bodySealed: sealContent(key, identity(accountId), JSON.stringify(details)),
    ...{ updatedBy: userId, updatedAt: new Date() },
  };
  await tx
    .insert(billingDetails)
    .values({ accountId, ...body })
    .onConflictDoUpdate({ target: billingDetails.accountId, set: body });
}

/**
 * The billing details of an account, or null when it has given none, or they are gone. For the books only. `hold`: they are
 * not removed before the caller's transaction has ended.
 */
export async function openDetails(
  { db, keyring }: Ground,
  accountId: AccountId,
  { hold = false }: { hold?: boolean } = {},
): Promise<BillingDetails | null> {
  const found = db
    .select({ bodySealed: billingDetails.bodySealed })
    .from(billingDetails)
    .where(eq(billingDetails.accountId, accountId));
  const [row] = await (hold ? found.for('share') : found);
  const key = row && (await keyring.read(billingKeyName(accountId)));
  return row && key ? JSON.parse(openText(key, identity(accountId), row.bodySealed)) : null;
}

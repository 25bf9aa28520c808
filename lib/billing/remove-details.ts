import { eq } from 'drizzle-orm';
import { automaticTopUps } from '#db/schema/billing.ts';
import type { CustomerContext } from '#lib/context.ts';
import { billingKeyName } from '#lib/keyring/key-names.ts';
import { forgetBuyer } from './forget-buyer.ts';
import { holdAccount } from './hold-account.ts';

/**
 * Removes the account's billing details for good: their key is destroyed, open orders are cancelled, and the balance is
 * not filled up by itself any more. Invoices that were issued stay. Returns how many orders were cancelled. Twice does no
 * harm.
 */
export async function removeDetails({ db, keyring, actor }: CustomerContext): Promise<number> {
  const { accountId } = actor;
  return db.transaction(async (tx) => {
    await holdAccount(tx, accountId);
    const cancelled = await forgetBuyer(tx, accountId);
    await tx
      .update(automaticTopUps)
      .set({ enabledAt: null })
      .where(eq(automaticTopUps.accountId, accountId));
    // Before anybody else can save details: those would be sealed under the key that goes.
    await keyring.destroy(billingKeyName(accountId));
    return cancelled;
  });
}

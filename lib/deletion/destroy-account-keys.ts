import { and, eq, isNull, sql } from 'drizzle-orm';
import { dataKeys } from '#db/schema/keys.ts';
import { batches } from '#db/schema/messages.ts';
import type { Ground } from '#lib/context.ts';
import type { AccountId } from '#lib/ids.ts';
import { accountKeyName, billingKeyName } from '#lib/keyring/key-names.ts';

/** What an account has keys of, beside its own: `<kind>/<account>/…`. */
const kinds = ['content', 'numbers', 'draft', 'export'];

/**
 * Destroys every key of a deleted account for good, and then says so in the rows. Afterwards nothing that was sealed for
 * it can be read by anybody, wherever a copy lies. Masked content that has not left is sealed to keys of the workers,
 * which burn them. Twice does no harm: what a crash left is done by the next call.
 */
export async function destroyAccountKeys(
  { db, keyring }: Ground,
  accountId: AccountId,
): Promise<void> {
  await keyring.destroy(accountKeyName(accountId));
  await keyring.destroy(billingKeyName(accountId));
  for (const kind of kinds) {
    for (const name of await keyring.list(`${kind}/${accountId}/`)) await keyring.destroy(name);
  }
  await db
    .update(dataKeys)
    .set({ destroyedAt: sql`now()`, destroyedWhy: 'deletion' })
    .where(and(eq(dataKeys.accountId, accountId), isNull(dataKeys.destroyedAt)));
  const mine = eq(batches.accountId, accountId);
  await db
    .update(batches)
    .set({ contentDestroyedAt: sql`now()`, contentDestroyedWhy: 'deletion' })
    .where(and(mine, isNull(batches.contentBox), isNull(batches.contentDestroyedAt)));
  await db
    .update(batches)
    .set({ numbersDestroyedAt: sql`now()` })
    .where(and(mine, isNull(batches.numbersDestroyedAt)));
}

import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { recoveryCodes } from '#db/schema/accounts.ts';
import { recoveryCodeHashes } from '#lib/accounts/keyed-names.ts';
import { readCode } from '#lib/accounts/recovery-codes.ts';
import type { Ground } from '#lib/context.ts';
import { type AccountId, newId, type UserId } from '#lib/ids.ts';
import { tell } from '#lib/notices/tell.ts';

/**
 * Whether this is an unused code of a customer's recovery kit, taken in the place of the second factor. It is used up, and
 * the account is told. Staff have no kit.
 */
export async function spendKitCode(
  { db }: Pick<Ground, 'db'>,
  { userId, accountId }: { userId: UserId; accountId: AccountId | null },
  typed: string,
): Promise<boolean> {
  if (!accountId) return false;
  return db.transaction(async (tx) => {
    const isUnused = and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt));
    const used = await tx
      .update(recoveryCodes)
      .set({ usedAt: sql`now()` })
      .where(and(isUnused, inArray(recoveryCodes.codeHash, recoveryCodeHashes(readCode(typed)))))
      .returning({ id: recoveryCodes.id });
    if (used.length === 0) return false;
    const codesLeft = await tx.$count(recoveryCodes, isUnused);
    const onceKey = `factor:${newId()}`;
    await tell(tx, accountId, { kind: 'second_factor_changed', facts: { codesLeft }, onceKey });
    return true;
  });
}

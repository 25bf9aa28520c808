import { and, eq } from 'drizzle-orm';
import { recoveryNumbers } from '#db/schema/factors.ts';
import type { CustomerContext } from '#lib/context.ts';
import { openText } from '#lib/crypto/seal.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import { requireKey } from '#lib/keyring/keyring.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { livingRecoveryNumber } from './living-recovery-number.ts';

export type RecoveryNumberState = { number: PhoneNumber; switchedOnAt: Date };

/** By which number the user may recover, and since when; null: switched off. */
export async function readRecoveryNumber(
  ctx: CustomerContext,
): Promise<RecoveryNumberState | null> {
  const { accountId, userId } = ctx.actor;
  const mine = and(eq(recoveryNumbers.accountId, accountId), eq(recoveryNumbers.userId, userId))!;
  const living = await livingRecoveryNumber(ctx.db, mine);
  if (!living) return null;
  const { senderId, valueSealed, switchedOnAt } = living;
  const accountKey = await requireKey(ctx.keyring, accountKeyName(accountId));
  const number = openText(accountKey, `senders.value:${senderId}`, valueSealed) as PhoneNumber;
  return { number, switchedOnAt };
}

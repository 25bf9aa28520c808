import { and, eq, exists, gt, isNull, type SQL, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { users } from '#db/schema/accounts.ts';
import { recoveryNumbers } from '#db/schema/factors.ts';
import { senderProofs, senders } from '#db/schema/senders.ts';
import type { AccountId, SenderId, UserId } from '#lib/ids.ts';

export type LivingRecoveryNumber = {
  userId: UserId;
  accountId: AccountId;
  senderId: SenderId;
  valueHash: Buffer;
  valueSealed: Buffer;
  switchedOnAt: Date;
};

/**
 * The number by which a user may recover, of the one user that `whose` means (by `users` or `recovery_numbers`): switched
 * on, still a sender, its proof living. Else null.
 */
export async function livingRecoveryNumber(
  db: Db,
  whose: SQL,
): Promise<LivingRecoveryNumber | null> {
  const proof = db
    .select({ one: sql`1` })
    .from(senderProofs)
    .where(
      and(
        eq(senderProofs.accountId, senders.accountId),
        eq(senderProofs.senderId, senders.id),
        gt(senderProofs.lapsesAt, sql`now()`),
      ),
    );
  const [row] = await db
    .select({
      userId: recoveryNumbers.userId,
      accountId: recoveryNumbers.accountId,
      senderId: recoveryNumbers.senderId,
      valueHash: senders.valueHash,
      valueSealed: senders.valueSealed,
      switchedOnAt: recoveryNumbers.switchedOnAt,
    })
    .from(recoveryNumbers)
    .innerJoin(users, eq(users.id, recoveryNumbers.userId))
    .innerJoin(
      senders,
      and(
        eq(senders.accountId, recoveryNumbers.accountId),
        eq(senders.id, recoveryNumbers.senderId),
      ),
    )
    .where(and(whose, eq(senders.kind, 'number'), isNull(senders.removedAt), exists(proof)));
  return row ?? null;
}

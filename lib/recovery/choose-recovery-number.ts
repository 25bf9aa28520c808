import { and, eq, sql } from 'drizzle-orm';
import { recoveryNumbers } from '#db/schema/factors.ts';
import { senders } from '#db/schema/senders.ts';
import type { CustomerContext } from '#lib/context.ts';
import { type Proof, proveAgain } from '#lib/factors/prove-again.ts';
import { newId, type SenderId } from '#lib/ids.ts';
import { tell } from '#lib/notices/tell.ts';
import { senderRights } from '#lib/senders/sender-rights.ts';
import type { FieldProblem } from '#lib/web/field-problem.ts';

export type ChooseRecoveryNumber = Proof & {
  /** A number of the account that is confirmed; null switches recovery by number off. */
  senderId: SenderId | null;
};
export type ChooseRecoveryNumberResult = { ok: true } | { ok: false; problems: FieldProblem[] };

const NO_NUMBER = 'Choose one of your confirmed numbers.';

/**
 * Says by which confirmed number a user may recover, or that by none; for whoever proves to be the user, with a notice. Refused:
 * what is no living number of the account.
 */
export async function chooseRecoveryNumber(
  ctx: CustomerContext,
  { senderId, ...proof }: ChooseRecoveryNumber,
): Promise<ChooseRecoveryNumberResult> {
  const proven = await proveAgain(ctx, proof);
  if (!proven.ok) return refused('password', proven.sentence);
  const { accountId, userId } = ctx.actor;
  const mine = and(eq(recoveryNumbers.accountId, accountId), eq(recoveryNumbers.userId, userId));
  return ctx.db.transaction(async (tx): Promise<ChooseRecoveryNumberResult> => {
    if (senderId === null) {
      const ended = await tx.delete(recoveryNumbers).where(mine).returning();
      if (ended.length === 0) return { ok: true };
    } else {
      const isNumber = await holdNumber({ ...ctx, db: tx }, senderId);
      if (!isNumber) return refused('senderId', NO_NUMBER);
      await tx
        .insert(recoveryNumbers)
        .values({ accountId, userId, senderId })
        .onConflictDoUpdate({
          target: [recoveryNumbers.accountId, recoveryNumbers.userId],
          set: { senderId, switchedOnAt: sql`now()` },
        });
    }
    const onceKey = `recovery_changed/${newId()}`;
    await tell(tx, accountId, { kind: 'recovery_changed', facts: {}, onceKey });
    return { ok: true };
  });
}

/** Whether the sender is a number with a living proof. Held, so that nobody removes it before this is written. */
async function holdNumber(ctx: CustomerContext, senderId: SenderId): Promise<boolean> {
  const { accountId } = ctx.actor;
  const [held] = await ctx.db
    .select({ kind: senders.kind })
    .from(senders)
    .where(and(eq(senders.accountId, accountId), eq(senders.id, senderId)))
    .for('share');
  if (held?.kind !== 'number') return false;
  const rights = await senderRights(ctx.db, [{ accountId, senderId }]);
  return rights.get(senderId) === 'usable';
}

const refused = (field: string, sentence: string): ChooseRecoveryNumberResult => ({
  ok: false,
  problems: [{ field, sentence }],
});

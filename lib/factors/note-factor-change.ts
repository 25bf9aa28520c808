import { and, eq, ne, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { sessions } from '#db/schema/accounts.ts';
import { newId } from '#lib/ids.ts';
import { tell } from '#lib/notices/tell.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';
import { isStaff, type UserContext } from './user-context.ts';

export type FactorKind = 'app' | 'passkey';

/** Tells the account that a factor was added or removed; what staff do is in their log instead. */
export async function noteFactorChange(
  tx: Db,
  ctx: UserContext,
  { factor, change }: { factor: FactorKind; change: 'add' | 'remove' },
): Promise<void> {
  if (isStaff(ctx)) {
    return noteStaffAct(tx, ctx, { action: `factor.${change}`, facts: { factor } });
  }
  const onceKey = `factor:${newId()}`;
  await tell(tx, ctx.actor.accountId, { kind: 'second_factor_changed', facts: {}, onceKey });
}

/**
 * After a factor was added: tells of it, closes the other sessions (they were opened without it), and notes in the one
 * that asks that it was proven there.
 */
export async function noteFactorAdded(
  tx: Db,
  ctx: UserContext,
  { factor, keepSession }: { factor: FactorKind; keepSession: Buffer },
): Promise<void> {
  const { userId } = ctx.actor;
  await noteFactorChange(tx, ctx, { factor, change: 'add' });
  await tx
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), ne(sessions.tokenHash, keepSession)));
  await tx
    .update(sessions)
    .set({ secondFactorAt: sql`now()` })
    .where(and(eq(sessions.userId, userId), eq(sessions.tokenHash, keepSession)));
}

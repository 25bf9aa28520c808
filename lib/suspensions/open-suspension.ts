import { and, eq, isNull } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { suspensions } from '#db/schema/accesses.ts';
import type { AccountId } from '#lib/ids.ts';

/** That an account is suspended. */
export const isOpenSuspension = (accountId: AccountId) =>
  and(eq(suspensions.accountId, accountId), isNull(suspensions.liftedAt));

/** Why an account may send nothing now, and since when. Null when it may. */
export async function openSuspension(
  db: Db,
  accountId: AccountId,
): Promise<{ reason: string; suspendedAt: Date } | null> {
  const [open] = await db
    .select({ reason: suspensions.reason, suspendedAt: suspensions.suspendedAt })
    .from(suspensions)
    .where(isOpenSuspension(accountId));
  return open ?? null;
}

/** Whether an account is suspended now. */
export async function isSuspended(db: Db, accountId: AccountId): Promise<boolean> {
  return (await openSuspension(db, accountId)) !== null;
}

import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { accesses } from '#db/schema/accesses.ts';
import { notices } from '#db/schema/notices.ts';
import type { CustomerContext, StaffContext } from '#lib/context.ts';
import type { AccessId, AccountId, UserId } from '#lib/ids.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';

type Ended = { ok: true; already: boolean } | null;

/**
 * Ends an access before its time, or withdraws what waits for an answer: from then on nothing can be read. Their own, or
 * anybody's for an admin; others' are not found (null). Ending what has ended changes nothing.
 */
export async function endAccess(
  ctx: StaffContext,
  { accountId, accessId }: { accountId: AccountId; accessId: AccessId },
): Promise<Ended> {
  const { userId, role } = ctx.actor;
  return ctx.db.transaction(async (tx) => {
    const [access] = await tx
      .select({ staffUserId: accesses.staffUserId })
      .from(accesses)
      .where(and(eq(accesses.accountId, accountId), eq(accesses.id, accessId)));
    if (!access || (access.staffUserId !== userId && role !== 'admin')) return null;
    const ended = await endNow(tx, { accountId, accessId, userId });
    if (ended) {
      await noteStaffAct(tx, ctx, { action: 'access.end', accountId, subject: accessId });
    }
    return { ok: true, already: !ended };
  });
}

/** Ends an access to the customer's own data at once. Another account's is not found (null); ending twice is once. */
export async function stopAccess(ctx: CustomerContext, accessId: AccessId): Promise<Ended> {
  const { accountId, userId } = ctx.actor;
  const end = { accountId, accessId, userId };
  if (await ctx.db.transaction((tx) => endNow(tx, end))) return { ok: true, already: false };
  const found = await ctx.db.$count(
    accesses,
    and(eq(accesses.accountId, accountId), eq(accesses.id, accessId)),
  );
  return found === 1 ? { ok: true, already: true } : null;
}

type End = { accountId: AccountId; accessId: AccessId; userId: UserId };

/** False when it had ended, was refused or had lapsed. */
const endNow = async (db: Db, { accountId, accessId, userId }: End): Promise<boolean> =>
  (await endThose(db, userId, eq(accesses.accountId, accountId), eq(accesses.id, accessId))) > 0;

/**
 * Ends all that a member of staff could look at or waits for, in the transaction in which they leave or are given a role
 * that has nothing to do with it, so that no customer reads that they can look. By `userId`. Returns how many.
 */
export const endAccessesOf = (tx: Db, staffUserId: UserId, userId: UserId): Promise<number> =>
  endThose(tx, userId, eq(accesses.staffUserId, staffUserId));

const pick = { accountId: accesses.accountId, id: accesses.id, startsAt: accesses.startsAt };
type Asked = { accountId: AccountId; id: AccessId };

/** Of those, what is open or waits; waits for somebody who is reading at this moment. */
async function endThose(db: Db, userId: UserId, ...those: SQL[]): Promise<number> {
  const rows = await db
    .update(accesses)
    .set({
      ...{ endedAt: sql`clock_timestamp()`, endedBy: userId },
      endsAt: sql`case when ${accesses.startsAt} is not null then clock_timestamp() end`,
    })
    .where(
      and(
        ...those,
        isNull(accesses.endedAt),
        or(
          sql`${accesses.endsAt} > clock_timestamp()`,
          and(isNull(accesses.answeredAt), sql`${accesses.answerBy} > clock_timestamp()`),
        ),
      ),
    )
    .returning(pick);
  const asked = rows.filter(({ startsAt }) => startsAt === null);
  if (asked.length > 0) await closeQuestions(db, asked);
  return rows.length;
}

/** What staff do not ask for any more, the customer need not be told of either. */
const closeQuestions = (db: Db, asked: Asked[]) =>
  db
    .update(notices)
    .set({ seenAt: sql`now()` })
    .where(
      and(
        isNull(notices.seenAt),
        inArray(
          notices.accountId,
          asked.map(({ accountId }) => accountId),
        ),
        inArray(
          notices.onceKey,
          asked.map(({ id }) => `access_asked/${id}`),
        ),
      ),
    );

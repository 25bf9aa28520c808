import { and, asc, desc, eq, lt, sql } from 'drizzle-orm';
import { accessChoices, accesses } from '#db/schema/accesses.ts';
import { users } from '#db/schema/accounts.ts';
import type { CustomerContext } from '#lib/context.ts';
import { cutPage } from '#lib/cut-page.ts';
import type { AccessId } from '#lib/ids.ts';
import { accessColumns } from './access-columns.ts';
import { type AccessState, accessState } from './access-state.ts';

const columns = {
  ...accessColumns,
  /** Different records that were shown. The outer columns by their names: of one table they are written without it. */
  records: sql<number>`(
    select count(distinct (r.batch_id, r.message_id))::int from access_records r
    where r.account_id = accesses.account_id and r.access_id = accesses.id)`,
};

/** Staff who looked or asked to, as the customer reads it: a number, never a name. */
export type AccessView = Pick<
  typeof accesses.$inferSelect,
  Exclude<keyof typeof columns, 'state' | 'records'>
> & { state: AccessState; records: number };

const PAGE = 10;

/** Who looked at the customer's data or asked to, newest first, 10 at a time. `next`: the `before` of what follows. */
export async function listAccesses(
  { db, actor }: CustomerContext,
  { before }: { before?: AccessId | undefined } = {},
): Promise<{ accesses: AccessView[]; next: AccessId | null }> {
  const rows = await db
    .select(columns)
    .from(accesses)
    .where(and(eq(accesses.accountId, actor.accountId), before && lt(accesses.id, before)))
    .orderBy(desc(accesses.id))
    .limit(PAGE + 1);
  const { page, next } = cutPage(rows, PAGE, ({ id }) => id);
  return { accesses: page, next };
}

/** What waits for the customer's answer, the oldest first, at most 50. */
export async function listWaitingAccesses({ db, actor }: CustomerContext): Promise<AccessView[]> {
  return db
    .select(columns)
    .from(accesses)
    .where(and(eq(accesses.accountId, actor.accountId), eq(accessState, 'waiting')))
    .orderBy(asc(accesses.id))
    .limit(50);
}

/** One of them. Null when there is none, or it is another account's. */
export async function readAccess(
  { db, actor }: CustomerContext,
  accessId: AccessId,
): Promise<AccessView | null> {
  const [access] = await db
    .select(columns)
    .from(accesses)
    .where(and(eq(accesses.accountId, actor.accountId), eq(accesses.id, accessId)));
  return access ?? null;
}

/** What was chosen about being asked first, newest first, at most 50. `by` is null for a user who is gone. */
export async function listAccessChoices({
  db,
  actor,
}: CustomerContext): Promise<{ at: Date; askFirst: boolean; by: string | null }[]> {
  return db
    .select({ at: accessChoices.at, askFirst: accessChoices.askFirst, by: users.username })
    .from(accessChoices)
    .leftJoin(users, eq(users.id, accessChoices.userId))
    .where(eq(accessChoices.accountId, actor.accountId))
    .orderBy(desc(accessChoices.at))
    .limit(50);
}

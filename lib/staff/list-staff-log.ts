import { and, desc, eq, gte, inArray, lt } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { users } from '#db/schema/accounts.ts';
import { staffLog, staffMembers } from '#db/schema/staff.ts';
import type { StaffContext } from '#lib/context.ts';
import { cutPage } from '#lib/cut-page.ts';
import { type AccountId, parseId, type UserId } from '#lib/ids.ts';

export type StaffLogFilter = {
  /** Of the member of staff. */
  number?: number | undefined;
  action?: string | undefined;
  accountId?: AccountId | undefined;
  /** From this moment on, and before that one. */
  from?: Date | undefined;
  until?: Date | undefined;
  /** Older than the entry with this id: the following page. */
  before?: number | undefined;
};
type Named = { number: number; username: string };
export type StaffLogEntry = Omit<typeof staffLog.$inferSelect, 'userId'> & {
  /** Null: somebody who is not on the list of staff. */
  by: Named | null;
  /** Of acts on staff: on whom. */
  on: Named | null;
};

const ENTRIES = 50;

/** What staff did, the newest first, `ENTRIES` (50) at a time; `next` is the `before` of the following page. */
export async function listStaffLog(
  { db }: StaffContext,
  { number, action, accountId, from, until, before }: StaffLogFilter = {},
): Promise<{ entries: StaffLogEntry[]; next: number | null }> {
  const rows = await db
    .select()
    .from(staffLog)
    .where(
      and(
        number ? inArray(staffLog.userId, ofNumber(db, number)) : undefined,
        action ? eq(staffLog.action, action) : undefined,
        accountId && eq(staffLog.accountId, accountId),
        from && gte(staffLog.at, from),
        until && lt(staffLog.at, until),
        before ? lt(staffLog.id, before) : undefined,
      ),
    )
    .orderBy(desc(staffLog.id))
    .limit(ENTRIES + 1);
  const { page, next } = cutPage(rows, ENTRIES, ({ id }) => id);
  const subjects = page.map(({ subject }) => parseId<UserId>(subject ?? ''));
  const wanted = [...page.map((row) => row.userId), ...subjects.filter((id) => id !== null)];
  const names = await namesOf({ db }, wanted);
  const entries = page.map(({ userId: by, ...row }, at) => ({
    ...row,
    by: names.get(by) ?? null,
    on: (subjects[at] && names.get(subjects[at])) ?? null,
  }));
  return { entries, next };
}

const ofNumber = (db: Db, number: number) =>
  db
    .select({ userId: staffMembers.userId })
    .from(staffMembers)
    .where(eq(staffMembers.number, number));

async function namesOf(
  { db }: Pick<StaffContext, 'db'>,
  ids: UserId[],
): Promise<ReadonlyMap<UserId, Named>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: users.id, number: staffMembers.number, username: users.username })
    .from(staffMembers)
    .innerJoin(users, eq(users.id, staffMembers.userId))
    .where(inArray(users.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, ...named }) => [id, named]));
}

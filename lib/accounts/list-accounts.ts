import { sql } from 'drizzle-orm';
import type { StaffContext } from '#lib/context.ts';
import { type AccountId, parseId } from '#lib/ids.ts';
import type { Micros } from '#lib/money/micros.ts';
import { foldUsername } from './fold-username.ts';

export type AccountSummary = {
  id: AccountId;
  usernames: string[];
  createdAt: Date;
  availableMicros: Micros;
  reservedMicros: Micros;
  isSuspended: boolean;
};
export type ListAccounts = {
  /** Only those that are suspended. */
  suspended?: boolean;
  /** The beginning of a username in any spelling, or a whole account id. */
  search?: string | undefined;
  before?: AccountId | undefined;
  limit?: number;
};

type Row = {
  id: AccountId;
  usernames: string[];
  created_at: string;
  available_micros: string;
  reserved_micros: string;
  suspended: boolean;
};

/** The accounts for staff without deleted ones, newest first, `limit` (50) at a time; `next` is the `before` of the following page. */
export async function listAccounts(
  ctx: StaffContext,
  { search = '', suspended = false, before, limit = 50 }: ListAccounts = {},
): Promise<{ accounts: AccountSummary[]; next: AccountId | null }> {
  const wanted = search.trim();
  const id = parseId<AccountId>(wanted);
  const prefix = foldUsername(wanted);
  const found = id
    ? sql`a.id = ${id}`
    : wanted === ''
      ? sql`true`
      : sql`exists (select 1 from users named where named.account_id = a.id
          and starts_with(named.username_key, ${prefix}))`;
  const isSuspended = sql`exists (
    select from suspensions s where s.account_id = a.id and s.lifted_at is null)`;
  const rows = await ctx.db.execute<Row>(sql`
    select a.id, ${isSuspended} as suspended, a.created_at, b.available_micros, b.reserved_micros,
      array(select u.username from users u where u.account_id = a.id order by u.id) as usernames
    from accounts a join balances b on b.account_id = a.id
    where a.closed_at is null and ${found} and ${suspended ? isSuspended : sql`true`} and ${before ? sql`a.id < ${before}` : sql`true`}
    order by a.id desc limit ${limit + 1}`);
  const page = rows.slice(0, limit).map(toSummary);
  return { accounts: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

const toSummary = (row: Row): AccountSummary => ({
  id: row.id,
  usernames: row.usernames,
  createdAt: new Date(row.created_at),
  availableMicros: Number(row.available_micros) as Micros,
  reservedMicros: Number(row.reserved_micros) as Micros,
  isSuspended: row.suspended,
});

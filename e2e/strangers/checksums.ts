import { sql } from 'drizzle-orm';
import type { AccountId } from '#lib/ids.ts';
import { ground } from '#lib/web/ground.ts';

/** What moves by itself: the worker counts and signs, and each request notes that its session was used. */
const byThemselves = ['exports', 'notices'];

/** A checksum of everything of an account, by table: what nobody else may change. */
export async function checksumsOf(accountId: AccountId): Promise<Record<string, string>> {
  const { db } = ground();
  const tables = await db.execute<{ name: string }>(sql`
    select c.relname as name from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id'
    where c.relkind in ('r', 'p') and not c.relispartition
      and c.relnamespace = 'public'::regnamespace
    order by 1`);
  const sums: Record<string, string> = {};
  for (const { name } of tables) {
    if (byThemselves.includes(name)) continue;
    const [row] = await db.execute<{ sum: string | null }>(sql`
      select md5(string_agg(t::text, '|' order by t::text)) as sum
      from ${sql.identifier(name)} t where account_id = ${accountId}`);
    sums[name] = row?.sum ?? '';
  }
  return sums;
}

import { sql } from 'drizzle-orm';
import { type Db, QueryFailed } from '#db/client.ts';
import type { WorkerContext } from '#lib/context.ts';

const lockNotAvailable = '55P03';

/**
 * Drops the monthly partitions of messages and message_status in which nothing is left, all older than the month before
 * this one (UTC): nothing is written to those any more. A partition whose lock is not free at once is left for the next
 * time, so that nobody who sends waits for it. Returns the names of those that went. For once a day.
 */
export async function dropEmptyMonths(ctx: WorkerContext): Promise<string[]> {
  const past = await ctx.db.execute<{ name: string }>(sql`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent in ('messages'::regclass, 'message_status'::regclass)
      and right(c.relname, 7) < to_char(now() at time zone 'UTC' - interval '1 month', 'YYYY_MM')
    order by c.relname`);
  const dropped: string[] = [];
  for (const { name } of past) if (await dropIfEmpty(ctx.db, name)) dropped.push(name);
  return dropped;
}

async function dropIfEmpty(db: Db, name: string): Promise<boolean> {
  const month = sql.identifier(name);
  const isEmpty = async (tx: Db) => {
    const [row] = await tx.execute<{ empty: boolean }>(
      sql`select not exists (select from ${month}) as empty`,
    );
    return row!.empty;
  };
  if (!(await isEmpty(db))) return false;
  try {
    return await db.transaction(async (tx) => {
      await tx.execute(sql`set local lock_timeout = '100ms'`);
      await tx.execute(sql`lock table ${month} in access exclusive mode`);
      if (!(await isEmpty(tx))) return false;
      await tx.execute(sql`drop table ${month}`);
      return true;
    });
  } catch (error) {
    if (error instanceof QueryFailed && error.code === lockNotAvailable) return false;
    throw error;
  }
}

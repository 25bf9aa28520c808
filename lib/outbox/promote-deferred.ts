import type { WorkerContext } from '#lib/context.ts';
import { rowsOf, sqlOf } from './run-sql.ts';

/** Moves what is due from the deferred to the outbox, at most 1,000 at a time. Returns how many. */
export async function promoteDeferred(ctx: WorkerContext): Promise<number> {
  const rows = await rowsOf(
    'promote deferred',
    sqlOf(ctx.db)`
    with due as (
      delete from deferred d using (
        select message_id from deferred where due_at <= now()
        order by due_at limit 1000 for update skip locked) as picked
      where d.message_id = picked.message_id
      returning d.*)
    insert into outbox (lane, account_id, batch_id, message_id, attempt)
    select lane, account_id, batch_id, message_id, attempt from due order by due_at, message_id
    returning 1`,
  );
  return rows.length;
}

import type { WorkerContext } from '#lib/context.ts';
import type { AccountId } from '#lib/ids.ts';
import { rowsOf, sqlOf } from '#lib/outbox/run-sql.ts';

/** Those of `accounts` that have numbers they may not text: most have none, and need no more looking. */
export async function accountsWithOptOuts(
  ctx: WorkerContext,
  accounts: readonly AccountId[],
): Promise<AccountId[]> {
  if (accounts.length === 0) return [];
  const rows = await rowsOf<{ id: AccountId }>(
    'accounts with opt-outs',
    sqlOf(ctx.db)`
    select a.id from unnest(${[...accounts]}::uuid[]) as a (id)
    where exists (select from opt_outs o where o.account_id = a.id)`,
  );
  return rows.map((row) => row.id);
}

import { and, eq, exists, inArray, isNotNull, lte, ne, or, sql } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import { exportParts, exports } from '#db/schema/leaving.ts';
import type { Ground, WorkerContext } from '#lib/context.ts';
import { destroyedKeyCount } from './destroyed-keys.ts';
import type { ExportRef } from './export-ref.ts';

/** Longer than every attempt together: what is still open then has been forgotten by everybody. */
const LONGEST_HOURS = 12;

/**
 * Destroys archives whose time is over: 24 hours after they were ready, when the account has been deleted, and at once when
 * a key of the account's data was destroyed, because they may hold what nobody may read any more. Exports that nobody
 * works on any more have failed. Returns how many ended; for any worker, again and again.
 */
export async function endExports(ctx: WorkerContext): Promise<number> {
  const closed = ctx.db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.id, exports.accountId), isNotNull(accounts.closedAt)));
  const over = await ctx.db
    .select({ accountId: exports.accountId, exportId: exports.id })
    .from(exports)
    .where(
      or(
        and(
          eq(exports.state, 'ready'),
          or(lte(exports.goesAt, sql`now()`), ne(exports.destroyedKeys, destroyedKeyCount)),
        ),
        and(inArray(exports.state, ['waiting', 'running', 'ready']), exists(closed)),
      ),
    );
  const forgotten = await ctx.db
    .select({ accountId: exports.accountId, exportId: exports.id })
    .from(exports)
    .where(
      and(
        inArray(exports.state, ['waiting', 'running']),
        lte(exports.askedAt, sql`now() - ${LONGEST_HOURS} * interval '1 hour'`),
      ),
    );
  for (const ref of over) await endExport(ctx, ref, 'gone');
  for (const ref of forgotten) await endExport(ctx, ref, 'failed');
  return over.length + forgotten.length;
}

/** Ends an export: whoever builds it is overtaken, its key is destroyed, and then what nobody can read any more goes. */
export async function endExport(
  { db, keyring }: Ground,
  { accountId, exportId }: ExportRef,
  state: 'failed' | 'gone',
): Promise<void> {
  const own = and(eq(exports.accountId, accountId), eq(exports.id, exportId));
  const [row] = await db.select({ keyName: exports.keyName }).from(exports).where(own);
  if (!row) return;
  await keyring.destroy(row.keyName);
  await db.transaction(async (tx) => {
    const ended = await tx
      .update(exports)
      .set({ state })
      .where(and(own, eq(exports.keyName, row.keyName)))
      .returning({ id: exports.id });
    if (ended.length === 0) return;
    await tx
      .delete(exportParts)
      .where(and(eq(exportParts.accountId, accountId), eq(exportParts.exportId, exportId)));
  });
}

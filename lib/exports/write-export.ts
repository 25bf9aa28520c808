import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { exportParts, exports } from '#db/schema/leaving.ts';
import type { WorkerContext } from '#lib/context.ts';
import { seal } from '#lib/crypto/seal.ts';
import type { Attempt } from './begin-export.ts';
import { destroyedKeyCount } from './destroyed-keys.ts';
import { partIdentity } from './part-identity.ts';

/** How long a finished archive can be downloaded. */
export const HOURS_THERE = 24;

/** The attempt is not the export's any more: it ended, or another worker began it again. */
export class Overtaken extends Error {
  override name = 'Overtaken';
}

type Change = { [Column in keyof typeof exports.$inferInsert]?: SQL | number | 'ready' };

/** Changes the row of an attempt that is still the export's own; locks it until the transaction ends. */
async function change(db: Db, attempt: Attempt, to: Change, only?: SQL): Promise<void> {
  const changed = await db
    .update(exports)
    .set(to as typeof exports.$inferInsert)
    .where(
      and(
        eq(exports.accountId, attempt.accountId),
        eq(exports.id, attempt.exportId),
        eq(exports.keyName, attempt.keyName),
        eq(exports.state, 'running'),
        only,
      ),
    )
    .returning({ id: exports.id });
  if (changed.length === 0) throw new Overtaken('This export is not ours any more.');
}

/** How far it is: rows read of all that are to be read. Throws `Overtaken`. */
export const noteProgress = (
  ctx: WorkerContext,
  attempt: Attempt,
  { done, total }: { done: number; total: number },
): Promise<void> => change(ctx.db, attempt, { done: Math.min(done, total), total });

/** Stores one piece of the archive, sealed. Throws `Overtaken`. */
export async function storePart(
  ctx: WorkerContext,
  attempt: Attempt,
  part: number,
  octets: Buffer,
): Promise<void> {
  const { accountId, exportId, key } = attempt;
  const sealed = seal(key, partIdentity(exportId, part), octets);
  await ctx.db.transaction(async (tx) => {
    await change(tx, attempt, { size: sql`${exports.size} + ${octets.length}` });
    await tx.insert(exportParts).values({ accountId, exportId, part, sealed });
  });
}

/**
 * The archive is whole: it can be downloaded for 24 hours. Throws `Overtaken` also when a key of the account's data was
 * destroyed meanwhile: it may hold what nobody may read any more, and is built again. Archives that the same user had before
 * go now.
 */
export async function finishExport(ctx: WorkerContext, attempt: Attempt): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await change(
      tx,
      attempt,
      {
        state: 'ready',
        done: sql`${exports.total}`,
        readyAt: sql`now()`,
        goesAt: sql`now() + ${HOURS_THERE} * interval '1 hour'`,
      },
      eq(exports.destroyedKeys, destroyedKeyCount),
    );
    await tx
      .update(exports)
      .set({ goesAt: sql`now()` })
      .where(
        and(
          eq(exports.accountId, attempt.accountId),
          eq(exports.userId, attempt.userId),
          eq(exports.state, 'ready'),
          sql`${exports.id} <> ${attempt.exportId}`,
        ),
      );
  });
}

import { and, eq, sql } from 'drizzle-orm';
import { exportParts, exports } from '#db/schema/leaving.ts';
import type { CustomerContext } from '#lib/context.ts';
import { openSealed } from '#lib/crypto/seal.ts';
import type { ExportId } from '#lib/ids.ts';
import { destroyedKeyCount } from './destroyed-keys.ts';
import { partIdentity } from './part-identity.ts';

export type Archive = {
  readyAt: Date;
  /** Octets. */
  size: number;
  /** The octets, piece by piece: one is opened when the one before has been taken. */
  pieces: () => AsyncGenerator<Buffer>;
};

/** An archive that this user asked for and that is there. Null when it is not, is not any more, or is somebody else's. */
export async function openArchive(
  ctx: CustomerContext,
  exportId: ExportId,
): Promise<Archive | null> {
  const { accountId, userId } = ctx.actor;
  const [row] = await ctx.db
    .select()
    .from(exports)
    .where(
      and(
        eq(exports.accountId, accountId),
        eq(exports.id, exportId),
        eq(exports.userId, userId),
        eq(exports.state, 'ready'),
        sql`${exports.goesAt} > now()`,
        eq(exports.destroyedKeys, destroyedKeyCount),
      ),
    );
  const key = row && (await ctx.keyring.read(row.keyName));
  if (!key || !row.readyAt) return null;
  return { readyAt: row.readyAt, size: row.size, pieces: () => readPieces(ctx, exportId, key) };
}

async function* readPieces(
  ctx: CustomerContext,
  exportId: ExportId,
  key: Buffer,
): AsyncGenerator<Buffer> {
  for (let part = 0; ; part++) {
    const [row] = await ctx.db
      .select({ sealed: exportParts.sealed })
      .from(exportParts)
      .where(
        and(
          eq(exportParts.accountId, ctx.actor.accountId),
          eq(exportParts.exportId, exportId),
          eq(exportParts.part, part),
        ),
      );
    if (!row) return;
    yield openSealed(key, partIdentity(exportId, part), row.sealed);
  }
}

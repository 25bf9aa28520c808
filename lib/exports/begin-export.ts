import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import { exportParts, exports } from '#db/schema/leaving.ts';
import type { WorkerContext } from '#lib/context.ts';
import { readKeeping } from '#lib/data-keys/read-keeping.ts';
import type { UserId } from '#lib/ids.ts';
import { exportKeyName } from '#lib/keyring/key-names.ts';
import type { KeyName } from '#lib/keyring/keyring.ts';
import { destroyedKeyCount } from './destroyed-keys.ts';
import type { ExportRef } from './export-ref.ts';

/** A try to build an archive. Whoever holds a `keyName` that is not the row's any more has been overtaken. */
export type Attempt = ExportRef & { userId: UserId; keyName: KeyName; key: KeyObject };

/**
 * Begins an export, or begins it again: what an earlier attempt left is destroyed, and a new key made. Null when there is
 * nothing to do: it is finished, or the account has been deleted.
 */
export async function beginExport(ctx: WorkerContext, ref: ExportRef): Promise<Attempt | null> {
  const { accountId, exportId } = ref;
  const open = and(
    eq(exports.accountId, accountId),
    eq(exports.id, exportId),
    inArray(exports.state, ['waiting', 'running']),
  );
  const [row] = await ctx.db.select().from(exports).where(open);
  if (!row) return null;
  // Before the row forgets its name.
  if (row.state === 'running') await ctx.keyring.destroy(row.keyName);
  return ctx.db.transaction(async (tx) => {
    if (!(await readKeeping(tx, accountId))) return null;
    const keyName = exportKeyName(accountId, exportId, randomBytes(3).toString('hex'));
    const [begun] = await tx
      .update(exports)
      .set({ state: 'running', keyName, done: 0, size: 0, destroyedKeys: destroyedKeyCount })
      .where(and(open, eq(exports.keyName, row.keyName)))
      .returning({ userId: exports.userId });
    if (!begun) return null;
    await tx
      .delete(exportParts)
      .where(and(eq(exportParts.accountId, accountId), eq(exportParts.exportId, exportId)));
    // A copy: the keyring's own is overwritten when the key is destroyed, and may be used until then.
    const key = createSecretKey(await ctx.keyring.create(keyName));
    return { ...ref, userId: begun.userId, keyName, key };
  });
}

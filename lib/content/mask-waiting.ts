import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { batches } from '#db/schema/messages.ts';
import { openText } from '#lib/crypto/seal.ts';
import type { AccountId, BatchId } from '#lib/ids.ts';
import type { Keyring } from '#lib/keyring/keyring.ts';
import { sealMasked } from '#lib/masking/seal-masked.ts';

const isReadable = and(eq(batches.masked, false), isNull(batches.contentDestroyedAt));

/** The account's readable batches of which something may still have to leave, in the order in which they are locked. */
export async function readableWaiting(db: Db, accountId: AccountId): Promise<BatchId[]> {
  const rows = await db
    .select({ id: batches.id })
    .from(batches)
    .where(
      and(
        eq(batches.accountId, accountId),
        isReadable,
        sql`jsonb_exists_any(${batches.counts}, array['queued', 'sending'])`,
      ),
    )
    .orderBy(asc(batches.id));
  return rows.map(({ id }) => id);
}

/**
 * Turns a readable batch into a masked one in the caller's transaction: the worker can still send it, and nobody can read
 * it here any more. Does nothing where that has happened, or where its key is lost. Throws `NoMaskingKey`.
 */
export async function maskBatch(
  tx: Db,
  keyring: Keyring,
  { accountId, batchId }: { accountId: AccountId; batchId: BatchId },
): Promise<void> {
  const mine = and(eq(batches.accountId, accountId), eq(batches.id, batchId));
  const [row] = await tx
    .select({ contentSealed: batches.contentSealed, contentKey: batches.contentKey })
    .from(batches)
    .where(and(mine, isReadable))
    .for('no key update');
  const key = row && (await keyring.read(row.contentKey));
  if (!key) return;
  const text = openText(key, `batches.content:${batchId}`, row.contentSealed);
  const content = await sealMasked(tx, batchId, text);
  await tx
    .update(batches)
    .set({ ...content, masked: true })
    .where(mine);
}

import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { maskingKeys } from '#db/schema/keys.ts';
import { batches } from '#db/schema/messages.ts';
import type { WorkerContext } from '#lib/context.ts';
import { type AccountId, type BatchId, firstIdAt, type MaskingKeyId } from '#lib/ids.ts';
import { maskingKeyName } from '#lib/keyring/key-names.ts';
import { resealMinutes } from './masking-times.ts';
import { openWithPrivate, sealToPublic } from './sealed-box.ts';
import { takeMaskingKey } from './take-masking-key.ts';

const atOnce = 200;

type Old = { account_id: AccountId; id: BatchId; content_box: Buffer; key_id: MaskingKeyId };

/**
 * Seals the keys of masked content that still waits anew, to a fresh pair, and destroys the old private half: so a copy
 * of the workers' key folder opens nothing that is half an hour old. Returns how many; call it again until none.
 */
export async function resealWaiting(ctx: WorkerContext): Promise<number> {
  const old = await ctx.db.execute<Old>(sql`
    select b.account_id, b.id, b.content_box, k.id as key_id
    from masking_keys k
    join batches b on b.content_key = 'masking/' || k.id and b.content_box is not null
    where k.taken_at is not null
      and (k.made_at < now() - ${resealMinutes} * interval '1 minute'
        or k.id < ${firstIdAt<MaskingKeyId>(Date.now() - resealMinutes * 60_000)})
    order by k.made_at limit ${atOnce}`);
  let resealed = 0;
  for (const batch of old) if (await reseal(ctx, batch)) resealed++;
  return resealed;
}

async function reseal(ctx: WorkerContext, batch: Old): Promise<boolean> {
  const oldName = maskingKeyName(batch.key_id);
  const privateKey = await ctx.workerKeyring.read(oldName);
  // Its content cannot be opened by anybody: its messages fail when they are claimed, and it is destroyed with them.
  if (!privateKey) return false;
  const key = await openWithPrivate(privateKey, batch.content_box);
  const waits = and(
    eq(batches.accountId, batch.account_id),
    eq(batches.id, batch.id),
    eq(batches.contentKey, oldName),
    isNotNull(batches.contentBox),
  );
  await ctx.db.transaction(async (tx) => {
    const [mine] = await tx.select({ id: batches.id }).from(batches).where(waits).for('update');
    if (!mine) return;
    const { keyId, publicKey } = await takeMaskingKey(tx);
    await tx
      .update(batches)
      .set({ contentKey: maskingKeyName(keyId), contentBox: await sealToPublic(publicKey, key) })
      .where(waits);
  });
  key.fill(0);
  await ctx.workerKeyring.destroy(oldName);
  await ctx.db.delete(maskingKeys).where(eq(maskingKeys.id, batch.key_id));
  return true;
}

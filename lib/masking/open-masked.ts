import type { WorkerGround } from '#lib/context.ts';
import { openText } from '#lib/crypto/seal.ts';
import type { BatchId } from '#lib/ids.ts';
import type { MaskedContent } from './seal-masked.ts';
import { openWithPrivate } from './sealed-box.ts';

/** Opens masked content. Null when its private half is gone: nobody can read it any more. */
export async function openMasked(
  ground: Pick<WorkerGround, 'workerKeyring'>,
  batchId: BatchId,
  { contentSealed, contentKey, contentBox }: MaskedContent,
): Promise<string | null> {
  const privateKey = await ground.workerKeyring.read(contentKey);
  if (!privateKey) return null;
  const key = await openWithPrivate(privateKey, contentBox);
  const text = openText(key, `batches.content:${batchId}`, contentSealed);
  key.fill(0);
  return text;
}

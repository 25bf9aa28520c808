import { randomBytes } from 'node:crypto';
import type { Db } from '#db/client.ts';
import { sealContent } from '#lib/crypto/seal.ts';
import type { BatchId } from '#lib/ids.ts';
import { maskingKeyName } from '#lib/keyring/key-names.ts';
import type { KeyName } from '#lib/keyring/keyring.ts';
import { sealToPublic } from './sealed-box.ts';
import { takeMaskingKey } from './take-masking-key.ts';

/** The columns of a batch that hold masked content. */
export type MaskedContent = { contentSealed: Buffer; contentKey: KeyName; contentBox: Buffer };

/**
 * Seals a batch's text so that the worker alone can open it, and nobody once the worker has destroyed the private half:
 * under a random key that is sealed to a one-time public half and then forgotten here. Throws `NoMaskingKey`.
 */
export async function sealMasked(tx: Db, batchId: BatchId, text: string): Promise<MaskedContent> {
  const { keyId, publicKey } = await takeMaskingKey(tx);
  const key = randomBytes(32);
  const contentSealed = sealContent(key, `batches.content:${batchId}`, text);
  const contentBox = await sealToPublic(publicKey, key);
  key.fill(0);
  return { contentSealed, contentBox, contentKey: maskingKeyName(keyId) };
}

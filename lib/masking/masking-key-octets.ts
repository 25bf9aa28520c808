import type { MaskingKeyId } from '#lib/ids.ts';

/** What the worker signs of a one-time pair: what it is for, its id, its public half. */
export const maskingKeyOctets = (id: MaskingKeyId, publicKey: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`allsms masking key 1\n${id}\n`), publicKey]);

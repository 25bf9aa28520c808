import {
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign as signOctets,
  verify as verifyOctets,
} from 'node:crypto';
import { deriveKey } from '#lib/crypto/keyed-hash.ts';

/** ASN.1 before the 32 octets of an Ed25519 key (RFC 8410 §7 and §4). */
const PRIVATE_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** What the worker signs with: public halves of one-time pairs, receipts of destruction, certificates. */
export type MaskingIdentity = {
  /** 32 octets (RFC 8032), which the web process has pinned. */
  publicKey: Buffer;
  /** 64 octets over `octets`, which begin with what they are for. */
  sign: (octets: Buffer) => Buffer;
  /** Wraps the private halves in the worker's key folder: the root key, which the web process has too, does not open them. */
  wrappingKey: Buffer;
};

/** The identity that belongs to a seed of 32 random octets (MASKING_SIGNING_KEY), which only workers have. */
export function maskingIdentity(seed: Buffer): MaskingIdentity {
  const key = createPrivateKey({
    key: Buffer.concat([PRIVATE_HEAD, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    publicKey: spki.subarray(PUBLIC_HEAD.length),
    sign: (octets) => signOctets(null, octets, key),
    wrappingKey: deriveKey(seed, 'worker-keyring'),
  };
}

/** True when `signature` is that of one of `publicKeys` over `octets`. */
export const isSignedBy = (
  publicKeys: readonly Buffer[],
  octets: Buffer,
  signature: Buffer,
): boolean => publicKeys.some((raw) => verifyOctets(null, octets, publicKeyOf(raw), signature));

const publicKeyOf = (raw: Buffer): KeyObject =>
  createPublicKey({ key: Buffer.concat([PUBLIC_HEAD, raw]), format: 'der', type: 'spki' });

import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

/** What stands in the address of a certificate: 256 random bits, base64url (43 characters). */
export const newCertificateToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** What the database holds of it: SHA-256. Null for what is no token. */
export function certificateHash(token: string): Buffer | null {
  return /^[A-Za-z0-9_-]{43}$/.test(token) ? createHash('sha256').update(token).digest() : null;
}

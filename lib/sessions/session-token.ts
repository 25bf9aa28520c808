import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

/** What the cookie holds: 256 random bits, base64url (43 characters). */
export const newSessionToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** What the database holds of it: SHA-256. The token is random, so no salt and no slow hash are needed. */
export function sessionHash(token: string): Buffer | null {
  return /^[A-Za-z0-9_-]{43}$/.test(token) ? createHash('sha256').update(token).digest() : null;
}

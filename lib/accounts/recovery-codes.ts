import { randomBytes, randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { recoveryCodes } from '#db/schema/accounts.ts';
import type { UserId } from '#lib/ids.ts';
import { recoveryCodeHash } from './keyed-names.ts';

const CODES = 8;
const CODE_BYTES = 15;
// Crockford's base32: no I, L, O (read as 1 and 0) and no U.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code of 120 random bits: six groups of four characters, such as `7H2K-…`. */
function newCode(): string {
  const bits = [...randomBytes(CODE_BYTES)].map((octet) => octet.toString(2).padStart(8, '0'));
  const characters = bits
    .join('')
    .match(/.{5}/g)!
    .map((five) => ALPHABET[Number.parseInt(five, 2)]);
  return characters.join('').match(/.{4}/g)!.join('-');
}

/** So many letters and digits a code has, as `readCode` gives it. */
export const CODE_CHARACTERS = (CODE_BYTES * 8) / 5;

/** The code as it is hashed: read generously (case, spaces, hyphens, O for 0, I and L for 1). */
export function readCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

/** Makes a user's eight recovery codes; codes of an older kit stop working. Returns them this once: hashes are kept. */
export async function replaceRecoveryCodes(tx: Db, userId: UserId): Promise<string[]> {
  const codes = Array.from({ length: CODES }, newCode);
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await tx.insert(recoveryCodes).values(
    codes.map((code) => ({
      id: randomUUID(),
      userId,
      codeHash: recoveryCodeHash(readCode(code)),
    })),
  );
  return codes;
}

import { createHmac } from 'node:crypto';
import { runBcrypt } from './bcrypt-pool.ts';
import { pepperMark, peppers } from './peppers.ts';

// The hash of 32 random octets that nobody kept, at our cost: work for usernames that do not exist.
const NOBODYS_HASH = '$2b$12$AqREt4sZishC3KZ3K8aQGekhd0DiIdSTz4kuWfz5jHEwDdyTYuMba';

const BCRYPT_BEGINS = '$';

/** 64 characters whatever the password, without zero octets: what bcrypt reads whole. */
function preHash(pepper: Buffer, password: string): string {
  return createHmac('sha384', pepper).update(password.normalize('NFC')).digest('base64');
}

/** The pepper's mark in hex, then bcrypt at cost 12 over base64(HMAC-SHA-384(pepper, password)), in a thread. */
export async function hashPassword(password: string): Promise<string> {
  const [pepper] = peppers();
  const answer = await runBcrypt({ text: preHash(pepper, password), hash: null });
  if (!('hash' in answer)) throw new Error('The password thread answered another question.');
  return `${pepperMark(pepper).toString('hex')}${answer.hash}`;
}

/** Whether a hash was made with the pepper that new ones are made with. */
export const isOfCurrentPepper = (hash: string): boolean =>
  hash.startsWith(pepperMark(peppers()[0]).toString('hex'));

/**
 * Whether the password belongs to the hash, made with any pepper there is. All of them are tried, whichever it was, and
 * without a hash (an unknown user) too: the work is the same for all.
 */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const bcryptHash = hash?.slice(Math.max(0, hash.indexOf(BCRYPT_BEGINS))) ?? NOBODYS_HASH;
  const answers = await Promise.all(
    peppers().map((pepper) => runBcrypt({ text: preHash(pepper, password), hash: bcryptHash })),
  );
  return hash !== null && answers.some((answer) => 'matches' in answer && answer.matches);
}

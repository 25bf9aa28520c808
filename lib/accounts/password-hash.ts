import { createHmac } from 'node:crypto';
import { env } from '#lib/env.ts';
import { runBcrypt } from './bcrypt-pool.ts';

// The hash of 32 random octets that nobody kept, at our cost: work for usernames that do not exist.
const NOBODYS_HASH = '$2b$12$AqREt4sZishC3KZ3K8aQGekhd0DiIdSTz4kuWfz5jHEwDdyTYuMba';

/** 64 characters whatever the password, without zero octets: what bcrypt reads whole. */
function preHash(password: string): string {
  return createHmac('sha384', env.PASSWORD_PEPPER)
    .update(password.normalize('NFC'))
    .digest('base64');
}

/** bcrypt at cost 12 over base64(HMAC-SHA-384(pepper, password)), in a thread. */
export async function hashPassword(password: string): Promise<string> {
  const answer = await runBcrypt({ text: preHash(password), hash: null });
  if (!('hash' in answer)) throw new Error('The password thread answered another question.');
  return answer.hash;
}

/** Whether the password belongs to the hash. Without a hash (an unknown user) it does the same work and says no. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const answer = await runBcrypt({ text: preHash(password), hash: hash ?? NOBODYS_HASH });
  return hash !== null && 'matches' in answer && answer.matches;
}

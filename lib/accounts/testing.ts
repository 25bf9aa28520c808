import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { users } from '#db/schema/accounts.ts';
import { customerContext, type Ground, visitorContext } from '#lib/context.ts';
import type { UserId } from '#lib/ids.ts';
import { currentTerms } from '#lib/terms/terms.ts';
import { hashPassword } from './password-hash.ts';
import { signUp } from './sign-up.ts';

/** A password that every rule accepts, new each time. */
export const newPassword = (): string => `kettle wander ${randomBytes(9).toString('hex')} lawn`;

/** Gives a user of the cast a password of their own: the cast has none. */
export async function givePassword({ db }: Ground, userId: UserId): Promise<string> {
  const password = newPassword();
  const passwordHash = await hashPassword(password);
  await db.update(users).set({ passwordHash }).where(eq(users.id, userId));
  return password;
}

/** A visitor from an address of the block for documentation (RFC 5737), or of one's own. */
export const visitorFrom = (ground: Ground, address = '192.0.2.1') =>
  visitorContext(ground, address);

/** Signs somebody up through the verb itself, from an address of their own. */
export async function signUpSomebody(ground: Ground, username?: string) {
  const password = newPassword();
  const name = username ?? `user-${randomBytes(6).toString('hex')}`;
  const visitor = visitorFrom(ground, `2001:db8:${randomBytes(2).toString('hex')}:1::1`);
  const result = await signUp(visitor, {
    username: name,
    password,
    termsVersion: currentTerms.version,
  });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { userId, accountId, recoveryCodes } = result;
  const ctx = customerContext(ground, { userId, accountId });
  return { ctx, username: name, password, userId, accountId, recoveryCodes };
}

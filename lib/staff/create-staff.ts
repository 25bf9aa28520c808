import { isUniqueViolation } from '#db/client.ts';
import { users } from '#db/schema/accounts.ts';
import { foldUsername } from '#lib/accounts/fold-username.ts';
import { isFormerUsername } from '#lib/accounts/former-usernames.ts';
import { hashPassword } from '#lib/accounts/password-hash.ts';
import { suggestPassphrase } from '#lib/accounts/suggest-passphrase.ts';
import { checkUsername, tidyUsername } from '#lib/accounts/username-rules.ts';
import type { Ground } from '#lib/context.ts';
import { newId, type UserId } from '#lib/ids.ts';

export type CreateStaffResult =
  | { ok: true; userId: UserId; username: string; password: string }
  | { ok: false; sentence: string };

const taken: CreateStaffResult = {
  ok: false,
  sentence: 'That username, or one that looks like it, is taken.',
};

/**
 * Makes a member of staff with a random passphrase, returned this once. Staff are users without an account. Run on the
 * server by whoever may read its settings, so it needs no context of a user.
 */
export async function createStaff(
  { db, keyring }: Ground,
  input: { username: string },
): Promise<CreateStaffResult> {
  const username = tidyUsername(input.username);
  const problem = checkUsername(username);
  if (problem) return { ok: false, sentence: problem };
  const usernameKey = foldUsername(username);
  if (await isFormerUsername(db, keyring, usernameKey)) return taken;
  const password = suggestPassphrase();
  const userId = newId<UserId>();
  try {
    await db.insert(users).values({
      id: userId,
      accountId: null,
      kind: 'staff',
      username,
      usernameKey,
      passwordHash: await hashPassword(password),
    });
    return { ok: true, userId, username, password };
  } catch (error) {
    if (!isUniqueViolation(error, 'users_username_key')) throw error;
    return taken;
  }
}

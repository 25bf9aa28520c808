import { type Db, isUniqueViolation } from '#db/client.ts';
import { users } from '#db/schema/accounts.ts';
import { staffMembers } from '#db/schema/staff.ts';
import { foldUsername } from '#lib/accounts/fold-username.ts';
import { isFormerUsername } from '#lib/accounts/former-usernames.ts';
import { hashPassword } from '#lib/accounts/password-hash.ts';
import { suggestPassphrase } from '#lib/accounts/suggest-passphrase.ts';
import { checkUsername, tidyUsername } from '#lib/accounts/username-rules.ts';
import type { Ground } from '#lib/context.ts';
import { newId, type UserId } from '#lib/ids.ts';
import type { StaffRole } from './staff-roles.ts';

export type CreateStaffResult =
  | {
      ok: true;
      userId: UserId;
      role: StaffRole;
      number: number;
      username: string;
      password: string;
    }
  | { ok: false; sentence: string };

const taken: CreateStaffResult = {
  ok: false,
  sentence: 'That username, or one that looks like it, is taken.',
};

/**
 * Makes a member of staff (an admin, unless it says which role) with a random passphrase, returned this once. Staff are
 * users without an account. Run on the server by whoever may read its settings, so it needs no context of a user; staff
 * do it by `addMember`. `andThen` is done in the same transaction.
 */
export async function createStaff(
  { db, keyring }: Ground,
  input: { username: string; role?: StaffRole; createdBy?: UserId },
  andThen: (tx: Db, userId: UserId) => Promise<void> = async () => {},
): Promise<CreateStaffResult> {
  const username = tidyUsername(input.username);
  const problem = checkUsername(username);
  if (problem) return { ok: false, sentence: problem };
  const usernameKey = foldUsername(username);
  if (await isFormerUsername(db, keyring, usernameKey)) return taken;
  const password = suggestPassphrase();
  const userId = newId<UserId>();
  try {
    const passwordHash = await hashPassword(password);
    const { role = 'admin', createdBy } = input;
    const number = await db.transaction(async (tx) => {
      await tx.insert(users).values({
        ...{ id: userId, accountId: null, kind: 'staff', username, usernameKey, passwordHash },
      });
      const [member] = await tx
        .insert(staffMembers)
        .values({ userId, role, createdBy })
        .returning({ number: staffMembers.number });
      await andThen(tx, userId);
      return member!.number;
    });
    return { ok: true, userId, role, number, username, password };
  } catch (error) {
    if (!isUniqueViolation(error, 'users_username_key')) throw error;
    return taken;
  }
}

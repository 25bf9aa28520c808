import { and, eq, gt, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { formerUsernames } from '#db/schema/leaving.ts';
import { keyedHash } from '#lib/crypto/keyed-hash.ts';
import { FORMER_USERNAMES_KEY } from '#lib/keyring/key-names.ts';
import type { Keyring } from '#lib/keyring/keyring.ts';

/** Keeps folded usernames (`users.username_key`) of a deleted account from everybody for a year, as hashes. */
export async function keepFormerUsernames(
  tx: Db,
  keyring: Keyring,
  usernameKeys: readonly string[],
): Promise<void> {
  const key = await keyring.create(FORMER_USERNAMES_KEY);
  const freeAt = sql`now() + interval '1 year'`;
  for (const usernameKey of usernameKeys) {
    await tx
      .insert(formerUsernames)
      .values({ usernameHash: keyedHash(key, usernameKey), freeAt })
      .onConflictDoUpdate({ target: formerUsernames.usernameHash, set: { freeAt } });
  }
}

/** Whether a folded username was that of an account deleted less than a year ago. */
export async function isFormerUsername(
  db: Db,
  keyring: Keyring,
  usernameKey: string,
): Promise<boolean> {
  const key = await keyring.read(FORMER_USERNAMES_KEY);
  if (!key) return false;
  const [row] = await db
    .select({ freeAt: formerUsernames.freeAt })
    .from(formerUsernames)
    .where(
      and(
        eq(formerUsernames.usernameHash, keyedHash(key, usernameKey)),
        gt(formerUsernames.freeAt, sql`now()`),
      ),
    );
  return row !== undefined;
}

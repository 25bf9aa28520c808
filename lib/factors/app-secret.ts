import { eq } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { users } from '#db/schema/accounts.ts';
import type { Ground } from '#lib/context.ts';
import { openSealed, seal } from '#lib/crypto/seal.ts';
import type { AccountId, UserId } from '#lib/ids.ts';
import { accountKeyName, STAFF_KEY } from '#lib/keyring/key-names.ts';
import { requireKey } from '#lib/keyring/keyring.ts';

const ISSUER = 'All SMS';
/** RFC 4226 §4 recommends 160 bits. */
const SECRET_BYTES = 20;
// What every authenticator app computes, whatever else the address says (RFC 6238 §4).
const kind = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** Steps of 30 seconds that a clock may be off, on either side (RFC 6238 §5.2). */
const WINDOW = 1;

const identityOf = (userId: UserId) => `totp_secrets.secret:${userId}`;

/** Customers' secrets are under the key of their account, so they go with it; those of staff under one of their own. */
async function keyOf({ db, keyring }: Ground, userId: UserId): Promise<Buffer> {
  const [user] = await db
    .select({ accountId: users.accountId })
    .from(users)
    .where(eq(users.id, userId));
  const accountId: AccountId | null | undefined = user?.accountId;
  return accountId ? requireKey(keyring, accountKeyName(accountId)) : keyring.create(STAFF_KEY);
}

/** A new random secret of 160 bits, sealed for this user. */
export async function newAppSecret(ground: Ground, userId: UserId): Promise<Buffer> {
  const { bytes } = new Secret({ size: SECRET_BYTES });
  return seal(await keyOf(ground, userId), identityOf(userId), bytes);
}

/** The app of a user as it computes codes. Its `secret` must go nowhere but to its user. */
export async function openApp(
  ground: Ground,
  user: { userId: UserId; username?: string },
  secretSealed: Uint8Array,
): Promise<TOTP> {
  const octets = openSealed(
    await keyOf(ground, user.userId),
    identityOf(user.userId),
    secretSealed,
  );
  // A copy: the buffer of a slice has more in it.
  const secret = new Secret({ buffer: new Uint8Array(octets).buffer });
  return new TOTP({ ...kind, issuer: ISSUER, label: user.username ?? '', secret });
}

/** The time step (of 30 seconds, since 1970) whose code was typed, within a step of now, or null. Spaces do not matter. */
export function stepOfCode(app: TOTP, typed: string, atMs = Date.now()): number | null {
  const token = typed.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const delta = app.validate({ token, timestamp: atMs, window: WINDOW });
  return delta === null ? null : app.counter({ timestamp: atMs }) + delta;
}

import {
  bigint,
  boolean,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import type { AccountId, SenderId, UserId } from '#lib/ids.ts';
import { users } from './accounts.ts';
import { bytea, id, moment } from './columns.ts';

/** Secrets of authenticator apps (RFC 6238), one per user. Counts as a second factor once confirmed. Written and read by lib/factors. */
export const totpSecrets = pgTable('totp_secrets', {
  userId: id<UserId>('user_id')
    .primaryKey()
    .references(() => users.id),
  /** Under the account's key, of staff under `system/staff`; identity `totp_secrets.secret:<user>`. */
  secretSealed: bytea('secret_sealed').notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
  confirmedAt: moment('confirmed_at'),
  /** The time step of the last code that was taken: a code works once. */
  lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
});

/** Passkeys (WebAuthn credentials). Written and read by lib/factors. */
export const passkeys = pgTable(
  'passkeys',
  {
    /** The credential's id, base64url. */
    id: text('id').primaryKey(),
    userId: id<UserId>('user_id')
      .notNull()
      .references(() => users.id),
    publicKey: bytea('public_key').notNull(),
    counter: bigint('counter', { mode: 'number' }).notNull(),
    transports: text('transports').array().notNull(),
    /** Copied to other devices of its owner, as the authenticator says. */
    backedUp: boolean('backed_up').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    lastUsedAt: moment('last_used_at'),
  },
  (t) => [index('passkeys_user').on(t.userId)],
);

export const challengePurpose = pgEnum('challenge_purpose', ['add', 'sign_in', 'step_up']);

/** Challenges of passkeys that wait for an answer, each used once. Swept by sign-ins. */
export const passkeyChallenges = pgTable(
  'passkey_challenges',
  {
    /** SHA-256 of the challenge. */
    challengeHash: bytea('challenge_hash').primaryKey(),
    userId: id<UserId>('user_id')
      .notNull()
      .references(() => users.id),
    purpose: challengePurpose('purpose').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [
    index('passkey_challenges_user').on(t.userId),
    index('passkey_challenges_expires').on(t.expiresAt),
  ],
);

/** Sign-ins whose password was right and whose second factor is still asked for. The page holds the token, the row its SHA-256. */
export const pendingSignIns = pgTable(
  'pending_sign_ins',
  {
    tokenHash: bytea('token_hash').primaryKey(),
    userId: id<UserId>('user_id')
      .notNull()
      .references(() => users.id),
    triesLeft: integer('tries_left').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [
    index('pending_sign_ins_user').on(t.userId),
    index('pending_sign_ins_expires').on(t.expiresAt),
  ],
);

/** Browsers (keyed hashes of their words and network) from which a user has signed in: another one is told of. */
export const knownDevices = pgTable(
  'known_devices',
  {
    userId: id<UserId>('user_id')
      .notNull()
      .references(() => users.id),
    deviceHash: bytea('device_hash').notNull(),
    lastSignedInAt: moment('last_signed_in_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.deviceHash] })],
);

/** Numbers by which a user may recover: only where the user switched it on. Written by Settings; read by recovery. */
export const recoveryNumbers = pgTable(
  'recovery_numbers',
  {
    accountId: id<AccountId>('account_id').notNull(),
    userId: id<UserId>('user_id')
      .notNull()
      .references(() => users.id),
    senderId: id<SenderId>('sender_id').notNull(),
    switchedOnAt: moment('switched_on_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.userId] }),
    index('recovery_numbers_user').on(t.userId),
  ],
);

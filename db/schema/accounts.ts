import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { AccountId, UserId } from '#lib/ids.ts';
import { bytea, id, moment } from './columns.ts';

export const userKind = pgEnum('user_kind', ['customer', 'staff']);

/** One per customer. Written at sign-up and by Settings; read everywhere. Holds no personal data. */
export const accounts = pgTable('accounts', {
  id: id<AccountId>('id').primaryKey(),
  homeCountry: text('home_country').notNull(),
  timeZone: text('time_zone').notNull(),
  /** How long content can be read after its batch has ended; 0: permanent masking. Changed by choose-content only. */
  contentDays: smallint('content_days').notNull().default(90),
  /** How long recipients can be read after their batch has ended. Never shorter than content. */
  numberDays: smallint('number_days').notNull().default(365),
  createdAt: moment('created_at').notNull().defaultNow(),
  /** Deleted by the customer: nobody signs in, nothing is sent, and the rows are on their way out. */
  closedAt: moment('closed_at'),
});

/** Who can sign in. Customers belong to an account, staff to none. Written by sign-up, recovery and password change. */
export const users = pgTable(
  'users',
  {
    id: id<UserId>('id').primaryKey(),
    accountId: id<AccountId>('account_id').references(() => accounts.id),
    kind: userKind('kind').notNull(),
    /** As typed at sign-up. */
    username: text('username').notNull(),
    /** Folded: no case, look-alikes alike. */
    usernameKey: text('username_key').notNull(),
    passwordHash: text('password_hash').notNull(),
    passwordChangedAt: moment('password_changed_at').notNull().defaultNow(),
    /** Shorter than is taken without a second factor: the last factor cannot be removed before it is changed. */
    shortPassword: boolean('short_password').notNull().default(false),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [
    // Sign-in, recovery, and two sign-ups racing for one name.
    unique('users_username_key').on(t.usernameKey),
    // Who belongs to an account.
    index('users_account').on(t.accountId),
  ],
);

/** That an account accepted a version of the terms: who and when. Written at sign-up, at a new version, and every three months. */
export const termsAcceptances = pgTable(
  'terms_acceptances',
  {
    accountId: id<AccountId>('account_id')
      .notNull()
      .references(() => accounts.id),
    version: text('version').notNull(),
    userId: id<UserId>('user_id')
      .notNull()
      .references(() => users.id),
    acceptedAt: moment('accepted_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.version, t.acceptedAt] }),
    index('terms_acceptances_user').on(t.userId),
  ],
);

/** Countries that a customer opened beside the home country. Written by the composer's offer and Settings. */
export const openedCountries = pgTable(
  'opened_countries',
  {
    accountId: id<AccountId>('account_id')
      .notNull()
      .references(() => accounts.id),
    country: text('country').notNull(),
    userId: id<UserId>('user_id')
      .notNull()
      .references(() => users.id),
    openedAt: moment('opened_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.country] }),
    index('opened_countries_user').on(t.userId),
  ],
);

/** Recovery codes, as hashes only. Written by the kit, used once by recovery. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    id: uuid('id').primaryKey(),
    userId: id<UserId>('user_id')
      .notNull()
      .references(() => users.id),
    codeHash: bytea('code_hash').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    usedAt: moment('used_at'),
  },
  (t) => [
    // Recovery finds a code of a user; two races for one code meet here.
    uniqueIndex('recovery_codes_user_hash').on(t.userId, t.codeHash),
  ],
);

/** Signed-in browsers. The cookie holds a random token, the row its SHA-256 only. A row deleted is a session revoked. */
export const sessions = pgTable(
  'sessions',
  {
    tokenHash: bytea('token_hash').primaryKey(),
    /** Names the session without being able to use it. */
    id: uuid('id').notNull().defaultRandom(),
    userId: id<UserId>('user_id')
      .notNull()
      .references(() => users.id),
    createdAt: moment('created_at').notNull().defaultNow(),
    lastSeenAt: moment('last_seen_at').notNull().defaultNow(),
    endsAt: moment('ends_at').notNull(),
    /** In words, such as "Firefox on Android"; empty: it did not say. */
    device: text('device').notNull().default(''),
    /** When a second factor was proven in it. */
    secondFactorAt: moment('second_factor_at'),
  },
  (t) => [
    // All sessions of a user: listed, closed on a change of password.
    index('sessions_user').on(t.userId),
    // One is closed by its id.
    unique('sessions_id').on(t.id),
    // Clean-up.
    index('sessions_ends').on(t.endsAt),
  ],
);

/** Failed attempts by what was tried and from where; the key is a keyed hash. Written and read by the throttle only. */
export const throttles = pgTable(
  'throttles',
  {
    key: bytea('key').primaryKey(),
    failures: integer('failures').notNull(),
    notBefore: moment('not_before').notNull(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (t) => [index('throttles_updated').on(t.updatedAt)],
);

/** Addresses (keyed hashes) from which a user has signed in: a stranger's failures do not slow these. */
export const knownAddresses = pgTable(
  'known_addresses',
  {
    userId: id<UserId>('user_id')
      .notNull()
      .references(() => users.id),
    addressHash: bytea('address_hash').notNull(),
    lastSignedInAt: moment('last_signed_in_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.userId, t.addressHash] })],
);

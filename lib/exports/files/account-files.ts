import { and, asc, eq } from 'drizzle-orm';
import {
  accounts,
  openedCountries,
  sessions,
  termsAcceptances,
  users,
} from '#db/schema/accounts.ts';
import { contentChoices, dataKeys } from '#db/schema/keys.ts';
import { exports } from '#db/schema/leaving.ts';
import { balances } from '#db/schema/ledger.ts';
import { env } from '#lib/env.ts';
import { exportFile } from '../export-file.ts';
import { mapPages, onePage } from '../read-pages.ts';
import { amount } from './amount.ts';

const account = exportFile({
  name: 'account',
  about: 'Your account. One line.',
  fields: {
    id: 'Its number.',
    createdAt: 'When it was made.',
    homeCountry: 'The country in which numbers without a country code are read (ISO 3166-1).',
    timeZone: 'The time zone in which pages show times.',
    contentDays: 'For how many days texts can be read after sending. 0: permanent masking.',
    numberDays: 'For how many days recipients can be read after sending.',
    available: 'What you can spend.',
    reserved: 'What is set aside for messages that are under way.',
    debt: 'What you owe for payments that were taken back.',
    currency: 'The currency of all amounts (ISO 4217).',
  },
  pages: (source) =>
    mapPages(
      onePage(
        source,
        source.ctx.db
          .select({ account: accounts, balance: balances })
          .from(accounts)
          .innerJoin(balances, eq(balances.accountId, accounts.id))
          .where(eq(accounts.id, source.accountId)),
      ),
      ({
        account: { id, createdAt, homeCountry, timeZone, contentDays, numberDays },
        balance,
      }) => ({
        ...{ id, createdAt, homeCountry, timeZone, contentDays, numberDays },
        available: amount(balance.availableMicros),
        reserved: amount(balance.reservedMicros),
        debt: amount(balance.debtMicros),
        currency: env.CURRENCY,
      }),
    ),
});

const usersFile = exportFile({
  name: 'users',
  about: 'Who can sign in to your account.',
  fields: {
    id: 'The number of the user.',
    username: 'The username, as it was typed.',
    createdAt: 'Since when.',
    passwordChangedAt: 'When the password was last changed.',
  },
  pages: (source) =>
    onePage(
      source,
      source.ctx.db
        .select({
          id: users.id,
          username: users.username,
          createdAt: users.createdAt,
          passwordChangedAt: users.passwordChangedAt,
        })
        .from(users)
        .where(eq(users.accountId, source.accountId))
        .orderBy(asc(users.id)),
    ),
});

const sessionsFile = exportFile({
  name: 'sessions',
  about:
    'The browsers in which you were signed in at that moment. Yours only, not those of other users.',
  fields: {
    since: 'When you signed in there.',
    lastSeen: 'When it was last used.',
    endsAt: 'When it ends in any case.',
    device: 'The kind of browser, in words; empty: it did not say.',
    secondFactorAt: 'When a second factor was proven in it.',
  },
  pages: (source) =>
    onePage(
      source,
      source.ctx.db
        .select({
          since: sessions.createdAt,
          lastSeen: sessions.lastSeenAt,
          endsAt: sessions.endsAt,
          device: sessions.device,
          secondFactorAt: sessions.secondFactorAt,
        })
        .from(sessions)
        .where(eq(sessions.userId, source.userId))
        .orderBy(asc(sessions.createdAt)),
    ),
});

const terms = exportFile({
  name: 'terms',
  about: 'A version of the terms that your account accepted.',
  fields: {
    version: 'The version.',
    acceptedAt: 'When it was accepted.',
    acceptedBy: 'By which user.',
  },
  pages: (source) =>
    mapPages(
      onePage(
        source,
        source.ctx.db
          .select()
          .from(termsAcceptances)
          .where(eq(termsAcceptances.accountId, source.accountId))
          .orderBy(asc(termsAcceptances.acceptedAt)),
      ),
      ({ version, acceptedAt, userId }) => ({
        ...{ version, acceptedAt },
        acceptedBy: source.nameOf(userId),
      }),
    ),
});

const countries = exportFile({
  name: 'countries',
  about: 'A country that you opened for sending, beside your home country.',
  fields: {
    country: 'The country (ISO 3166-1).',
    openedAt: 'When it was opened.',
    openedBy: 'By which user.',
  },
  pages: (source) =>
    mapPages(
      onePage(
        source,
        source.ctx.db
          .select()
          .from(openedCountries)
          .where(eq(openedCountries.accountId, source.accountId))
          .orderBy(asc(openedCountries.country)),
      ),
      ({ country, openedAt, userId }) => ({
        ...{ country, openedAt },
        openedBy: source.nameOf(userId),
      }),
    ),
});

const choices = exportFile({
  name: 'content-choices',
  about: 'What you chose on the page "Content": how long texts and recipients are kept.',
  fields: {
    at: 'When.',
    by: 'By which user.',
    contentDays: 'Days for texts. 0: permanent masking.',
    numberDays: 'Days for recipients.',
    pastToo: 'Whether everything sent before was destroyed too.',
  },
  pages: (source) =>
    mapPages(
      onePage(
        source,
        source.ctx.db
          .select()
          .from(contentChoices)
          .where(eq(contentChoices.accountId, source.accountId))
          .orderBy(asc(contentChoices.id)),
      ),
      ({ at, userId, contentDays, numberDays, pastToo }) => ({
        ...{ at, contentDays, numberDays, pastToo },
        by: source.nameOf(userId),
      }),
    ),
});

const keys = exportFile({
  name: 'data-keys',
  about:
    'A key that encrypts your texts or recipients of a period. The keys themselves are kept outside the database and are not in here.',
  fields: {
    name: 'Its name.',
    kind: '"content" for texts, "numbers" for recipients.',
    period: 'The month or day (UTC) in which the validity of its messages ends.',
    endsAt: 'When that period ends.',
    madeAt: 'When the key was made.',
    destroyedAt: 'When it was destroyed, and everything under it.',
    destroyedWhy: 'Why: "past" (your choice), "retention" (its time had come), "deletion".',
  },
  pages: (source) =>
    onePage(
      source,
      source.ctx.db
        .select({
          name: dataKeys.name,
          kind: dataKeys.kind,
          period: dataKeys.period,
          endsAt: dataKeys.endsAt,
          madeAt: dataKeys.madeAt,
          destroyedAt: dataKeys.destroyedAt,
          destroyedWhy: dataKeys.destroyedWhy,
        })
        .from(dataKeys)
        .where(eq(dataKeys.accountId, source.accountId))
        .orderBy(asc(dataKeys.name)),
    ),
});

const exportsFile = exportFile({
  name: 'exports',
  about: 'A copy of your data that you asked for, this one included.',
  fields: {
    id: 'Its number.',
    askedAt: 'When you asked for it.',
    state: 'waiting, running, ready, failed or gone.',
    readyAt: 'When it was ready.',
    goesAt: 'When it was to be destroyed.',
    size: 'Its size in octets.',
  },
  pages: (source) =>
    onePage(
      source,
      source.ctx.db
        .select({
          id: exports.id,
          askedAt: exports.askedAt,
          state: exports.state,
          readyAt: exports.readyAt,
          goesAt: exports.goesAt,
          size: exports.size,
        })
        .from(exports)
        .where(and(eq(exports.accountId, source.accountId), eq(exports.userId, source.userId)))
        .orderBy(asc(exports.id)),
    ),
});

export const accountFiles = [
  account,
  usersFile,
  sessionsFile,
  terms,
  countries,
  choices,
  keys,
  exportsFile,
];

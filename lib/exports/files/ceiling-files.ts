import { asc, eq } from 'drizzle-orm';
import { ceilingChoices, heldBatches, spending } from '#db/schema/ceilings.ts';
import { notices } from '#db/schema/notices.ts';
import { env } from '#lib/env.ts';
import { micros } from '#lib/money/micros.ts';
import { exportFile } from '../export-file.ts';
import { mapPages, onePage } from '../read-pages.ts';
import { rowsOfAccount } from '../rows-of-account.ts';
import { amount } from './amount.ts';

const ceilings = exportFile({
  name: 'ceilings',
  about: 'A ceiling that you chose. The newest of each country and span counts.',
  fields: {
    id: 'Its number.',
    country: 'For which country (ISO 3166-1); empty for everything.',
    span: 'In an hour, a day or a month.',
    amount: 'How much may be set aside in it; empty: back to the default.',
    currency: 'The currency (ISO 4217).',
    at: 'When you chose it.',
    by: 'Which user did.',
  },
  pages: (source) =>
    mapPages(
      rowsOfAccount(source, ceilingChoices),
      ({ id, country, span, micros: chosen, at, userId }) => ({
        ...{ id, country, span, at },
        amount: chosen === null ? null : amount(chosen),
        currency: env.CURRENCY,
        by: source.nameOf(userId),
      }),
    ),
});

const spendingFile = exportFile({
  name: 'spending',
  about: 'What was set aside for sends in an hour, as ceilings count it. Kept for 40 days.',
  fields: {
    country: 'To which country (ISO 3166-1); empty: to all of them together.',
    hour: 'When the hour began.',
    amount: 'How much.',
    currency: 'The currency (ISO 4217).',
    messages: 'For how many messages.',
  },
  pages: (source) =>
    mapPages(
      onePage(
        source,
        source.ctx.db
          .select()
          .from(spending)
          .where(eq(spending.accountId, source.accountId))
          .orderBy(asc(spending.hour), asc(spending.country)),
      ),
      ({ country, hour, micros: spent, messages }) => ({
        ...{ country, hour, messages },
        amount: amount(spent),
        currency: env.CURRENCY,
      }),
    ),
});

const held = exportFile({
  name: 'held-sends',
  about: 'A send that was held until somebody let it go on. The newest hold of each.',
  fields: {
    sendId: 'Which send (sends: id).',
    reason: '"ceiling", or "debt": a payment was taken back.',
    country: 'Of a ceiling: for which country (ISO 3166-1); empty for everything.',
    span: 'Of a ceiling: hour, day or month.',
    heldAt: 'Since when.',
    endedAt: 'Until when; empty while it waits.',
    ended: 'How it ended: "sent", "cancelled" or "lapsed".',
    endedBy: 'Which user ended it.',
  },
  pages: (source) =>
    mapPages(
      rowsOfAccount(source, heldBatches, { key: 'batchId' }),
      ({ batchId, reason, country, span, heldAt, endedAt, ended, endedBy }) => ({
        ...{ sendId: batchId, reason, country, span, heldAt, endedAt, ended },
        endedBy: endedBy && source.nameOf(endedBy),
      }),
    ),
});

const noticesFile = exportFile({
  name: 'notices',
  about: 'What you were told at the top of your pages. Kept for 90 days.',
  fields: {
    id: 'Its number.',
    kind: 'What it was about, such as ceiling_near, batch_held or low_balance.',
    amount: 'The amount that it spoke of.',
    currency: 'The currency (ISO 4217).',
    span: 'Of a ceiling: hour, day or month.',
    country: 'Of a ceiling: for which country (ISO 3166-1).',
    days: 'Of a low balance: for how many days it lasted.',
    sendId: 'Which send it spoke of (sends: id).',
    at: 'When you were told.',
    seenAt: 'When it was dismissed, or what it asked was done.',
    seenBy: 'By which user.',
  },
  pages: (source) =>
    mapPages(rowsOfAccount(source, notices), ({ id, kind, facts, at, seenAt, seenBy }) => ({
      ...{ id, kind, at, seenAt },
      amount: facts.micros === undefined ? null : amount(micros(facts.micros)),
      currency: facts.currency ?? null,
      span: facts.span ?? null,
      country: facts.country ?? null,
      days: facts.days ?? null,
      sendId: facts.batchId ?? null,
      seenBy: seenBy && source.nameOf(seenBy),
    })),
});

export const ceilingFiles = [ceilings, spendingFile, held, noticesFile];

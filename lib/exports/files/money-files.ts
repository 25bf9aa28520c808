import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { ledgerEntries, ledgerTransactions } from '#db/schema/ledger.ts';
import { quotes } from '#db/schema/quotes.ts';
import { env } from '#lib/env.ts';
import type { QuoteId } from '#lib/ids.ts';
import { ofTransaction } from '#lib/ledger/of-transaction.ts';
import { transactionWords } from '#lib/ledger/transaction-words.ts';
import { exportFile } from '../export-file.ts';
import { mapPages, readPages } from '../read-pages.ts';
import { amount } from './amount.ts';

const statement = exportFile({
  name: 'statement',
  about:
    'An amount that moved into or out of your balance. The lines with account "available" are the statement that the page "Statement" shows.',
  fields: {
    id: 'The number of the line.',
    transactionId: 'What belongs together has the same one.',
    at: 'When.',
    kind: 'trial, grant, top_up, reserve (set aside), settle (charged), release (returned), refund, dispute (a payment was taken back), dispute_won, debt, debt_paid, owe or pay_back.',
    words: 'The same in words.',
    sendId: 'For which send (sends: id).',
    orderId: 'For which top-up (orders: id).',
    messages: 'For how many messages.',
    reason: 'The reason, where there is one.',
    account:
      '"available" (what you can spend), "reserved" (set aside for what is under way), "debt" (what you owe, with a minus) or "owed" (to be paid back to you).',
    amount: 'What it did to that account: more, or less with a minus.',
    availableAfter: 'What you could spend afterwards, on lines of "available".',
    currency: 'The currency (ISO 4217).',
  },
  pages: (source) =>
    mapPages(
      readPages(source, {
        read: (after: number | null, limit) =>
          source.ctx.db
            .select({ entry: ledgerEntries, transaction: ledgerTransactions })
            .from(ledgerEntries)
            .innerJoin(ledgerTransactions, ofTransaction)
            .where(
              and(
                eq(ledgerEntries.accountId, source.accountId),
                after === null ? undefined : gt(ledgerEntries.id, after),
                // The other side of each transaction is in the operator's books.
                inArray(ledgerEntries.account, ['available', 'reserved', 'debt', 'owed']),
              ),
            )
            .orderBy(asc(ledgerEntries.id))
            .limit(limit),
        keyOf: ({ entry }) => entry.id,
      }),
      ({ entry, transaction }) => ({
        id: entry.id,
        transactionId: transaction.id,
        at: transaction.at,
        kind: transaction.kind,
        words: transactionWords(transaction),
        sendId: transaction.batchId,
        orderId: transaction.orderId,
        messages: transaction.messages,
        reason: transaction.reason,
        account: entry.account,
        amount: amount(entry.amountMicros),
        availableAfter: entry.balanceMicros === null ? null : amount(entry.balanceMicros),
        currency: env.CURRENCY,
      }),
    ),
});

const quotesFile = exportFile({
  name: 'quotes',
  about:
    'A price that you were shown before sending. Its text and numbers were those of the draft.',
  fields: {
    id: 'Its number.',
    draftId: 'Of which draft (drafts: id).',
    askedAt: 'When.',
    askedBy: 'By which user.',
    validUntil: 'Until when the price held.',
    senderId: 'From which sender (senders: id).',
    recipients: 'For how many recipients.',
    segments: 'How many SMS for each recipient.',
    destinations: 'Where to: how many recipients, times segments, at which price of a segment.',
    total: 'The price.',
    currency: 'The currency (ISO 4217).',
    permission: 'The statement that the recipients agreed, word for word.',
    sendAt: 'The time that was chosen for it to leave.',
    masked: 'Whether it was to be masked.',
    stopLink: 'Whether it was priced with a link to stop.',
    sendId: 'The send that it became (sends: id).',
  },
  pages: (source) =>
    mapPages(
      readPages(source, {
        read: (after: QuoteId | null, limit) =>
          source.ctx.db
            .select({
              id: quotes.id,
              draftId: quotes.draftId,
              askedAt: quotes.createdAt,
              userId: quotes.userId,
              validUntil: quotes.expiresAt,
              senderId: quotes.senderId,
              recipients: quotes.recipients,
              segments: quotes.segments,
              lines: quotes.lines,
              totalMicros: quotes.totalMicros,
              currency: quotes.currency,
              permission: quotes.permissionWording,
              sendAt: quotes.sendAt,
              masked: quotes.masked,
              stopLink: quotes.stopLink,
              sendId: quotes.batchId,
            })
            .from(quotes)
            .where(
              and(eq(quotes.accountId, source.accountId), after ? gt(quotes.id, after) : undefined),
            )
            .orderBy(asc(quotes.id))
            .limit(limit),
        keyOf: ({ id }) => id,
      }),
      ({ userId, lines, totalMicros, ...rest }) => ({
        ...rest,
        askedBy: source.nameOf(userId),
        destinations: lines
          .map(
            ({ destination, recipients, segments, segmentMicros }) =>
              `${destination}: ${recipients} × ${segments} × ${amount(segmentMicros)}`,
          )
          .join(', '),
        total: amount(totalMicros),
      }),
    ),
});

export const moneyFiles = [statement, quotesFile];

import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { AccountId, BatchId, LedgerTransactionId, OrderId, UserId } from '#lib/ids.ts';
import { id, moment, money } from './columns.ts';

/**
 * `owe` and `pay_back`: the balance of a deleted account. `refund`, `dispute` and `dispute_won`: of a payment. `debt` and
 * `debt_paid`: credit that was spent before its payment was taken back, and that a later one makes good.
 */
export const ledgerKind = pgEnum('ledger_kind', [
  'trial',
  'grant',
  'reserve',
  'settle',
  'release',
  'owe',
  'pay_back',
  'top_up',
  'refund',
  'dispute',
  'dispute_won',
  'debt',
  'debt_paid',
]);

/**
 * `available`, `reserved`, `owed` and `debt` (what the customer owes, below zero) belong to the customer; `revenue`,
 * `granted`, `paid_in` and `paid_back` are the operator's.
 */
export const ledgerAccount = pgEnum('ledger_account', [
  'available',
  'reserved',
  'revenue',
  'granted',
  'owed',
  'paid_back',
  'paid_in',
  'debt',
]);

/** What an account can spend, what is reserved, what it owes. Moved in the transaction of the entries, never below zero. */
export const balances = pgTable(
  'balances',
  {
    accountId: id<AccountId>('account_id').primaryKey(),
    availableMicros: money('available_micros').notNull().default(sql`0`),
    reservedMicros: money('reserved_micros').notNull().default(sql`0`),
    debtMicros: money('debt_micros').notNull().default(sql`0`),
  },
  (t) => [
    check('balances_available_not_negative', sql`${t.availableMicros} >= 0`),
    check('balances_reserved_not_negative', sql`${t.reservedMicros} >= 0`),
    check('balances_debt_not_negative', sql`${t.debtMicros} >= 0`),
  ],
);

/** Why money moved: append-only. Written by lib/ledger only. */
export const ledgerTransactions = pgTable(
  'ledger_transactions',
  {
    accountId: id<AccountId>('account_id').notNull(),
    id: id<LedgerTransactionId>('id').notNull(),
    kind: ledgerKind('kind').notNull(),
    batchId: id<BatchId>('batch_id'),
    orderId: id<OrderId>('order_id'),
    /** How many messages it stands for. */
    messages: integer('messages').notNull().default(0),
    reason: text('reason'),
    byUserId: id<UserId>('by_user_id'),
    idempotencyKey: text('idempotency_key'),
    at: moment('at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // What is asked twice happens once.
    uniqueIndex('ledger_transactions_once').on(t.accountId, t.idempotencyKey),
    // The money of a batch.
    index('ledger_transactions_batch').on(t.accountId, t.batchId),
    // What was booked on a day, or in a month.
    index('ledger_transactions_at').on(t.accountId, t.at),
    // The money of an order.
    index('ledger_transactions_order')
      .on(t.accountId, t.orderId)
      .where(sql`${t.orderId} is not null`),
  ],
);

/** Double entry, append-only: the entries of a transaction sum to zero. Written by lib/ledger only. */
export const ledgerEntries = pgTable(
  'ledger_entries',
  {
    id: bigint('id', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    accountId: id<AccountId>('account_id').notNull(),
    transactionId: id<LedgerTransactionId>('transaction_id').notNull(),
    account: ledgerAccount('account').notNull(),
    amountMicros: money('amount_micros').notNull(),
    /** Of `available` entries: what could be spent afterwards. */
    balanceMicros: money('balance_micros'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // The entries of a transaction.
    index('ledger_entries_transaction').on(t.accountId, t.transactionId),
    // The statement, newest first.
    index('ledger_entries_available').on(t.accountId, t.id).where(sql`${t.account} = 'available'`),
  ],
);

import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type {
  AccountId,
  ConfirmationId,
  InvoiceId,
  OrderId,
  PaymentId,
  ReversalId,
  UserId,
} from '#lib/ids.ts';
import { bytea, id, moment, money } from './columns.ts';

/**
 * Who is invoiced and where they are, asked for when they pay. Sealed under a key of their own, `billing/<account>`
 * (identity `billing_details.body:<account>`). Written and read by lib/billing only.
 */
export const billingDetails = pgTable('billing_details', {
  accountId: id<AccountId>('account_id').primaryKey(),
  bodySealed: bytea('body_sealed').notNull(),
  updatedBy: id<UserId>('updated_by').notNull(),
  updatedAt: moment('updated_at').notNull().defaultNow(),
});

export const orderWay = pgEnum('order_way', ['card', 'transfer', 'automatic']);
export const orderState = pgEnum('order_state', ['open', 'paid', 'lapsed', 'cancelled', 'failed']);
export const vatTreatment = pgEnum('vat_treatment', [
  'domestic',
  'member_state',
  'reverse_charge',
  'outside',
]);

/** What somebody pays and what of it is tax. All in whole minor units (cents), so that it can be paid. */
const amounts = () => ({
  /** SMS credit, without tax: what the balance gets. */
  creditMicros: money('credit_micros').notNull(),
  vatMicros: money('vat_micros').notNull(),
  /** What is paid: credit and tax. */
  totalMicros: money('total_micros').notNull(),
  currency: text('currency').notNull(),
  vatTreatment: vatTreatment('vat_treatment').notNull(),
  /** In hundredths of a percent: 2400 is 24 %. */
  vatRate: integer('vat_rate').notNull(),
});

/**
 * SMS credit that a customer wants to buy, at an amount that does not change any more. Placed by lib/orders, paid by
 * receive-payment alone.
 */
export const orders = pgTable(
  'orders',
  {
    accountId: id<AccountId>('account_id').notNull(),
    id: id<OrderId>('id').notNull(),
    userId: id<UserId>('user_id').notNull(),
    way: orderWay('way').notNull(),
    state: orderState('state').notNull().default('open'),
    ...amounts(),
    /** What the payer quotes: an ISO 11649 creditor reference. */
    reference: text('reference').notNull(),
    /** The billing details as they were, under the key `billing/<account>` (identity `orders.buyer:<id>`). */
    buyerSealed: bytea('buyer_sealed').notNull(),
    /** The same form sent twice is one order. */
    idempotencyKey: text('idempotency_key').notNull(),
    /** Stripe's ids of the checkout and of its payment. */
    checkoutSession: text('checkout_session'),
    paymentIntent: text('payment_intent'),
    placedAt: moment('placed_at').notNull().defaultNow(),
    lapsesAt: moment('lapses_at').notNull(),
    endedAt: moment('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    uniqueIndex('orders_once').on(t.accountId, t.idempotencyKey),
    // A transfer that came in.
    uniqueIndex('orders_reference').on(t.reference),
    // What Stripe speaks of.
    uniqueIndex('orders_checkout').on(t.checkoutSession),
    uniqueIndex('orders_payment_intent').on(t.paymentIntent),
    // What waits to be paid, or to lapse.
    index('orders_open').on(t.lapsesAt).where(sql`${t.state} = 'open'`),
  ],
);

/** Money that came in for an order: one row, with the ledger's entry and the invoice in the same transaction. */
export const payments = pgTable(
  'payments',
  {
    accountId: id<AccountId>('account_id').notNull(),
    id: id<PaymentId>('id').notNull(),
    orderId: id<OrderId>('order_id').notNull(),
    amountMicros: money('amount_micros').notNull(),
    currency: text('currency').notNull(),
    /** Stripe's payment, or the line of the bank's statement. */
    reference: text('reference').notNull(),
    receivedAt: moment('received_at').notNull(),
    recordedAt: moment('recorded_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // An order is paid once.
    uniqueIndex('payments_order').on(t.accountId, t.orderId),
    // A payment pays one order.
    uniqueIndex('payments_reference').on(t.reference),
  ],
);

/** That staff saw a transfer on the bank's statement. Above a limit it needs a second person. */
export const transferConfirmations = pgTable(
  'transfer_confirmations',
  {
    accountId: id<AccountId>('account_id').notNull(),
    id: id<ConfirmationId>('id').notNull(),
    orderId: id<OrderId>('order_id').notNull(),
    amountMicros: money('amount_micros').notNull(),
    bankReference: text('bank_reference').notNull(),
    receivedOn: date('received_on', { mode: 'string' }).notNull(),
    firstBy: id<UserId>('first_by').notNull(),
    firstAt: moment('first_at').notNull().defaultNow(),
    secondBy: id<UserId>('second_by'),
    secondAt: moment('second_at'),
    withdrawnBy: id<UserId>('withdrawn_by'),
    withdrawnAt: moment('withdrawn_at'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // One at a time for an order.
    uniqueIndex('transfer_confirmations_order')
      .on(t.accountId, t.orderId)
      .where(sql`${t.withdrawnAt} is null`),
  ],
);

export const reversalKind = pgEnum('reversal_kind', ['refund', 'dispute', 'dispute_won']);

/** Money that went back to the payer (or, of a dispute that was won, came again). Each has its credit note or invoice. */
export const reversals = pgTable(
  'reversals',
  {
    accountId: id<AccountId>('account_id').notNull(),
    id: id<ReversalId>('id').notNull(),
    orderId: id<OrderId>('order_id').notNull(),
    kind: reversalKind('kind').notNull(),
    ...amounts(),
    /** What of the credit had been spent already: the customer owes it. Of a dispute that was won: what is owed no more. */
    debtMicros: money('debt_micros').notNull().default(sql`0`),
    /** Stripe's refund or dispute, or the bank's. */
    reference: text('reference').notNull(),
    reason: text('reason'),
    byUserId: id<UserId>('by_user_id'),
    at: moment('at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // Booked once, however often it is told.
    uniqueIndex('reversals_once').on(t.kind, t.reference),
    // What went back of an order.
    index('reversals_order').on(t.accountId, t.orderId),
  ],
);

/** Notifications of Stripe that were taken: each once. Ids only. Kept for 90 days, longer than Stripe repeats them. */
export const stripeEvents = pgTable(
  'stripe_events',
  {
    id: text('id').primaryKey(),
    type: text('type').notNull(),
    receivedAt: moment('received_at').notNull().defaultNow(),
  },
  (t) => [index('stripe_events_received').on(t.receivedAt)],
);

export const invoiceKind = pgEnum('invoice_kind', ['invoice', 'credit_note']);

/** The last number given in each series. The row is locked while a number is given, so that none is left out. */
export const invoiceSeries = pgTable(
  'invoice_series',
  {
    kind: invoiceKind('kind').notNull(),
    year: integer('year').notNull(),
    last: integer('last').notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.year] })],
);

/**
 * Invoices and credit notes. A row never changes, and goes only when the law allows it (trigger `invoices_immutable`).
 * Who, what and why is a snapshot, sealed under the store's own key `invoices/<year>` (identity `invoices.body:<id>`).
 */
export const invoices = pgTable(
  'invoices',
  {
    accountId: id<AccountId>('account_id').notNull(),
    id: id<InvoiceId>('id').notNull(),
    kind: invoiceKind('kind').notNull(),
    year: integer('year').notNull(),
    sequence: integer('sequence').notNull(),
    /** Such as `2026-000123`, or `CN-2026-000007`. */
    number: text('number').notNull(),
    orderId: id<OrderId>('order_id').notNull(),
    /** Of a credit note: what went back. Of an invoice: the dispute that was won, or none. */
    reversalId: id<ReversalId>('reversal_id'),
    /** Of a credit note: the invoice that it corrects. */
    correctsId: id<InvoiceId>('corrects_id'),
    ...amounts(),
    /** The day in the operator's zone. */
    issuedOn: date('issued_on', { mode: 'string' }).notNull(),
    issuedAt: moment('issued_at').notNull(),
    keyName: text('key_name').notNull(),
    bodySealed: bytea('body_sealed').notNull(),
    /** The last day on which it must be kept. */
    keptUntil: date('kept_until', { mode: 'string' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // Gapless: a number is given once.
    uniqueIndex('invoices_number').on(t.kind, t.year, t.sequence),
    // An order has one invoice, and what went back one credit note.
    uniqueIndex('invoices_order').on(t.accountId, t.orderId).where(sql`${t.reversalId} is null`),
    uniqueIndex('invoices_reversal').on(t.accountId, t.reversalId),
    // What need not be kept any more.
    index('invoices_kept_until').on(t.keptUntil),
  ],
);

/** That a customer lets the balance be filled up by itself. Off unless there is a row. */
export const automaticTopUps = pgTable('automatic_top_ups', {
  accountId: id<AccountId>('account_id').primaryKey(),
  /** Below this much it tops up, … */
  belowMicros: money('below_micros').notNull(),
  /** … by this much credit (without tax), … */
  creditMicros: money('credit_micros').notNull(),
  /** … at most this much credit in a month. */
  monthlyMicros: money('monthly_micros').notNull(),
  /** Stripe's ids of the payer and of the card that may be charged. Null: a card is still needed. */
  stripeCustomer: text('stripe_customer'),
  paymentMethod: text('payment_method'),
  /** Null: it rests, since a payment failed or the customer switched it off. */
  enabledAt: moment('enabled_at'),
  enabledBy: id<UserId>('enabled_by'),
  failedAt: moment('failed_at'),
});

/** The daily proof of the books, for staff. */
export const moneyProofs = pgTable('money_proofs', {
  day: date('day', { mode: 'string' }).primaryKey(),
  at: moment('at').notNull().defaultNow(),
  isRight: boolean('is_right').notNull(),
  /** Sentences with ids and amounts. */
  problems: jsonb('problems').$type<string[]>().notNull(),
  transactions: integer('transactions').notNull(),
  accounts: integer('accounts').notNull(),
  /** Of all time: reserved is settled, released and under way, and nothing else. */
  reservedMicros: money('reserved_micros').notNull(),
  settledMicros: money('settled_micros').notNull(),
  releasedMicros: money('released_micros').notNull(),
  underWayMicros: money('under_way_micros').notNull(),
});

import { eq } from 'drizzle-orm';
import {
  automaticTopUps,
  billingDetails,
  orders,
  payments,
  reversals,
} from '#db/schema/billing.ts';
import type { BillingDetails } from '#lib/billing/billing-details.ts';
import { openDetails } from '#lib/billing/store-details.ts';
import { env } from '#lib/env.ts';
import { openBuyer } from '#lib/orders/order-buyer.ts';
import { exportFile } from '../export-file.ts';
import { mapPages, onePage } from '../read-pages.ts';
import { rowsOfAccount } from '../rows-of-account.ts';
import { amount } from './amount.ts';

/** An order has a buyer to open. */
const ORDERS_AT_ONCE = 100;

const buyerFields = {
  kind: '"company" or "person".',
  name: 'The name.',
  address: 'The lines of the address.',
  postalCode: 'The postal code.',
  city: 'The town or city.',
  region: 'The state, province or prefecture.',
  country: 'The country (ISO 3166-1).',
  vatNumber: 'The VAT number with its country in front, or the tax number.',
};

const buyerCells = (buyer: BillingDetails | null) => ({
  kind: buyer?.kind ?? null,
  name: buyer?.name ?? null,
  address: buyer?.lines.join('\n') ?? null,
  postalCode: buyer?.postalCode ?? null,
  city: buyer?.city ?? null,
  region: buyer?.region ?? null,
  country: buyer?.country ?? null,
  vatNumber: buyer?.vatNumber ?? null,
});

const detailsFile = exportFile({
  name: 'billing-details',
  about: 'Who is invoiced. One line, or none.',
  fields: {
    ...buyerFields,
    vatNumberValid: 'What the European Commission (VIES) said of the number, where it was asked.',
    vatAskedAt: 'When it was asked.',
    updatedAt: 'When the details were saved.',
    updatedBy: 'By which user.',
  },
  pages: (source) =>
    mapPages(
      onePage(
        source,
        source.ctx.db
          .select({ updatedAt: billingDetails.updatedAt, userId: billingDetails.updatedBy })
          .from(billingDetails)
          .where(eq(billingDetails.accountId, source.accountId)),
      ),
      async ({ updatedAt, userId }) => {
        const details = await openDetails(source.ctx, source.accountId);
        return {
          ...buyerCells(details),
          vatNumberValid: details?.vatLookedUp?.valid ?? null,
          vatAskedAt: details?.vatLookedUp?.at ?? null,
          updatedAt,
          updatedBy: source.nameOf(userId),
        };
      },
    ),
});

const amountFields = {
  credit: 'The SMS credit, without tax.',
  vat: 'The tax on it.',
  total: 'Both.',
  currency: 'The currency (ISO 4217).',
  vatTreatment:
    'How it is taxed: domestic, member_state, reverse_charge (the buyer accounts for it) or outside (of the European Union).',
  vatPercent: 'The rate, in percent.',
};

type Amounts = Pick<
  typeof orders.$inferSelect,
  'creditMicros' | 'vatMicros' | 'totalMicros' | 'currency' | 'vatTreatment' | 'vatRate'
>;
const amountCells = (row: Amounts) => ({
  credit: amount(row.creditMicros),
  vat: amount(row.vatMicros),
  total: amount(row.totalMicros),
  currency: row.currency,
  vatTreatment: row.vatTreatment,
  vatPercent: row.vatRate / 100,
});

const ordersFile = exportFile({
  name: 'orders',
  about:
    'SMS credit that you ordered, with the billing details as they were then. They are empty once you have removed them.',
  fields: {
    id: 'Its number.',
    placedAt: 'When.',
    placedBy: 'By which user.',
    way: 'How it is paid: card, transfer or automatic.',
    state: 'open, paid, lapsed, cancelled or failed.',
    endedAt: 'Since when it is in that state, unless it is open.',
    lapsesAt: 'Until when it could be paid.',
    reference: 'What a transfer quotes (ISO 11649).',
    ...amountFields,
    ...buyerFields,
  },
  pages: (source) =>
    mapPages(rowsOfAccount(source, orders, { limit: ORDERS_AT_ONCE }), async (order) => ({
      ...{ id: order.id, placedAt: order.placedAt, placedBy: source.nameOf(order.userId) },
      ...{ way: order.way, state: order.state, endedAt: order.endedAt },
      ...{ lapsesAt: order.lapsesAt, reference: order.reference },
      ...amountCells(order),
      ...buyerCells(await openBuyer(source.ctx.keyring, order)),
    })),
});

const paymentsFile = exportFile({
  name: 'payments',
  about: 'Money that came in for an order.',
  fields: {
    id: 'Its number.',
    orderId: 'For which order (orders: id).',
    amount: 'How much.',
    currency: 'The currency (ISO 4217).',
    reference: 'What the payment service or the bank calls it.',
    receivedAt: 'When it came in.',
    recordedAt: 'When it was recorded here.',
  },
  pages: (source) =>
    mapPages(
      rowsOfAccount(source, payments),
      ({ id, orderId, amountMicros, currency, reference, receivedAt, recordedAt }) => ({
        ...{ id, orderId, amount: amount(amountMicros), currency },
        ...{ reference, receivedAt, recordedAt },
      }),
    ),
});

const reversalsFile = exportFile({
  name: 'refunds-of-payments',
  about: 'Money of a payment that went back to you, or came again after a dispute.',
  fields: {
    id: 'Its number.',
    orderId: 'Of which order (orders: id).',
    at: 'When.',
    kind: 'refund, dispute or dispute_won.',
    ...amountFields,
    debt: 'What of the credit had been spent already.',
    reference: 'What the payment service or the bank calls it.',
    reason: 'The reason, where there is one.',
  },
  pages: (source) =>
    mapPages(rowsOfAccount(source, reversals), (reversal) => ({
      ...{ id: reversal.id, orderId: reversal.orderId, at: reversal.at, kind: reversal.kind },
      ...amountCells(reversal),
      debt: amount(reversal.debtMicros),
      ...{ reference: reversal.reference, reason: reversal.reason },
    })),
});

const automaticFile = exportFile({
  name: 'automatic-top-up',
  about: 'What you chose about topping up by itself. One line, or none.',
  fields: {
    on: 'Whether it is on.',
    enabledAt: 'Since when.',
    enabledBy: 'By which user.',
    below: 'Below which balance it tops up.',
    credit: 'By how much credit.',
    monthly: 'How much credit in a month at most.',
    currency: 'The currency (ISO 4217).',
    hasCard: 'Whether there is a card that may be charged. The payment service keeps it, not we.',
    failedAt: 'When a payment failed last.',
  },
  pages: (source) =>
    mapPages(
      onePage(
        source,
        source.ctx.db
          .select()
          .from(automaticTopUps)
          .where(eq(automaticTopUps.accountId, source.accountId)),
      ),
      (row) => ({
        on: row.enabledAt !== null,
        enabledAt: row.enabledAt,
        enabledBy: source.nameOf(row.enabledBy),
        below: amount(row.belowMicros),
        credit: amount(row.creditMicros),
        monthly: amount(row.monthlyMicros),
        currency: env.CURRENCY,
        hasCard: row.paymentMethod !== null,
        failedAt: row.failedAt,
      }),
    ),
});

export const billingFiles = [detailsFile, ordersFile, paymentsFile, reversalsFile, automaticFile];

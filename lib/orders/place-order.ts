import { and, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import type { orderWay } from '#db/schema/billing.ts';
import { orders } from '#db/schema/billing.ts';
import { addVat } from '#lib/billing/add-vat.ts';
import type { BillingDetails } from '#lib/billing/billing-details.ts';
import { isPayable } from '#lib/billing/minor-units.ts';
import { openDetails } from '#lib/billing/store-details.ts';
import { vatOf } from '#lib/billing/vat-of.ts';
import { sealContent } from '#lib/crypto/seal.ts';
import { env } from '#lib/env.ts';
import { type AccountId, newId, type OrderId, type UserId } from '#lib/ids.ts';
import { billingKeyName } from '#lib/keyring/key-names.ts';
import { type Keyring, requireKey } from '#lib/keyring/keyring.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import type { Micros } from '#lib/money/micros.ts';
import { buyerIdentity } from './order-buyer.ts';
import { newOrderReference } from './order-reference.ts';

export type OrderWay = (typeof orderWay.enumValues)[number];
export type Order = typeof orders.$inferSelect;

export type PlaceOrder = {
  accountId: AccountId;
  userId: UserId;
  way: OrderWay;
  /** Without tax. */
  creditMicros: Micros;
  /** The same form sent twice is one order. */
  idempotencyKey: string;
};
export type PlaceOrderResult =
  | { ok: true; order: Order; already: boolean }
  | { ok: false; field: 'amount' | 'details'; sentence: string };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How long an order waits for its payment. A transfer takes days, and comes late. */
const lapsesAfterMs: Record<OrderWay, number> = {
  card: 24 * HOUR_MS,
  automatic: 24 * HOUR_MS,
  transfer: 30 * DAY_MS,
};

/**
 * Places an order of SMS credit: the amount to pay, with the tax that holds today for these billing details, does not change
 * any more. Nothing is paid yet. Refused: an amount below TOP_UP_LEAST, above TOP_UP_MOST or not in whole coins, and an
 * account without billing details.
 */
export async function placeOrder(
  ground: { db: Db; keyring: Keyring },
  { accountId, userId, way, creditMicros, idempotencyKey }: PlaceOrder,
): Promise<PlaceOrderResult> {
  const currency = env.CURRENCY;
  const amountProblem = refuseAmount(creditMicros, currency);
  if (amountProblem) return { ok: false, field: 'amount', sentence: amountProblem };
  return ground.db.transaction(async (tx): Promise<PlaceOrderResult> => {
    // Held until the order is there: whoever removes them cancels it.
    const buyer = await openDetails({ ...ground, db: tx }, accountId, { hold: true });
    if (!buyer) {
      return { ok: false, field: 'details', sentence: 'Say who is to be invoiced first.' };
    }
    const now = new Date();
    const id = newId<OrderId>(now.getTime());
    const key = await requireKey(ground.keyring, billingKeyName(accountId));
    const [placed] = await tx
      .insert(orders)
      .values({
        ...{ accountId, id, userId, way, currency, idempotencyKey },
        ...amountsFor(buyer, creditMicros, now),
        reference: newOrderReference(),
        buyerSealed: sealContent(key, buyerIdentity(id), JSON.stringify(buyer)),
        placedAt: now,
        lapsesAt: new Date(now.getTime() + lapsesAfterMs[way]),
      })
      .onConflictDoNothing({ target: [orders.accountId, orders.idempotencyKey] })
      .returning();
    if (placed) return { ok: true, order: placed, already: false };
    const [earlier] = await tx
      .select()
      .from(orders)
      .where(and(eq(orders.accountId, accountId), eq(orders.idempotencyKey, idempotencyKey)));
    return { ok: true, order: earlier!, already: true };
  });
}

function refuseAmount(creditMicros: Micros, currency: string): string | null {
  const [least, most] = [env.TOP_UP_LEAST, env.TOP_UP_MOST];
  if (creditMicros >= least && creditMicros <= most && isPayable(creditMicros, currency)) {
    return null;
  }
  return `Write an amount from ${formatMoney(least, currency)} to ${formatMoney(most, currency)}, without fractions of a cent.`;
}

/** What a buyer pays for credit at a moment, and how it is taxed. */
export function amountsFor(buyer: BillingDetails, creditMicros: Micros, at: Date) {
  const { treatment, rate } = vatOf(buyer, at);
  return {
    ...addVat(creditMicros, rate, env.CURRENCY),
    vatTreatment: treatment,
    vatRate: rate,
  };
}

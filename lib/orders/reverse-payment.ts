import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { orders, type reversalKind, reversals } from '#db/schema/billing.ts';
import { isOpen } from '#lib/accounts/is-open.ts';
import { shareInCoins } from '#lib/billing/share-in-coins.ts';
import { type AccountId, newId, type OrderId, type ReversalId, type UserId } from '#lib/ids.ts';
import { issueCorrection } from '#lib/invoices/issue-invoice.ts';
import type { Keyring } from '#lib/keyring/keyring.ts';
import { lockBalance } from '#lib/ledger/lock-balance.ts';
import { type NewTransaction, postTransactions } from '#lib/ledger/post-transaction.ts';
import { type Micros, micros, subtract, zero } from '#lib/money/micros.ts';
import { tell } from '#lib/notices/tell.ts';
import type { Order } from './place-order.ts';
import { readReversals } from './read-reversals.ts';

export type ReversalKind = (typeof reversalKind.enumValues)[number];
export type Reversal = typeof reversals.$inferSelect;

/** Money that went back to the payer; of `dispute_won`: that came again. With tax. */
export type NewReversal = {
  accountId: AccountId;
  orderId: OrderId;
  kind: ReversalKind;
  totalMicros: Micros;
  currency: string;
  /** Stripe's refund or dispute, or the bank's. Booked once for each kind. */
  reference: string;
  reason?: string;
  byUserId?: UserId;
};
/** `balance`: it was spent (of refunds that we decide). `amount`: more than is left of the payment. */
export type ReverseResult =
  | { ok: true; already: boolean; reversal: Reversal }
  | { ok: false; refusal: 'not_found' | 'amount' | 'balance' };

/**
 * Books that a payment, or a part of it, went back, in the caller's transaction: the credit goes from the balance, and a
 * credit note is issued. What of a dispute has been spent already stays as a debt, which the next top-up pays; a refund
 * that was `made` already (by Stripe) is treated so too, while one that we are to make is refused. A dispute that was won
 * gives the credit back, the debt first, with an invoice.
 */
export async function reversePayment(
  tx: Db,
  keyring: Keyring,
  wanted: NewReversal,
  { made = true }: { made?: boolean } = {},
): Promise<ReverseResult> {
  const { accountId, orderId, kind, totalMicros, currency, reference } = wanted;
  const [order] = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.accountId, accountId), eq(orders.id, orderId)))
    .for('no key update');
  if (order?.state !== 'paid' || order.currency !== currency) {
    return { ok: false, refusal: 'not_found' };
  }
  const earlier = await readReversals(tx, order);
  const same = earlier.find((one) => one.kind === kind && one.reference === reference);
  if (same) return { ok: true, already: true, reversal: same };
  const parts = partOf(order, earlier, wanted);
  if (!parts) return { ok: false, refusal: 'amount' };
  const balance = await lockBalance(tx, accountId);
  const { creditMicros } = parts;
  const isBack = kind !== 'dispute_won';
  const debtMicros = isBack
    ? micros(Math.max(0, creditMicros - balance!.availableMicros))
    : micros(Math.min(creditMicros, balance!.debtMicros));
  if (debtMicros > 0 && !made) return { ok: false, refusal: 'balance' };
  const [reversal] = await tx
    .insert(reversals)
    .values({
      ...{ accountId, orderId, kind, totalMicros, currency, reference, debtMicros },
      ...{ id: newId<ReversalId>(), ...parts },
      ...{ vatTreatment: order.vatTreatment, vatRate: order.vatRate },
      ...{ reason: wanted.reason ?? null, byUserId: wanted.byUserId ?? null, at: sql`now()` },
    })
    .returning();
  await issueCorrection(tx, keyring, { order, reversal: reversal! });
  // Nobody reads what is told to an account that was deleted.
  if (await isOpen(tx, accountId)) {
    await tell(tx, accountId, {
      kind: kind === 'dispute' ? 'disputed' : 'refunded',
      facts: { micros: isBack ? creditMicros : micros(-creditMicros), currency, orderId },
      onceKey: `${kind}:${reference}`,
    });
  }
  await postTransactions(tx, transactionsFor(reversal!));
  return { ok: true, already: false, reversal: reversal! };
}

/**
 * What of a part of a payment is credit and what is tax: in proportion, in whole coins, so that parts which make the whole
 * also add up to its credit and its tax. Null when it is more than is left.
 */
export function partOf(
  order: Order,
  earlier: Reversal[],
  { kind, totalMicros }: Pick<NewReversal, 'kind' | 'totalMicros'>,
) {
  const sign = kind === 'dispute_won' ? -1 : 1;
  const gone = netBack(earlier, (row) => row.totalMicros);
  const after = gone + sign * totalMicros;
  if (!(totalMicros > 0) || after > order.totalMicros || after < 0) return null;
  const vatAfter = shareInCoins(micros(after), order.vatMicros, order.totalMicros, order.currency);
  const vatMicros = micros(sign * (vatAfter - netBack(earlier, (row) => row.vatMicros)));
  return { vatMicros, creditMicros: subtract(totalMicros, vatMicros) };
}

/** What went back of an order, less what came again. */
export const netBack = (earlier: Reversal[], pick: (row: Reversal) => Micros): number =>
  earlier.reduce((total, row) => total + (row.kind === 'dispute_won' ? -1 : 1) * pick(row), 0);

const debtKinds = { refund: 'debt', dispute: 'debt', dispute_won: 'debt_paid' } as const;

function transactionsFor(reversal: Reversal): NewTransaction[] {
  const { accountId, orderId, id, kind, creditMicros, debtMicros, byUserId } = reversal;
  const common = { accountId, orderId, reason: reversal.reason, byUserId };
  const ways =
    kind === 'dispute_won'
      ? ({ money: ['paid_in', 'available'], debt: ['paid_in', 'debt'] } as const)
      : ({ money: ['available', 'paid_in'], debt: ['debt', 'paid_in'] } as const);
  const move = (
    as: NewTransaction['kind'],
    [from, to]: (typeof ways)['money' | 'debt'],
    amountMicros: Micros,
  ): NewTransaction[] =>
    amountMicros === zero
      ? []
      : [{ ...common, kind: as, from, to, amountMicros, idempotencyKey: `${as}:${id}` }];
  return [
    ...move(kind, ways.money, subtract(creditMicros, debtMicros)),
    ...move(debtKinds[kind], ways.debt, debtMicros),
  ];
}

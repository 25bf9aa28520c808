import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { accounts } from '#db/schema/accounts.ts';
import { orders, payments } from '#db/schema/billing.ts';
import { type AccountId, newId, type OrderId, type PaymentId, type UserId } from '#lib/ids.ts';
import { issueInvoice } from '#lib/invoices/issue-invoice.ts';
import type { Keyring } from '#lib/keyring/keyring.ts';
import { lockBalance } from '#lib/ledger/lock-balance.ts';
import { type NewTransaction, postTransactions } from '#lib/ledger/post-transaction.ts';
import { type Micros, micros } from '#lib/money/micros.ts';
import { tell } from '#lib/notices/tell.ts';
import { openBuyer } from './order-buyer.ts';
import type { Order } from './place-order.ts';

/** Money that came in. `reference`: Stripe's payment, or the line of the bank's statement. */
export type ReceivedPayment = {
  accountId: AccountId;
  orderId: OrderId;
  amountMicros: Micros;
  currency: string;
  reference: string;
  receivedAt: Date;
  /** Of the staff, who saw a transfer. */
  byUserId?: UserId;
};
/** `amount`: it is not what was ordered. `gone`: the account, or who bought, has been deleted. Both are for staff to see to. */
export type ReceiveResult =
  | { ok: true; already: boolean }
  | { ok: false; refusal: 'not_found' | 'amount' | 'gone' };

/** An order that has lapsed or was given up is still paid when its money comes: the customer has paid. */
const payable = ['open', 'lapsed', 'cancelled', 'failed'] as const;

/**
 * Books a payment for an order, in the caller's transaction: the payment, the credit, what of it makes good a debt, the
 * invoice, and a notice. Told twice it is booked once. Amount and currency must be those of the order, to the coin.
 */
export async function receivePayment(
  tx: Db,
  keyring: Keyring,
  payment: ReceivedPayment,
): Promise<ReceiveResult> {
  const { accountId, orderId, amountMicros, currency, reference, receivedAt } = payment;
  const mine = and(eq(orders.accountId, accountId), eq(orders.id, orderId));
  // Whoever deletes the account waits until this is booked, or this sees that it is gone.
  const [account] = await tx
    .select({ closedAt: accounts.closedAt })
    .from(accounts)
    .where(eq(accounts.id, accountId))
    .for('share');
  const [order] = await tx.select().from(orders).where(mine).for('no key update');
  if (!account || !order) return { ok: false, refusal: 'not_found' };
  if (order.state === 'paid') return { ok: true, already: true };
  const buyer = await openBuyer(keyring, order);
  if (account.closedAt || !buyer) return { ok: false, refusal: 'gone' };
  if (order.totalMicros !== amountMicros || order.currency !== currency) {
    return { ok: false, refusal: 'amount' };
  }
  const transactions = await transactionsFor(tx, order, payment.byUserId ?? null);
  await tx.insert(payments).values({
    ...{ accountId, orderId, amountMicros, currency, reference, receivedAt },
    id: newId<PaymentId>(),
  });
  const paid = await tx
    .update(orders)
    .set({ state: 'paid', endedAt: sql`now()` })
    .where(and(mine, inArray(orders.state, payable)))
    .returning();
  await issueInvoice(tx, keyring, { order: paid[0]!, buyer, receivedAt });
  await tell(tx, accountId, {
    kind: 'topped_up',
    facts: { micros: order.creditMicros, currency, orderId },
    onceKey: `topped_up:${orderId}`,
  });
  await postTransactions(tx, transactions);
  return { ok: true, already: false };
}

/** The credit, and what of it pays what the account owes. Locks the balance, before a number of an invoice is taken. */
async function transactionsFor(
  tx: Db,
  order: Order,
  byUserId: UserId | null,
): Promise<NewTransaction[]> {
  const { accountId, id: orderId, creditMicros } = order;
  const balance = await lockBalance(tx, accountId);
  const debtMicros = micros(Math.min(creditMicros, balance!.debtMicros));
  const topUp: NewTransaction = {
    ...{ accountId, orderId, kind: 'top_up', from: 'paid_in', to: 'available' },
    ...{ amountMicros: creditMicros, byUserId, idempotencyKey: `top-up:${orderId}` },
  };
  if (debtMicros === 0) return [topUp];
  return [
    topUp,
    {
      ...{ accountId, orderId, kind: 'debt_paid', from: 'available', to: 'debt' },
      ...{ amountMicros: debtMicros, idempotencyKey: `debt-paid:${orderId}` },
    },
  ];
}

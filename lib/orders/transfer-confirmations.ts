import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { transferConfirmations } from '#db/schema/billing.ts';
import type { AccountId, OrderId, UserId } from '#lib/ids.ts';
import type { Keyring } from '#lib/keyring/keyring.ts';
import { bankLine } from './bank-reference.ts';
import type { Order } from './place-order.ts';
import { receivePayment } from './receive-payment.ts';

export type Confirmation = typeof transferConfirmations.$inferSelect;
export type OrderKey = { accountId: AccountId; id: OrderId };

const of = ({ accountId, id }: OrderKey) =>
  and(eq(transferConfirmations.accountId, accountId), eq(transferConfirmations.orderId, id));

/** The confirmation of an order that has not been withdrawn, if there is one. */
export async function liveConfirmation(tx: Db, order: OrderKey): Promise<Confirmation | null> {
  const [live] = await tx
    .select()
    .from(transferConfirmations)
    .where(and(of(order), isNull(transferConfirmations.withdrawnAt)));
  return live ?? null;
}

/** Everything that was confirmed and withdrawn of an order, the newest first. */
export const allConfirmations = (db: Db, order: OrderKey): Promise<Confirmation[]> =>
  db.select().from(transferConfirmations).where(of(order)).orderBy(desc(transferConfirmations.id));

/** What was seen on the bank's statement. */
type Seen = Pick<Confirmation, 'amountMicros' | 'bankReference' | 'receivedOn'>;

/**
 * Books a transfer that staff confirmed, in the caller's transaction, which has locked the order. Null when it is booked,
 * else a sentence that says why not, and nothing is written.
 */
export async function bookTransfer(
  { db: tx, keyring }: { db: Db; keyring: Keyring },
  order: Order,
  { amountMicros, bankReference, receivedOn }: Seen,
  byUserId: UserId,
): Promise<string | null> {
  const booked = await receivePayment(tx, keyring, {
    ...{ accountId: order.accountId, orderId: order.id, amountMicros, byUserId },
    currency: order.currency,
    reference: bankLine(bankReference),
    // Banks name a day: its noon is on that day in every zone of Europe.
    receivedAt: new Date(`${receivedOn}T12:00:00Z`),
  });
  return booked.ok ? null : refusals[booked.refusal];
}

const refusals = {
  not_found: 'There is no such order.',
  amount: 'This is not the amount that was ordered.',
  gone: 'The account has been deleted, so nothing is booked. Return the money to where it came from.',
};

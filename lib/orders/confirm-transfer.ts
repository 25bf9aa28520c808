import { eq } from 'drizzle-orm';
import { isUniqueViolation } from '#db/client.ts';
import { payments, transferConfirmations } from '#db/schema/billing.ts';
import { businessDay } from '#lib/billing/business-day.ts';
import type { StaffContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import { type ConfirmationId, newId } from '#lib/ids.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import { type Micros, subtract } from '#lib/money/micros.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';
import { isDay } from '#lib/time/is-day.ts';
import { bankLine, bankReferenceSentence, parseBankReference } from './bank-reference.ts';
import { lockOrder } from './lock-order.ts';
import type { Order } from './place-order.ts';
import { bookTransfer, liveConfirmation } from './transfer-confirmations.ts';

/** What staff saw on the bank's statement. */
export type ConfirmTransfer = {
  /** Of the order, as `parseOrderReference` returns it. */
  reference: string;
  amountMicros: Micros;
  /** YYYY-MM-DD. */
  receivedOn: string;
  /** The number of the line, as it was typed. */
  bankReference: string;
};
type ConfirmField = 'amount' | 'receivedOn' | 'bankReference' | null;
/** `waits`: for a second member of staff. `already`: this very line was booked before. */
export type ConfirmResult =
  | { ok: true; outcome: 'booked' | 'waits' | 'already' }
  | { ok: false; field: ConfirmField; sentence: string };

/**
 * Says that a transfer came in. Up to SECOND_PERSON_ABOVE it is booked at once, above that it waits for a second member of
 * staff. Also for orders that have lapsed or were cancelled, since the customer has paid. Refused unless the amount is the
 * order's, to the coin, and for lines of the statement that have been booked already.
 */
export async function confirmTransfer(
  ctx: StaffContext,
  { reference, amountMicros, receivedOn, bankReference: typed }: ConfirmTransfer,
): Promise<ConfirmResult> {
  const bankReference = parseBankReference(typed);
  if (!bankReference) return refuse('bankReference', bankReferenceSentence);
  const seen = { amountMicros, receivedOn, bankReference };
  try {
    return await ctx.db.transaction(async (tx): Promise<ConfirmResult> => {
      const order = await lockOrder(tx, reference);
      if (!order) return refuse(null, 'There is no such order.');
      const [booked] = await tx
        .select({ orderId: payments.orderId })
        .from(payments)
        .where(eq(payments.reference, bankLine(bankReference)));
      if (booked?.orderId === order.id) return { ok: true, outcome: 'already' };
      if (booked) return refuse('bankReference', bookedElsewhere);
      const problem = refuseOrder(order) ?? refuseSeen(order, seen);
      if (problem) return problem;
      if (await liveConfirmation(tx, order)) return refuse(null, waitsAlready);
      const needsSecond = order.totalMicros > env.SECOND_PERSON_ABOVE;
      const { userId } = ctx.actor;
      if (!needsSecond) {
        const sentence = await bookTransfer({ ...ctx, db: tx }, order, seen, userId);
        if (sentence) return refuse(null, sentence);
      }
      await tx.insert(transferConfirmations).values({
        ...{ accountId: order.accountId, orderId: order.id, ...seen },
        ...{ id: newId<ConfirmationId>(), firstBy: userId },
      });
      const outcome = needsSecond ? 'waits' : 'booked';
      await noteStaffAct(tx, ctx, {
        ...{ action: 'transfer.confirm', accountId: order.accountId, subject: order.id },
        facts: { micros: amountMicros, outcome },
      });
      return { ok: true, outcome };
    });
  } catch (error) {
    // Two orders were confirmed with one line at the same moment.
    if (!isUniqueViolation(error, 'payments_reference')) throw error;
    return refuse('bankReference', bookedElsewhere);
  }
}

function refuseOrder({ way, state }: Order): ConfirmResult | null {
  if (way !== 'transfer') return refuse(null, 'This order is paid by card, not by transfer.');
  return state === 'paid' ? refuse(null, paidBefore) : null;
}

function refuseSeen(
  order: Order,
  { amountMicros, receivedOn }: Pick<ConfirmTransfer, 'amountMicros' | 'receivedOn'>,
): ConfirmResult | null {
  const today = businessDay(new Date());
  if (!isDay(receivedOn) || receivedOn > today) {
    return refuse('receivedOn', 'Write the day on which it came in: today or earlier.');
  }
  if (receivedOn < businessDay(order.placedAt)) {
    return refuse('receivedOn', 'The order is younger than this. Look at the day again.');
  }
  const difference = subtract(amountMicros, order.totalMicros);
  if (difference === 0) return null;
  const by = formatMoney(Math.abs(difference) as Micros, order.currency);
  const ordered = formatMoney(order.totalMicros, order.currency);
  return refuse(
    'amount',
    difference < 0
      ? `This is ${by} less than the ${ordered} ordered, so it is not booked. Ask the customer for the rest and confirm both together, or return it.`
      : `This is ${by} more than the ${ordered} ordered, so it is not booked. Return ${by} and confirm the rest, or return all of it.`,
  );
}

const bookedElsewhere =
  'This line of the statement has been booked for another order. Look at its number again.';
const paidBefore =
  'This order has been paid already. When money came for it twice, return what came last.';
const waitsAlready = 'This transfer waits for a second member of staff already.';

function refuse(field: ConfirmField, sentence: string): ConfirmResult {
  return { ok: false, field, sentence };
}

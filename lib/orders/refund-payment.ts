import { isUniqueViolation } from '#db/client.ts';
import { isPayable } from '#lib/billing/minor-units.ts';
import type { StaffContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import type { Micros } from '#lib/money/micros.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';
import { bankLine, bankReferenceSentence, parseBankReference } from './bank-reference.ts';
import { lockOrder } from './lock-order.ts';
import type { Order } from './place-order.ts';
import { readReversals } from './read-reversals.ts';
import { type Reversal, type ReverseResult, reversePayment } from './reverse-payment.ts';

export type RefundPayment = {
  /** Of the order, as `parseOrderReference` returns it. */
  reference: string;
  /** With tax. */
  amountMicros: Micros;
  /** Of the transfer back, as it was typed. */
  bankReference: string;
  /** 5 to 200 characters: the customer reads it on the credit note. */
  reason: string;
};
type RefundField = 'amount' | 'bankReference' | 'reason' | null;
export type RefundPaymentResult =
  | { ok: true; already: boolean }
  | { ok: false; field: RefundField; sentence: string };

const MIN_REASON = 5;
const MAX_REASON = 200;

/**
 * Notes that a payment by transfer, or a part of it, goes back: the credit leaves the balance and a credit note is issued.
 * The same transfer back told twice is once. Refused: more than is left of the payment or of the balance, what was paid by
 * card (Stripe tells us of those), and above SECOND_PERSON_ABOVE what one member of staff does alone.
 */
export async function refundPayment(
  ctx: StaffContext,
  input: RefundPayment,
): Promise<RefundPaymentResult> {
  const bankReference = parseBankReference(input.bankReference);
  if (!bankReference) return refuse('bankReference', bankReferenceSentence);
  const reason = input.reason.trim();
  if (reason.length < MIN_REASON || reason.length > MAX_REASON) {
    return refuse('reason', 'Say why in 5 to 200 characters: the customer reads it.');
  }
  const told = { ...input, bankReference, reason };
  try {
    return await ctx.db.transaction(async (tx) => {
      const order = await lockOrder(tx, input.reference);
      if (!order) return refuse(null, 'There is no such order.');
      const earlier = await readReversals(tx, order);
      const problem = refuseTold(ctx, order, earlier, told);
      if (problem) return problem;
      const reversed = await reversePayment(
        tx,
        ctx.keyring,
        {
          ...{ accountId: order.accountId, orderId: order.id, kind: 'refund' },
          ...{ totalMicros: told.amountMicros, currency: order.currency },
          ...{ reference: bankLine(bankReference), reason, byUserId: ctx.actor.userId },
        },
        { made: false },
      );
      if (reversed.ok && !reversed.already) {
        await noteStaffAct(tx, ctx, {
          ...{ action: 'payment.refund', accountId: order.accountId, subject: order.id },
          facts: { micros: told.amountMicros },
        });
      }
      return answerTo(reversed, told);
    });
  } catch (error) {
    if (!isUniqueViolation(error, 'reversals_once')) throw error;
    return refuse('bankReference', 'This transfer has been noted for another order already.');
  }
}

type Told = Pick<RefundPayment, 'amountMicros' | 'bankReference'>;

function refuseTold(
  { actor }: StaffContext,
  order: Order,
  earlier: Reversal[],
  { amountMicros, bankReference }: Told,
): RefundPaymentResult | null {
  if (order.way !== 'transfer') {
    return refuse(null, 'It was paid by card. Refund it at Stripe, which tells us of it.');
  }
  if (!isPayable(amountMicros, order.currency)) {
    return refuse('amount', 'Write an amount without fractions of a cent.');
  }
  if (earlier.some(({ reference }) => reference === bankLine(bankReference))) return null;
  const limit = env.SECOND_PERSON_ABOVE;
  const most = formatMoney(limit, order.currency);
  if (amountMicros > limit) {
    return refuse(
      'amount',
      `At most ${most} goes back at once. Give it back in parts, in turns with another member of staff.`,
    );
  }
  const byStaff = earlier.filter(({ byUserId }) => byUserId !== null);
  const gone = byStaff.reduce((total, { totalMicros }) => total + totalMicros, 0);
  if (gone + amountMicros > limit && byStaff.at(-1)?.byUserId === actor.userId) {
    return refuse(
      null,
      `You gave back the last part. Above ${most} in all, another member of staff gives back the next.`,
    );
  }
  return null;
}

function answerTo(reversed: ReverseResult, { amountMicros }: Told): RefundPaymentResult {
  if (reversed.ok) {
    const { already, reversal } = reversed;
    if (reversal.totalMicros === amountMicros) return { ok: true, already };
    const noted = formatMoney(reversal.totalMicros, reversal.currency);
    return refuse('bankReference', `This transfer has been noted already, with ${noted}.`);
  }
  switch (reversed.refusal) {
    case 'amount':
      return refuse('amount', 'This is more than is left of the payment.');
    case 'balance':
      return refuse('amount', 'The balance does not suffice: the credit has been used.');
    case 'not_found':
      return refuse(null, 'This order has not been paid.');
  }
}

function refuse(field: RefundField, sentence: string): RefundPaymentResult {
  return { ok: false, field, sentence };
}

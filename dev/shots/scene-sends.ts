import { and, eq, inArray } from 'drizzle-orm';
import { messageStatus } from '#db/schema/messages.ts';
import { newestCode } from '#dev/newest-code.ts';
import type { Stack } from '#dev/stack.ts';
import { until } from '#dev/until.ts';
import { openCountry } from '#lib/accounts/open-country.ts';
import type { signUpSomebody } from '#lib/accounts/testing.ts';
import { mustChoose } from '#lib/ceilings/testing.ts';
import { env } from '#lib/env.ts';
import type { BatchId, DraftId, MessageId, QuoteId, SenderId } from '#lib/ids.ts';
import { cancelBatch } from '#lib/messages/cancel-batch.ts';
import { sendMessages } from '#lib/messages/send-messages.ts';
import type { MessageState } from '#lib/messages/status.ts';
import { recordOptOut } from '#lib/opt-outs/record-opt-out.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { type QuoteSend, quoteSend } from '#lib/quotes/quote-send.ts';
import { askForReceipt } from '#lib/receipts/ask-for-receipt.ts';
import { confirmNumber } from '#lib/senders/confirm-number.ts';
import { declareBrand } from '#lib/senders/declare-brand.ts';
import { requestNumberCode } from '#lib/senders/request-number-code.ts';

export type Somebody = Awaited<ReturnType<typeof signUpSomebody>>;

export const OPTED_OUT = '+306912345699' as PhoneNumber;
const ownNumber = '+306900000001';
/** The last digits say what the simulated network does: undeliverable, expired, rejected, refused, no report, no answer. */
const endings = ['9023', '9024', '9025', '9001', '9007', '9022', '9010', '9055', '9021'];
const misbehaving = endings.map((ending) => `+30691234${ending}`);
const ordinary = Array.from({ length: 48 }, (_, at) => `+3069${12_345_600 + at}`);
const bulgarian = ['+359888123456', '+359888123457', '+359888123458'];
const greek = `Αγαπητοί πελάτες, το αρτοποιείο «Ζαχαρίας & Υιοί» μένει κλειστό από 24 έως 27 Δεκεμβρίου 2026. Παραγγελίες για βασιλόπιτες δεχόμαστε έως την Τετάρτη 30 Δεκεμβρίου στις 18:00, στο κατάστημα ή τηλεφωνικά.

Καλές γιορτές, και ευχαριστούμε που μας προτιμάτε εδώ και 119 χρόνια 🎄`;
const english =
  'Your table for four is booked for Saturday at 20:30. Call us if anything changes – we look forward to seeing you.';

/** Senders of both kinds and sends in every state, by a customer who has credit. */
export async function sendAll(stack: Stack, somebody: Somebody) {
  const { ctx } = somebody;
  const brand = await mustDeclare(somebody, 'Zacharias');
  await mustDeclare(somebody, 'ZACH-OFFERS');
  const number = await mustConfirm(stack, somebody);
  await recordOptOut(ctx, { number: OPTED_OUT, source: 'customer' });
  const everybody = [...ordinary, ...misbehaving, OPTED_OUT].join('\n');
  const send = (changed: Partial<QuoteSend>) => mustSend(somebody, { senderId: brand, ...changed });
  const maskedBatchId = await send({ masked: true, recipients: ordinary[0]! });
  const unansweredBatchId = await send({ recipients: '+306912349015' });
  await openCountry(ctx, 'BG');
  await mustChoose(ctx, { country: 'BG', hour: '0.15' });
  const heldBatchId = await send({ recipients: bulgarian.join('\n') });
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16);
  const plannedBatchId = await send({ sendAt: tomorrow, recipients: everybody });
  const cancelledBatchId = await send({ sendAt: tomorrow });
  await cancelBatch(ctx, cancelledBatchId);
  const batchId = await send({ senderId: number, text: greek, recipients: everybody });
  await untilEnded(somebody, [batchId, maskedBatchId]);
  await until('the signature', async () => {
    const asked = await askForReceipt(ctx, { batchId: maskedBatchId, messageId: null });
    return asked.ok && asked.signed;
  });
  const { quoteId, draftId } = await mustQuote(somebody, {
    ...{ senderId: brand, text: greek, recipients: `${everybody}\n${ordinary[0]}\n12345` },
  });
  const one = (state: MessageState, from = batchId) => messageIn(somebody, from, state);
  return {
    ...{ batchId, maskedBatchId, heldBatchId, plannedBatchId, cancelledBatchId, unansweredBatchId },
    ...{ quoteId, draftId, brandId: brand },
    ...{ messageId: await one('delivered'), failedId: await one('failed') },
    unansweredId: await one('unknown', unansweredBatchId),
    maskedId: await one('delivered', maskedBatchId),
  };
}

/** A brand of somebody's, and a send of it that is planned: what a suspension parks. */
export async function planSend(somebody: Somebody, brand: string): Promise<BatchId> {
  const senderId = await mustDeclare(somebody, brand);
  const sendAt = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 16);
  return mustSend(somebody, { senderId, sendAt });
}

async function mustDeclare({ ctx }: Somebody, brand: string): Promise<SenderId> {
  const declared = await declareBrand(ctx, { brand, declared: true });
  if (!declared.ok) throw new Error(declared.sentence);
  return declared.senderId;
}

/** The code is read on the phone that it is sent to. */
async function mustConfirm({ phonePage }: Stack, { ctx }: Somebody): Promise<SenderId> {
  const asked = await requestNumberCode(ctx, { typed: ownNumber });
  if (!asked.ok) throw new Error(asked.sentence);
  const code = await until('the code', () => newestCode(phonePage, ownNumber));
  const confirmed = await confirmNumber(ctx, { codeId: asked.codeId, code });
  if (!confirmed.ok) throw new Error(confirmed.sentence);
  return confirmed.senderId;
}

async function mustQuote(
  { ctx }: Somebody,
  changed: Partial<QuoteSend>,
): Promise<{ quoteId: QuoteId; draftId: DraftId }> {
  const asking = { ...ctx, homeCountry: env.HOME_COUNTRY, timeZone: env.TIME_ZONE };
  const quoted = await quoteSend(asking, {
    ...{ draftId: null, senderId: '', sendAt: '', agreed: true, masked: false },
    ...{ recipients: ordinary.slice(0, 3).join('\n'), text: english },
    ...changed,
  });
  if (!quoted.ok) throw new Error(quoted.problems.map(({ sentence }) => sentence).join(' '));
  return quoted;
}

async function mustSend(somebody: Somebody, changed: Partial<QuoteSend>): Promise<BatchId> {
  const { quoteId } = await mustQuote(somebody, changed);
  const sent = await sendMessages(somebody.ctx, quoteId);
  if (!sent.ok) throw new Error(sent.sentence);
  return sent.batchId;
}

const statesOf = ({ ctx, accountId }: Somebody, ids: BatchId[]) =>
  ctx.db
    .select()
    .from(messageStatus)
    .where(and(eq(messageStatus.accountId, accountId), inArray(messageStatus.batchId, ids)));

/** The one that is never answered stays under way for a minute, and of one no report ever comes. */
const untilEnded = (somebody: Somebody, ids: BatchId[]): Promise<boolean> =>
  until('the messages to end', async () => {
    const states = (await statesOf(somebody, ids)).map(({ state }) => state);
    return states.filter((state) => ['queued', 'sending', 'sent'].includes(state)).length <= 2;
  });

async function messageIn(
  somebody: Somebody,
  batchId: BatchId,
  wanted: MessageState,
): Promise<MessageId> {
  const rows = await statesOf(somebody, [batchId]);
  const row = rows.find(({ state }) => state === wanted);
  if (!row) throw new Error(`None is ${wanted}: ${rows.map(({ state }) => state).join(', ')}.`);
  return row.messageId;
}

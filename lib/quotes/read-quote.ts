import { and, eq } from 'drizzle-orm';
import { type QuoteLine, quotes } from '#db/schema/quotes.ts';
import { lookAtCeilings, type Obstacle } from '#lib/ceilings/obstacles.ts';
import { sharesOf } from '#lib/ceilings/shares.ts';
import { readContentChoice } from '#lib/content/read-content-choice.ts';
import type { CustomerContext } from '#lib/context.ts';
import { periodOf } from '#lib/data-keys/period-of.ts';
import type { BatchId, DraftId, QuoteId, SenderId } from '#lib/ids.ts';
import { readBalance } from '#lib/ledger/read-balance.ts';
import { validUntil } from '#lib/messages/accept-batch.ts';
import { type Micros, micros, subtract } from '#lib/money/micros.ts';
import { sampleStopLinkEnding } from '#lib/opt-outs/stop-link-ending.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { goesAt } from '#lib/retention/kept-until.ts';
import { countSegments, type Encoding } from '#lib/segments/count-segments.ts';
import { openQuoteBody, type QuoteBody, quotedRecipients } from './quote-body.ts';

export type QuoteView = {
  id: QuoteId;
  draftId: DraftId;
  sender: { id: SenderId; kind: 'number' | 'brand'; value: string };
  text: string;
  /** What each text ends in behind `text`, with its line break: '' or a link to stop, shown without its secret. */
  ending: string;
  encoding: Encoding;
  segments: number;
  recipients: number;
  /** The first five, to recognise the list. */
  recipientNumbers: PhoneNumber[];
  leftOut: QuoteBody['leftOut'];
  repaired: QuoteBody['repaired'];
  lines: QuoteLine[];
  totalMicros: Micros;
  currency: string;
  availableMicros: Micros;
  /** What is left after sending; negative when it does not suffice. */
  afterMicros: Micros;
  /** How much is missing, or zero. */
  shortByMicros: Micros;
  /** What is owed for payments that were taken back; nothing is sent before it is paid. */
  owedMicros: Micros;
  /** The ceilings that it would go above now: it would be held. */
  obstacles: Obstacle[];
  sendAt: Date | null;
  validUntil: Date;
  expiresAt: Date;
  expired: boolean;
  permissionWording: string;
  /** Until when the text can be read at most; null: masked. */
  keptUntil: Date | null;
  /** Set once it was sent: text and numbers are with the batch then, and empty here. */
  batchId: BatchId | null;
};

const sent: QuoteBody = {
  sender: { kind: 'brand', value: '' },
  text: '',
  recipients: [],
  leftOut: { invalid: [], duplicates: [], optedOut: [] },
  repaired: [],
};

/** The summary before sending, for the user who asked for it. Null for others, and once the draft was thrown away. */
export async function readQuote(ctx: CustomerContext, quoteId: QuoteId): Promise<QuoteView | null> {
  const { accountId, userId } = ctx.actor;
  const [quote] = await ctx.db
    .select()
    .from(quotes)
    .where(and(eq(quotes.accountId, accountId), eq(quotes.id, quoteId), eq(quotes.userId, userId)));
  if (!quote) return null;
  const body = quote.batchId ? sent : await openQuoteBody(ctx.keyring, quote);
  if (!body) return null;
  const { id, draftId, lines, totalMicros, currency, sendAt, expiresAt, batchId } = quote;
  const { availableMicros, debtMicros } = await readBalance(ctx);
  const { contentDays } = await readContentChoice(ctx);
  const until = validUntil(new Date(), sendAt);
  const ending = quote.stopLink && !batchId ? sampleStopLinkEnding() : '';
  const afterMicros = subtract(availableMicros, totalMicros);
  return {
    ...{ id, draftId, lines, totalMicros, currency, sendAt, expiresAt, batchId },
    sender: { id: quote.senderId, ...body.sender },
    ...{ text: body.text, ending },
    encoding: countSegments(body.text + ending).encoding,
    segments: quote.segments,
    recipients: quote.recipients,
    recipientNumbers: body.recipients.slice(0, 5).map(([number]) => number),
    leftOut: body.leftOut,
    repaired: body.repaired,
    ...{ availableMicros, afterMicros },
    shortByMicros: micros(Math.max(0, -afterMicros)),
    owedMicros: debtMicros,
    obstacles: await lookAtCeilings(
      ctx.db,
      accountId,
      sharesOf(quote.segments, quotedRecipients(body, lines)),
    ),
    validUntil: until,
    expired: expiresAt <= new Date(),
    permissionWording: quote.permissionWording,
    keptUntil: quote.masked ? null : keptUntil(until, contentDays),
  };
}

/** By the choice that holds now, for what is sealed now. */
function keptUntil(validUntil: Date, days: number): Date | null {
  return days === 0 ? null : goesAt(periodOf(validUntil, days).endsAt, days);
}

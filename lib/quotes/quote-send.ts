import { quotes } from '#db/schema/quotes.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { DraftBody } from '#lib/drafts/draft-body.ts';
import { type StoredDraft, storeDraft } from '#lib/drafts/store-draft.ts';
import { type DraftId, newId, parseId, type QuoteId, type SenderId } from '#lib/ids.ts';
import { batchPrice } from '#lib/messages/batch-price.ts';
import { endsInStopLink, sampleStopLinkEnding } from '#lib/opt-outs/stop-link-ending.ts';
import type { CountryCode } from '#lib/phone-numbers/phone-number.ts';
import { currentPriceList, type PriceList } from '#lib/prices/price-list.ts';
import { countSegments, maxSegments } from '#lib/segments/count-segments.ts';
import { listSenders, type Sender } from '#lib/senders/list-senders.ts';
import { suspendedSentence } from '#lib/suspensions/suspended-sentence.ts';
import { type CheckedRecipients, checkRecipients } from './check-recipients.ts';
import { parseSendTime } from './parse-send-time.ts';
import { permissionWording } from './permission-wording.ts';
import { type QuoteBody, quotedRecipients, sealQuoteBody } from './quote-body.ts';
import type { QuoteProblem } from './quote-problem.ts';

export type QuoteSend = DraftBody & { draftId: DraftId | null };
export type QuoteResult =
  | { ok: true; quoteId: QuoteId; draftId: DraftId }
  | { ok: false; draftId: DraftId; problems: QuoteProblem[] };

type Asking = CustomerContext & { homeCountry: CountryCode; timeZone: string };

const QUOTE_MINUTES = 15;

/**
 * Prices what the customer wrote: who gets it, in how many parts, at which price of the list in effect. The quote binds
 * for 15 minutes and is stored sealed. The draft is saved first, whatever comes of it. Refused while
 * the account is suspended, and per field: no usable sender, no valid recipient or more than 100,000, a country that is not open or has no price, no text or more than ten
 * parts (with the link to stop, where texts from this sender end in one), a time in the past or too far ahead, no statement
 * that the recipients agreed. Too little balance is no reason.
 */
export async function quoteSend(ctx: Asking, input: QuoteSend): Promise<QuoteResult> {
  const { draftId: asked, ...typed } = input;
  const body = { ...typed, text: withLineFeeds(typed.text) };
  const draft = await storeDraft(ctx, asked, body);
  const suspended = await suspendedSentence(ctx.db, ctx.actor.accountId);
  if (suspended) {
    const problems = [{ field: 'senderId' as const, sentence: suspended }];
    return { ok: false, draftId: draft.draftId, problems };
  }
  const sender = checkSender(await listSenders(ctx), body.senderId);
  const stopLink = !('sentence' in sender) && endsInStopLink(sender);
  const whole = body.text + (stopLink ? sampleStopLinkEnding() : '');
  const text = checkText(body.text, whole);
  const time = parseSendTime(body.sendAt, ctx.timeZone);
  const prices = await currentPriceList(ctx.db);
  if (!prices) {
    const sentence = 'There are no prices at the moment, so nothing can be sent. Try again later.';
    return { ok: false, draftId: draft.draftId, problems: [{ field: 'recipients', sentence }] };
  }
  const segments = Math.max(1, countSegments(whole).segments);
  const checked = await checkRecipients(ctx, { typed: body.recipients, prices, segments });
  const problems: QuoteProblem[] = [
    ...('sentence' in sender ? [sender] : []),
    ...checked.problems,
    ...text,
    ...(time.ok ? [] : [{ field: 'sendAt' as const, sentence: time.sentence }]),
    ...(body.agreed ? [] : [{ field: 'agreed' as const, sentence: agreedMissing }]),
  ];
  if (problems.length > 0 || 'sentence' in sender || !time.ok) {
    return { ok: false, draftId: draft.draftId, problems };
  }
  const { sendAt } = time;
  const quoteId = await storeQuote(ctx, draft, {
    ...{ sender, checked, prices, segments, sendAt, stopLink },
    ...{ text: body.text, masked: body.masked },
  });
  return { ok: true, quoteId, draftId: draft.draftId };
}

/** Forms send line breaks as CR LF; the composer counts, and phones show, a line feed. */
const withLineFeeds = (text: string): string => text.replace(/\r\n?/g, '\n');

const agreedMissing = 'Confirm that these people agreed: without their permission nothing is sent.';

function checkSender(senders: Sender[], typed: string): Sender | QuoteProblem {
  const refuse = (sentence: string): QuoteProblem => ({ field: 'senderId', sentence });
  if (senders.length === 0) {
    return refuse('You have no sender yet. Confirm your number or add a brand first.');
  }
  const id = parseId<SenderId>(typed);
  if (!id) return refuse('Choose who the message is from.');
  const sender = senders.find((each) => each.id === id);
  if (!sender) return refuse('This sender is not among yours any more. Choose another.');
  if (!sender.usable) {
    return refuse(
      'The proof of this number has lapsed. Confirm the number again, or choose another.',
    );
  }
  return sender;
}

/** `whole`: with what is added to it. */
function checkText(text: string, whole: string): QuoteProblem[] {
  const refuse = (sentence: string): QuoteProblem[] => [{ field: 'text', sentence }];
  if (text.trim() === '') return refuse('Write the text of the message.');
  const { segments, units, unitsPerSegment } = countSegments(whole);
  if (segments <= maxSegments) return [];
  const over = Math.max(1, units - maxSegments * unitsPerSegment);
  return refuse(
    `This text takes ${segments} SMS and may take ${maxSegments}. Take out at least ${over === 1 ? '1 character' : `${over.toLocaleString('en')} characters`}.`,
  );
}

type Priced = {
  sender: Sender;
  text: string;
  checked: CheckedRecipients;
  prices: PriceList;
  segments: number;
  sendAt: Date | null;
  masked: boolean;
  stopLink: boolean;
};

async function storeQuote(
  ctx: CustomerContext,
  draft: StoredDraft,
  priced: Priced,
): Promise<QuoteId> {
  const { sender, text, checked, prices, segments, sendAt, masked, stopLink } = priced;
  const { list, lines, optedOut } = checked;
  const id = newId<QuoteId>();
  const body: QuoteBody = {
    sender: { kind: sender.kind, value: sender.value },
    text,
    recipients: checked.priced.map((each) => [each.number, each.country, each.priceLine]),
    leftOut: { invalid: list.invalid, duplicates: list.duplicates, optedOut },
    repaired: list.repaired,
  };
  const now = new Date();
  await ctx.db.insert(quotes).values({
    ...{ id, segments, lines, permissionWording, sendAt, masked, stopLink },
    ...{ accountId: ctx.actor.accountId, userId: ctx.actor.userId },
    ...{ draftId: draft.draftId, keyName: draft.keyName },
    bodySealed: sealQuoteBody(draft.key, id, body),
    senderId: sender.id,
    priceListId: prices.id,
    recipients: body.recipients.length,
    totalMicros: batchPrice(segments, quotedRecipients(body, lines)),
    currency: prices.currency,
    createdAt: now,
    expiresAt: new Date(now.getTime() + QUOTE_MINUTES * 60_000),
  });
  return id;
}

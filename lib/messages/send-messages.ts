import { and, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { balances } from '#db/schema/ledger.ts';
import { drafts, quotes } from '#db/schema/quotes.ts';
import { countSpending } from '#lib/ceilings/count-spending.ts';
import { lookAtCeilings, type Obstacle } from '#lib/ceilings/obstacles.ts';
import { owedSentence } from '#lib/ceilings/refusal-sentence.ts';
import { type Share, sharesOf } from '#lib/ceilings/shares.ts';
import type { CustomerContext } from '#lib/context.ts';
import { holdBatch } from '#lib/holds/hold-batch.ts';
import type { AccountId, BatchId, QuoteId } from '#lib/ids.ts';
import type { KeyName } from '#lib/keyring/keyring.ts';
import { reserve } from '#lib/ledger/reserve.ts';
import { log } from '#lib/log.ts';
import { NoMaskingKey } from '#lib/masking/take-masking-key.ts';
import { type Micros, subtract, zero } from '#lib/money/micros.ts';
import { optedOutNumbers } from '#lib/opt-outs/opted-out-numbers.ts';
import { openQuoteBody, quotedRecipients } from '#lib/quotes/quote-body.ts';
import { type SenderRight, senderRights } from '#lib/senders/sender-rights.ts';
import { AccountSuspended } from '#lib/suspensions/account-suspended.ts';
import { suspendedSentence } from '#lib/suspensions/suspended-sentence.ts';
import { AccountClosed, acceptBatch, type NewBatch } from './accept-batch.ts';
import { batchPrice } from './batch-price.ts';

type Refusal = {
  ok: false;
  refusal:
    | 'not_found'
    | 'suspended'
    | 'expired'
    | 'balance'
    | 'debt'
    | 'sender'
    | 'recipients'
    | 'masking';
  sentence: string;
  shortByMicros?: Micros;
};
/** `already`: this quote was sent before, by another press of the button. */
export type SendResult = { ok: true; batchId: BatchId; already: boolean } | Refusal;

type Quote = typeof quotes.$inferSelect;

/**
 * Sends what a quote promised: accepts the batch and reserves its price in one transaction. A quote becomes one batch,
 * whoever asks how often and at the same time; a draft is sent once. The sender's rights and opt-outs are checked again;
 * who opted out meanwhile is left out and not paid. What would go above a ceiling is accepted all the same and waits, until
 * its customer lets it go on. A refusal keeps the draft. Afterwards the draft and its key are gone.
 */
export async function sendMessages(ctx: CustomerContext, quoteId: QuoteId): Promise<SendResult> {
  try {
    return await sendQuoted(ctx, quoteId, []);
  } catch (error) {
    // Others of the account spent what there was while this one was written: it is written anew, to wait.
    if (error instanceof AboveCeiling) return sendQuoted(ctx, quoteId, error.obstacles);
    throw error;
  }
}

/** Rolls the transaction back: what was written to leave has to wait. */
class AboveCeiling extends Error {
  readonly obstacles: Obstacle[];

  constructor(obstacles: Obstacle[]) {
    super('A send would go above a ceiling.');
    this.obstacles = obstacles;
  }
}

async function sendQuoted(
  ctx: CustomerContext,
  quoteId: QuoteId,
  known: readonly Obstacle[],
): Promise<SendResult> {
  let spentKey: KeyName | undefined;
  const result = await ctx.db
    .transaction(async (tx): Promise<SendResult> => {
      const quote = await lockQuote(ctx, tx, quoteId);
      if (!quote) return refuse('not_found', gone);
      if (quote.batchId) return { ok: true, batchId: quote.batchId, already: true };
      const suspended = await suspendedSentence(tx, ctx.actor.accountId);
      if (suspended) return refuse('suspended', suspended);
      if (quote.expiresAt <= new Date()) {
        return refuse('expired', 'This price is older than 15 minutes. Price the message again.');
      }
      const batch = await prepareBatch(ctx, tx, quote);
      if ('refusal' in batch) return batch;
      const batchId = await acceptAndReserve(ctx, tx, { quote, batch, known });
      spentKey = quote.keyName;
      return { ok: true, batchId, already: false };
    })
    .catch((error): SendResult => {
      if (error instanceof Refused) return error.refusal;
      if (error instanceof AccountClosed) return refuse('not_found', gone);
      if (error instanceof AccountSuspended) return refuse('suspended', suspendedNow);
      if (error instanceof NoMaskingKey) {
        log().error({ err: error }, 'Nothing can be masked.');
        return refuse('masking', cannotMask);
      }
      throw error;
    });
  // A crash before this line leaves a key that opens nothing any more; sweep-draft-keys destroys it later.
  if (result.ok && spentKey) await ctx.keyring.destroy(spentKey);
  return result;
}

const cannotMask =
  'This message cannot be masked at this moment, so it was not sent. Your draft is kept: please try again in a minute.';
const suspendedNow =
  'Your account was suspended at this moment, so nothing was sent. Your draft is kept.';
const gone = 'This message is not here any more. It may have been sent already: look at Messages.';

function refuse(refusal: Refusal['refusal'], sentence: string, shortByMicros?: Micros): Refusal {
  return {
    ok: false,
    refusal,
    sentence,
    ...(shortByMicros === undefined ? {} : { shortByMicros }),
  };
}

/** Rolls the transaction back and becomes a value outside of it. */
class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.refusal);
    this.refusal = refusal;
  }
}

/** Presses of one button at the same time wait here for one another. */
async function lockQuote(
  ctx: CustomerContext,
  tx: Db,
  quoteId: QuoteId,
): Promise<Quote | undefined> {
  const { accountId, userId } = ctx.actor;
  const [quote] = await tx
    .select()
    .from(quotes)
    .where(and(eq(quotes.accountId, accountId), eq(quotes.id, quoteId), eq(quotes.userId, userId)))
    .for('no key update');
  return quote;
}

async function prepareBatch(
  ctx: CustomerContext,
  tx: Db,
  quote: Quote,
): Promise<NewBatch | Refusal> {
  const { accountId, userId } = ctx.actor;
  const body = await openQuoteBody(ctx.keyring, quote);
  if (!body) return refuse('not_found', gone);
  const rights = await senderRights(tx, [{ accountId, senderId: quote.senderId }]);
  const right = rights.get(quote.senderId) ?? 'removed';
  if (right !== 'usable') return refuse('sender', senderSentences[right]);
  const quoted = quotedRecipients(body, quote.lines);
  const out = await optedOutNumbers(
    { db: tx, keyring: ctx.keyring },
    accountId,
    quoted.map(({ number }) => number),
  );
  const recipients = quoted.filter(({ number }) => !out.has(number));
  if (recipients.length === 0) {
    return refuse('recipients', 'Everybody on this list asked not to get messages from you.');
  }
  const { permissionWording, currency, sendAt, masked, stopLink } = quote;
  return {
    ...{ accountId, userId, permissionWording, currency, sendAt, recipients, masked, stopLink },
    code: false,
    quoteId: quote.id,
    sender: { ...body.sender, id: quote.senderId },
    text: body.text,
  };
}

const senderSentences: Record<Exclude<SenderRight, 'usable'>, string> = {
  lapsed: 'The proof of your sender has lapsed. Confirm the number again, then send.',
  removed: 'This sender was removed. Choose another and price the message again.',
};

type Accepting = { quote: Quote; batch: NewBatch; known: readonly Obstacle[] };

async function acceptAndReserve(
  ctx: CustomerContext,
  tx: Db,
  { quote, batch, known }: Accepting,
): Promise<BatchId> {
  const { accountId } = ctx.actor;
  await lookAtBalance(tx, accountId, batchPrice(quote.segments, batch.recipients));
  const shares = sharesOf(quote.segments, batch.recipients);
  const [obstacle] = known.length > 0 ? known : await lookAtCeilings(tx, accountId, shares);
  await takeDraft(tx, quote);
  const held = obstacle !== undefined;
  const { batchId, totalMicros } = await acceptBatch(tx, ctx.keyring, { ...batch, held });
  if (totalMicros > quote.totalMicros) throw new Error('A charge would be above its quote.');
  await tx
    .update(quotes)
    .set({ batchId })
    .where(and(eq(quotes.accountId, accountId), eq(quotes.id, quote.id)));
  if (obstacle) await holdBatch(tx, { accountId, batchId }, obstacle);
  await decide(tx, accountId, obstacle ? [] : shares);
  const messages = batch.recipients.length;
  const reserved = await reserve(tx, { accountId, batchId, micros: totalMicros, messages });
  if (!reserved.ok) throw new Refused(tooLittle(reserved.shortByMicros));
  return batchId;
}

/** Looked at before the work of writing, and decided by `countSpending` and `reserve` after it. */
async function lookAtBalance(tx: Db, accountId: AccountId, price: Micros): Promise<void> {
  const [balance] = await tx.select().from(balances).where(eq(balances.accountId, accountId));
  const owed = balance?.debtMicros ?? zero;
  if (owed > 0) throw new Refused(refuse('debt', owedSentence(owed)));
  const shortBy = subtract(price, balance?.availableMicros ?? zero);
  if (shortBy > 0) throw new Refused(tooLittle(shortBy));
}

/** What is held counts when it is let go on. */
async function decide(tx: Db, accountId: AccountId, shares: readonly Share[]): Promise<void> {
  const counted = await countSpending(tx, accountId, shares);
  if (counted.ok) return;
  if ('obstacles' in counted) throw new AboveCeiling(counted.obstacles);
  throw new Refused(refuse('debt', owedSentence(counted.owedMicros)));
}

const tooLittle = (shortBy: Micros): Refusal =>
  refuse(
    'balance',
    'Your balance does not suffice. Nothing was sent, and your draft is kept.',
    shortBy,
  );

/** A draft is sent once, also when two quotes of it are sent at the same time. */
async function takeDraft(tx: Db, quote: Quote): Promise<void> {
  const taken = await tx
    .delete(drafts)
    .where(
      and(
        eq(drafts.accountId, quote.accountId),
        eq(drafts.id, quote.draftId),
        eq(drafts.keyName, quote.keyName),
      ),
    )
    .returning({ id: drafts.id });
  if (taken.length === 0) throw new Refused(refuse('not_found', gone));
}

import type { batches, StateCounts } from '#db/schema/messages.ts';
import type { CustomerContext } from '#lib/context.ts';
import { openText } from '#lib/crypto/seal.ts';
import type { BatchId } from '#lib/ids.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import { requireKey } from '#lib/keyring/keyring.ts';
import type { Micros } from '#lib/money/micros.ts';
import { sampleStopLinkEnding } from '#lib/opt-outs/stop-link-ending.ts';
import type { ContentFate } from './content-fate.ts';

export type BatchSummary = {
  id: BatchId;
  acceptedAt: Date;
  sendAt: Date | null;
  /** The address that recipients see. */
  sender: string;
  recipients: number;
  segments: number;
  counts: StateCounts;
  totalMicros: Micros;
  chargedMicros: Micros;
  currency: string;
  finishedAt: Date | null;
  cancelledAt: Date | null;
  /** It waits for its customer to let it go on. */
  held: boolean;
  /** The beginning of the text on one line; null when it is masked or has been destroyed. */
  excerpt: string | null;
  fate: ContentFate;
};

export type BatchRow = typeof batches.$inferSelect;

const EXCERPT = 80;

/** The text of a batch. Null when it is masked or has been destroyed. */
export async function openContent(ctx: CustomerContext, row: BatchRow): Promise<string | null> {
  // A key that was destroyed by another process is still remembered here for a moment.
  if (row.masked || row.contentDestroyedAt) return null;
  const key = await ctx.keyring.read(row.contentKey);
  return key && openText(key, `batches.content:${row.id}`, row.contentSealed);
}

/** What became of a batch's content. */
export const fateOf = (row: BatchRow): ContentFate => ({
  masked: row.masked,
  destroyedAt: row.contentDestroyedAt,
  destroyedWhy: row.contentDestroyedWhy,
});

/** What each text of a batch ends in behind its content: '' or a link to stop, shown without its secret. */
export const endingOf = (row: BatchRow): string => (row.stopLink ? sampleStopLinkEnding() : '');

/** The sender of a batch as its recipients saw it. */
export async function openSender(ctx: CustomerContext, row: BatchRow): Promise<string> {
  const accountKey = await requireKey(ctx.keyring, accountKeyName(row.accountId));
  return openText(accountKey, `batches.sender:${row.id}`, row.senderSealed);
}

/** A batch as lists show it. */
export async function summaryOfBatch(
  ctx: CustomerContext,
  row: BatchRow,
  held: boolean,
): Promise<BatchSummary> {
  const { id, acceptedAt, sendAt, recipients, segments, counts, totalMicros } = row;
  const { chargedMicros, currency, finishedAt, cancelledAt } = row;
  const text = await openContent(ctx, row);
  return {
    ...{ id, acceptedAt, sendAt, recipients, segments, counts, totalMicros },
    ...{ chargedMicros, currency, finishedAt, cancelledAt, held },
    sender: await openSender(ctx, row),
    excerpt: text === null ? null : excerptOf(text),
    fate: fateOf(row),
  };
}

function excerptOf(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  if (characters.length <= EXCERPT) return characters.join('');
  return `${characters.slice(0, EXCERPT - 1).join('')}…`;
}

import { and, asc, eq, gt, lt, ne } from 'drizzle-orm';
import { batches } from '#db/schema/messages.ts';
import type { BatchId } from '#lib/ids.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import { exportFile } from '../export-file.ts';
import type { ExportSource } from '../export-source.ts';
import { mapPages, readPages } from '../read-pages.ts';
import { amount } from './amount.ts';

/** What stands where a text was, as on every page. */
const DESTROYED = '*****';

type Batch = typeof batches.$inferSelect;

/**
 * The service's own confirmations of a STOP are left out: to whom they went would tell who opted out, which is kept as a
 * hash only.
 */
export const isExported = ne(batches.kind, 'notice');

const sends = exportFile({
  name: 'sends',
  about:
    'Something that you sent: one text to one or many recipients; also the SMS with a code that you asked for. Its messages are in "messages".',
  fields: {
    id: 'Its number.',
    kind: '"single", "bulk" or "code".',
    acceptedAt: 'When All SMS accepted it.',
    acceptedFrom: 'Which user sent it.',
    senderKind: '"number", "brand" or "service" (All SMS itself, for codes).',
    senderId: 'The sender (senders: id).',
    sender: 'The sender, as recipients saw it.',
    text: `The text; ${DESTROYED} when it is masked or has been destroyed.`,
    masked: 'Whether it was permanently masked.',
    textDestroyedAt: 'When the text was destroyed.',
    textDestroyedWhy:
      'Why: "masked", "past" (your choice for everything sent before), "retention" (its time had come), "deletion".',
    numbersDestroyedAt: 'When the recipients were destroyed.',
    stopLink: 'Whether each text ended in a link with which its recipient can stop you.',
    recipients: 'How many recipients it had.',
    segments: 'How many SMS for each recipient.',
    price: 'The price when it was sent: the most that could be charged.',
    charged: 'What was charged.',
    currency: 'The currency of both (ISO 4217).',
    permission: 'Your statement that the recipients agreed, word for word.',
    sendAt: 'The time that you chose for it to leave; empty: at once.',
    validUntil: 'Until when the network may try to deliver it.',
    cancelledAt: 'When you cancelled it.',
    cancelledBy: 'Which user cancelled it.',
    finishedAt: 'When the last of its messages reached its end.',
    states: 'How many of its messages are in each state (see "messages").',
  },
  pages: (source) =>
    mapPages(
      readPages(source, {
        read: (after: BatchId | null, limit) =>
          source.ctx.db
            .select()
            .from(batches)
            .where(
              and(
                eq(batches.accountId, source.accountId),
                after ? gt(batches.id, after) : undefined,
                lt(batches.id, source.endId as BatchId),
                isExported,
              ),
            )
            .orderBy(asc(batches.id))
            .limit(limit),
        keyOf: ({ id }) => id,
      }),
      (batch) => recordOf(source, batch),
    ),
});

async function recordOf(source: ExportSource, batch: Batch) {
  const { id, kind, acceptedAt, senderKind, senderId, masked, stopLink, recipients } = batch;
  const { segments, currency, sendAt, validUntil, cancelledAt, finishedAt, counts } = batch;
  return {
    ...{ id, kind, acceptedAt, senderKind, senderId, masked, stopLink, recipients, segments },
    ...{ currency, sendAt, validUntil, cancelledAt, finishedAt },
    acceptedFrom: source.nameOf(batch.userId),
    sender: await source.open(
      accountKeyName(source.accountId),
      `batches.sender:${id}`,
      batch.senderSealed,
    ),
    text: (await textOf(source, batch)) ?? DESTROYED,
    textDestroyedAt: batch.contentDestroyedAt,
    textDestroyedWhy: batch.contentDestroyedWhy,
    numbersDestroyedAt: batch.numbersDestroyedAt,
    price: amount(batch.totalMicros),
    charged: amount(batch.chargedMicros),
    permission: batch.permissionWording,
    cancelledBy: source.nameOf(batch.cancelledBy),
    states: counts as Record<string, number>,
  };
}

/** Masked texts are never looked at, also while the worker could still open them. */
async function textOf(source: ExportSource, batch: Batch): Promise<string | null> {
  if (batch.masked || batch.contentDestroyedAt) return null;
  return source.open(batch.contentKey, `batches.content:${batch.id}`, batch.contentSealed);
}

export const sendFiles = [sends];

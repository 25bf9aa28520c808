import { env } from '#lib/env.ts';
import { type BatchId, newId } from '#lib/ids.ts';
import type { BatchSummary } from '#lib/messages/list-batches.ts';
import { micros } from '#lib/money/micros.ts';

/** A message as it stands in the list, for who has not sent any yet. */
export function exampleBatch(): BatchSummary {
  const now = new Date();
  const price = micros(42_000);
  return {
    id: newId<BatchId>(),
    acceptedAt: now,
    sendAt: null,
    sender: 'Bakery',
    recipients: 1,
    segments: 1,
    counts: { delivered: 1 },
    totalMicros: price,
    chargedMicros: price,
    currency: env.CURRENCY,
    finishedAt: now,
    cancelledAt: null,
    held: false,
    excerpt: 'Your cake is ready. We are open until six.',
    fate: { masked: false, destroyedAt: null, destroyedWhy: null },
  };
}

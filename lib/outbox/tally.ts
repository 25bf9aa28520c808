import type { AccountId, BatchId } from '#lib/ids.ts';
import type { Outcome } from '#lib/ledger/settle-and-release.ts';
import type { BatchRef } from '#lib/messages/recount-batches.ts';
import { type Micros, sum, times, zero } from '#lib/money/micros.ts';

type Charge = {
  accountId: AccountId;
  batchId: BatchId;
  segments: number;
  segmentMicros: Micros;
  /** How many of its segments are paid; the others are given back. */
  paidSegments: number;
};

/** What one transaction did, by batch: money to settle and release, and which batches to count anew. */
export class Tally {
  readonly #outcomes = new Map<BatchId, Outcome>();
  readonly #touched = new Map<BatchId, BatchRef>();

  touch(accountId: AccountId, batchId: BatchId): void {
    if (!this.#touched.has(batchId)) this.#touched.set(batchId, { accountId, batchId });
  }

  /** Divides what one message reserved. */
  charge({ accountId, batchId, segments, segmentMicros, paidSegments }: Charge): void {
    const outcome = this.#outcomes.get(batchId) ?? {
      accountId,
      batchId,
      settleMicros: zero,
      releaseMicros: zero,
      settled: 0,
      released: 0,
    };
    const unpaid = segments - paidSegments;
    outcome.settleMicros = sum(outcome.settleMicros, times(segmentMicros, paidSegments));
    outcome.releaseMicros = sum(outcome.releaseMicros, times(segmentMicros, unpaid));
    if (paidSegments > 0) outcome.settled++;
    if (unpaid > 0) outcome.released++;
    this.#outcomes.set(batchId, outcome);
    this.touch(accountId, batchId);
  }

  get outcomes(): Outcome[] {
    return [...this.#outcomes.values()];
  }

  get touched(): BatchRef[] {
    return [...this.#touched.values()];
  }
}

import type { WorkerContext } from '#lib/context.ts';
import type { BatchId } from '#lib/ids.ts';
import { type BatchRef, recountBatches } from '#lib/messages/recount-batches.ts';

const atOnce = 500;
/** Counting takes at most a tenth of the time, however large the batches are. */
const restFactor = 10;
/** Also after a database that stood still. */
const longestRestMs = 10_000;

/** Counts the batches that changed, each a moment after its changes. */
export class Recounter {
  readonly #ctx: WorkerContext;
  readonly #changed = new Map<BatchId, BatchRef>();
  #restUntilMs = 0;

  constructor(ctx: WorkerContext) {
    this.#ctx = ctx;
  }

  mark(batches: readonly BatchRef[]): void {
    for (const batch of batches) this.#changed.set(batch.batchId, batch);
  }

  async step(): Promise<boolean> {
    const startMs = performance.now();
    if (this.#changed.size === 0 || startMs < this.#restUntilMs) return false;
    const batches = [...this.#changed.values()].slice(0, atOnce);
    for (const { batchId } of batches) this.#changed.delete(batchId);
    try {
      await recountBatches(this.#ctx.db, batches);
    } catch (error) {
      this.mark(batches);
      throw error;
    }
    const tookMs = performance.now() - startMs;
    this.#restUntilMs = performance.now() + Math.min(tookMs * restFactor, longestRestMs);
    return this.#changed.size > 0;
  }

  /** Counts everything that is left, at once. */
  async finish(): Promise<void> {
    while (this.#changed.size > 0) {
      this.#restUntilMs = 0;
      await this.step();
    }
  }
}

import type { WorkerContext } from '#lib/context.ts';
import type { BatchId } from '#lib/ids.ts';
import { burnSpent } from '#lib/masking/burn-spent.ts';
import { type BatchRef, recountBatches } from '#lib/messages/recount-batches.ts';

const atOnce = 500;
/** Counting takes at most a tenth of the time, however large the batches are. */
const restFactor = 10;
/** Also after a database that stood still. */
const longestRestMs = 10_000;

/** Counts the batches that changed, each a moment after its changes, and destroys masked content that is not needed any more. */
export class Recounter {
  readonly #ctx: WorkerContext;
  readonly #changed = new Map<BatchId, BatchRef>();
  readonly #onBurnt: (batches: BatchId[]) => void;
  #restUntilMs = 0;

  /** `onBurnt`: what is remembered of these batches is to be forgotten. */
  constructor(ctx: WorkerContext, onBurnt: (batches: BatchId[]) => void) {
    this.#ctx = ctx;
    this.#onBurnt = onBurnt;
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
    await this.burn();
    const tookMs = performance.now() - startMs;
    this.#restUntilMs = performance.now() + Math.min(tookMs * restFactor, longestRestMs);
    return this.#changed.size > 0;
  }

  /** Destroys masked content of which nothing has to leave any more. True when there was some. */
  async burn(): Promise<boolean> {
    const burnt = await burnSpent(this.#ctx);
    this.#onBurnt(burnt);
    return burnt.length > 0;
  }

  /** Counts everything that is left, at once. */
  async finish(): Promise<void> {
    while (this.#changed.size > 0) {
      this.#restUntilMs = 0;
      await this.step();
    }
  }
}

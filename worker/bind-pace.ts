import type { Timings } from './timings.ts';
import { backOffMs } from './timings.ts';

const atMostOnceMs = 1_000;
const turnMs = 50;

/**
 * Rule S5, for all binds of a provider together: one attempt at a time; after one that failed, 1 to 60 s until the next,
 * with jitter, and never two in a second.
 */
export class BindPace {
  readonly #timings: Pick<Timings, 'firstReconnectMs' | 'longestReconnectMs'>;
  #failures = 0;
  #begunMs = Number.NEGATIVE_INFINITY;
  #notBeforeMs = 0;
  #isTrying = false;

  constructor(timings: Pick<Timings, 'firstReconnectMs' | 'longestReconnectMs'>) {
    this.#timings = timings;
  }

  /** How long the next attempt has to wait. */
  get waitMs(): number {
    return this.#isTrying ? turnMs : Math.max(0, this.#notBeforeMs - performance.now());
  }

  begin(): void {
    this.#isTrying = true;
    this.#begunMs = performance.now();
  }

  end(isBound: boolean): void {
    this.#isTrying = false;
    this.#failures = isBound ? 0 : this.#failures + 1;
    if (!isBound) this.#rest(this.#failures - 1);
  }

  /** A session ended that was not meant to. */
  dropped(): void {
    this.#rest(0);
  }

  /** The settings have changed: what failed before says nothing any more. */
  reset(): void {
    this.#failures = 0;
    this.#notBeforeMs = this.#earliestMs;
  }

  get #earliestMs(): number {
    return this.#begunMs + Math.min(atMostOnceMs, this.#timings.firstReconnectMs);
  }

  #rest(tried: number): void {
    const { firstReconnectMs, longestReconnectMs } = this.#timings;
    const waitMs = backOffMs(firstReconnectMs * 2, longestReconnectMs, tried);
    this.#notBeforeMs = Math.max(performance.now() + waitMs, this.#earliestMs);
  }
}

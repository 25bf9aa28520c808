const burstSeconds = 0.1;

/** Holds a rate per second: at most a tenth of a second's worth at once. On monotonic time. */
export class TokenBucket {
  readonly #rate: number;
  readonly #burst: number;
  readonly #now: () => number;
  #tokens: number;
  #filledAtMs: number;

  constructor(ratePerSecond: number, now: () => number = () => performance.now()) {
    this.#rate = ratePerSecond;
    this.#burst = Math.max(1, ratePerSecond * burstSeconds);
    this.#now = now;
    this.#tokens = this.#burst;
    this.#filledAtMs = now();
  }

  /** Takes up to `wanted` tokens; returns how many there were. */
  take(wanted: number): number {
    const now = this.#now();
    const filled = this.#tokens + ((now - this.#filledAtMs) / 1_000) * this.#rate;
    this.#filledAtMs = now;
    const taken = Math.min(wanted, Math.floor(Math.min(filled, this.#burst)));
    this.#tokens = Math.min(filled, this.#burst) - taken;
    return taken;
  }
}

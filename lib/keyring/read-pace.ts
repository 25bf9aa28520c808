import type { KeyName } from './keyring.ts';

const MINUTE_MS = 60_000;

/** Counts how many different keys were given out in this minute. The same one again costs nothing. */
export class ReadPace {
  readonly #limit: number;
  readonly #nowMs: () => number;
  readonly #given = new Set<KeyName>();
  #untilMs = 0;
  #isTold = false;

  constructor(limit: number, nowMs = () => performance.now()) {
    this.#limit = limit;
    this.#nowMs = nowMs;
  }

  /** Whether this one may be given out; of the refusals of a minute one is `isFirst`, for the log. */
  admit(name: KeyName): { ok: true } | { ok: false; isFirst: boolean } {
    if (this.#nowMs() >= this.#untilMs) {
      this.#given.clear();
      this.#untilMs = this.#nowMs() + MINUTE_MS;
      this.#isTold = false;
    }
    if (this.#given.has(name) || this.#given.size < this.#limit) {
      this.#given.add(name);
      return { ok: true };
    }
    const isFirst = !this.#isTold;
    this.#isTold = true;
    return { ok: false, isFirst };
  }
}

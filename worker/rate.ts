/** What is asked for at once: as much of the rate as this time allows. */
const sliceSeconds = 0.025;
/** A grant lapses so long after its beginning: a second holds the rate of 1 s + 60 ms + one slice, under a tenth more. */
const spendWithinMs = 60;
const afterErrorMs = 200;

type Grant = { count: number; fromMs: number; untilMs: number };

type RateOptions = {
  ratePerSecond: number;
  /** Reserves so many of the provider's rate; resolves with the milliseconds until they may be spent. */
  ask: (count: number, ratePerSecond: number) => Promise<number>;
  /** There is something to take. */
  onGrant: () => void;
};

/**
 * This worker's part of a provider's rate, shared by its binds (rule S13). The database grants it in slices of time; while
 * there is traffic the next is asked for before the last is spent, so that nobody waits for the database but the first.
 */
export class Rate {
  ratePerSecond: number;
  readonly #options: RateOptions;
  #grants: Grant[] = [];
  #lastCount = 0;
  #usedSinceAsk = 0;
  #isAsking = false;
  #askAgainMs = 0;

  constructor(options: RateOptions) {
    this.#options = options;
    this.ratePerSecond = options.ratePerSecond;
  }

  /** Takes up to `wanted`; returns how many there were. What is missing is asked for, and `onGrant` says when it is there. */
  take(wanted: number): number {
    const now = performance.now();
    this.#grants = this.#grants.filter(({ count, untilMs }) => count > 0 && untilMs > now);
    let taken = 0;
    for (const grant of this.#grants) {
      if (grant.fromMs > now || taken === wanted) break;
      const part = Math.min(grant.count, wanted - taken);
      grant.count -= part;
      taken += part;
    }
    this.#usedSinceAsk += taken;
    const left = this.#grants.reduce((sum, { count }) => sum + count, 0);
    if (taken + left < wanted || left < this.#lastCount / 2) this.#ask(wanted - taken, now);
    return taken;
  }

  #ask(missing: number, now: number): void {
    if (this.#isAsking || now < this.#askAgainMs) return;
    this.#isAsking = true;
    const slice = Math.max(1, Math.floor(this.ratePerSecond * sliceSeconds));
    // Twice as much as was used since the last time: grows quickly to what can be used, and no further.
    const count = Math.min(slice, Math.max(1, missing, this.#usedSinceAsk * 2));
    this.#usedSinceAsk = 0;
    this.#lastCount = count;
    this.#options.ask(count, this.ratePerSecond).then(
      (startsInMs) => this.#add(count, startsInMs),
      () => {
        this.#isAsking = false;
        this.#askAgainMs = performance.now() + afterErrorMs;
      },
    );
  }

  #add(count: number, startsInMs: number): void {
    this.#isAsking = false;
    const fromMs = performance.now() + startsInMs;
    this.#grants.push({ count, fromMs, untilMs: fromMs + spendWithinMs });
    if (startsInMs < 1) this.#options.onGrant();
    else setTimeout(this.#options.onGrant, startsInMs).unref();
  }
}

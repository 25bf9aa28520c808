const shortestMs = 2;
const longestMs = 5_000;
/** So many accepted messages make one throttled answer forgotten. */
const forgivenBy = 10;

/**
 * How long a bind rests after throttled answers. A single one among many accepted costs two milliseconds; while the
 * network goes on refusing, each pause is four times as long as the one before, up to five seconds.
 */
export class ThrottlePause {
  #untilMs = 0;
  #weight = 0;

  throttled(nowMs: number): void {
    // Those that were under way when the pause began say nothing new.
    if (nowMs < this.#untilMs) return;
    this.#weight += 1;
    const pauseMs = shortestMs * 4 ** Math.max(0, Math.ceil(this.#weight) - 1);
    this.#untilMs = nowMs + Math.min(longestMs, pauseMs);
  }

  accepted(): void {
    if (this.#weight > 0) this.#weight = Math.max(0, this.#weight - 1 / forgivenBy);
  }

  remainingMs(nowMs: number): number {
    return Math.max(0, this.#untilMs - nowMs);
  }
}

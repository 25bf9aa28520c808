/** All in milliseconds. Tests set shorter ones. */
export type Timings = {
  /** A worker says so often that it is alive … */
  beatMs: number;
  /** … and when it has not for so long, others take up what it had claimed. */
  leaseMs: number;
  /** How long after the end of its validity a message waits for its report. */
  graceMs: number;
  expireEveryMs: number;
  promoteEveryMs: number;
  recountEveryMs: number;
  /** First wait after a temporary refusal; each next one is twice as long, up to `longestRetryMs`. */
  firstRetryMs: number;
  longestRetryMs: number;
  /** How long a message of which parts were accepted tries to get its other parts accepted. */
  partRetryMs: number;
  firstReconnectMs: number;
  longestReconnectMs: number;
  /** Without a notification the outbox is looked at so often. */
  pollMs: number;
  /** How long a stop waits for answers to what was written. */
  drainMs: number;
};

export const defaultTimings: Timings = {
  beatMs: 2_000,
  leaseMs: 8_000,
  graceMs: 40_000,
  expireEveryMs: 5_000,
  promoteEveryMs: 500,
  recountEveryMs: 250,
  firstRetryMs: 5_000,
  longestRetryMs: 300_000,
  partRetryMs: 60_000,
  firstReconnectMs: 1_000,
  longestReconnectMs: 60_000,
  pollMs: 1_000,
  drainMs: 15_000,
};

/** Between half and all of a doubling wait, so that many who wait do not come back together. */
export function backOffMs(first: number, longest: number, tried: number): number {
  const full = Math.min(longest, first * 2 ** Math.min(tried, 20));
  return full * (0.5 + Math.random() / 2);
}

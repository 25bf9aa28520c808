import { log } from '#lib/log.ts';
import type { FeatureUse } from './feature-events.ts';
import { MOST_AT_ONCE, type VisitorUse } from './send-uses.ts';
import type { VisitorId } from './visitor-id.ts';

export type Sinks = {
  /** Our own counts. */
  count: (uses: FeatureUse[]) => Promise<void>;
  /** Mixpanel; null where there is none. */
  send: ((uses: VisitorUse[]) => Promise<void>) | null;
};

const MOST_WAITING = 1_000;
const GATHER_MS = 500;
/** What has waited longer is not told to Mixpanel any more: whose it is may have withdrawn at another process meanwhile. */
const LONGEST_WAIT_MS = 4_000;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 10 * 60_000;

/**
 * Takes uses of features and passes them on a moment later, so that no page waits or fails for them. It holds at most a
 * thousand for each sink; what comes on top, what a sink does not take, and what waits when the process ends is lost: a
 * count is not worth more. While a sink fails it is left alone for longer and longer, and its first failure is logged.
 */
export class FeatureQueue {
  readonly #counting: Lane<FeatureUse>;
  readonly #sending: Lane<VisitorUse> | null;

  constructor({ count, send }: Sinks, gatherMs = GATHER_MS) {
    const problem = 'Uses of features could not be counted.';
    this.#counting = new Lane({ problem, pass: count, gatherMs });
    this.#sending = send && newSending(send, gatherMs);
  }

  /** `visitor`: null for who agreed to be counted here, and nowhere else. */
  add(use: FeatureUse, visitor: VisitorId | null): void {
    this.#counting.add(use);
    if (visitor) this.#sending?.add({ ...use, visitor, atMs: Date.now() });
  }

  /** Takes out what waits for Mixpanel from somebody who has withdrawn. */
  forget(visitor: VisitorId): void {
    this.#sending?.drop((use) => use.visitor === visitor);
  }

  /** Resolves when nothing waits and nothing is under way. For tests. */
  async idle(): Promise<void> {
    await Promise.all([this.#counting.idle(), this.#sending?.idle()]);
  }
}

const newSending = (send: NonNullable<Sinks['send']>, gatherMs: number) =>
  new Lane<VisitorUse>({
    ...{ problem: 'Mixpanel could not be told.', pass: send, gatherMs },
    isStale: ({ atMs }) => Date.now() - atMs >= LONGEST_WAIT_MS,
  });

type LaneOptions<Use> = {
  /** What the log says when it begins to fail. */
  problem: string;
  pass: (uses: Use[]) => Promise<void>;
  gatherMs: number;
  isStale?: (use: Use) => boolean;
};

class Lane<Use> {
  readonly #options: LaneOptions<Use>;
  #waiting: Use[] = [];
  #running: Promise<void> | null = null;
  /** 0: the last try went well. */
  #pauseMs = 0;
  #restUntilMs = 0;

  constructor(options: LaneOptions<Use>) {
    this.#options = options;
  }

  add(use: Use): void {
    if (this.#waiting.length >= MOST_WAITING) return;
    this.#waiting.push(use);
    this.#running ??= this.#run();
  }

  drop(isIt: (use: Use) => boolean): void {
    this.#waiting = this.#waiting.filter((use) => !isIt(use));
  }

  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const waitMs = Math.max(this.#options.gatherMs, this.#restUntilMs - Date.now());
      await new Promise((resolve) => setTimeout(resolve, waitMs).unref());
      this.drop((use) => this.#options.isStale?.(use) === true);
      await this.#passOn(this.#waiting.splice(0, MOST_AT_ONCE));
    }
    this.#running = null;
  }

  async #passOn(uses: Use[]): Promise<void> {
    if (uses.length === 0) return;
    try {
      await this.#options.pass(uses);
      this.#pauseMs = 0;
    } catch (error) {
      // Its name only: a message could repeat what was sent.
      const reason = error instanceof Error ? error.name : 'unknown';
      if (this.#pauseMs === 0) log().warn({ reason }, this.#options.problem);
      this.#pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, this.#pauseMs * 2));
      this.#restUntilMs = Date.now() + this.#pauseMs;
    }
  }
}

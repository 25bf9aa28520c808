import { log } from '#lib/log.ts';

/** Does a piece of work if there is one, and says whether it found any. */
export type Step = () => Promise<boolean>;

/** Wakes one loop that waits. Raised while nobody waits, it is kept for the next wait. */
export class Signal {
  #isRaised = false;
  #wake: (() => void) | null = null;

  raise(): void {
    this.#isRaised = true;
    this.#wake?.();
  }

  /** Resolves when raised, and after `ms` in any case. */
  async wait(ms: number): Promise<void> {
    if (!this.#isRaised) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wake = null;
    }
    this.#isRaised = false;
  }
}

export type Loop = {
  name: string;
  /** Since when each try has failed, on `performance.now()`; null when the last one did not. */
  readonly failingSinceMs: number | null;
  /** Resolves when the step that runs has ended; no other begins. */
  stop(): Promise<void>;
};

type LoopOptions = {
  name: string;
  step: Step;
  /** How long to wait after a step that found nothing. */
  idleMs: number | (() => number);
  signal?: Signal;
};

const afterErrorMs = 1_000;

/** Runs a step again and again: at once while it finds work, otherwise when woken or after `idleMs`. */
export function startLoop({ name, step, idleMs, signal = new Signal() }: LoopOptions): Loop {
  let isStopping = false;
  let failingSinceMs: number | null = null;
  const stopped = new Signal();
  const done = (async () => {
    while (!isStopping) {
      try {
        const found = await step();
        failingSinceMs = null;
        if (!found && !isStopping)
          await signal.wait(typeof idleMs === 'number' ? idleMs : idleMs());
      } catch (error) {
        failingSinceMs ??= performance.now();
        log().error({ err: error, step: name }, 'A step failed; it is tried again.');
        await stopped.wait(afterErrorMs);
      }
    }
  })();
  return {
    name,
    get failingSinceMs() {
      return failingSinceMs;
    },
    stop: () => {
      isStopping = true;
      signal.raise();
      stopped.raise();
      return done;
    },
  };
}

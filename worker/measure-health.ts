import type { WorkerContext } from '#lib/context.ts';
import { oldestWaitingMs } from '#lib/outbox/oldest-waiting.ts';
import type { Providers } from './providers.ts';
import type { Recorder } from './recorder.ts';
import type { Loop } from './steps.ts';
import type { BindHealth, WorkerHealth } from './worker-health.ts';

const bindPatienceMs = 20_000;
const waitingPatienceMs = 60_000;
const failingPatienceMs = 15_000;
const measuredMs = 5_000;
const databasePatienceMs = 5_000;

type Watched = {
  ctx: WorkerContext;
  providers: Providers;
  recorder: Recorder;
  loops: () => Loop[];
};

/** Watches whether the worker makes progress, not only whether it lives. */
export class HealthMeter {
  readonly #watched: Watched;
  readonly #startedAt = new Date().toISOString();
  #oldestMs: number | null = null;
  #measuredAtMs = performance.now();
  #counted: { atMs: number; answered: number }[] = [];

  constructor(watched: Watched) {
    this.#watched = watched;
  }

  /** Looks at the outbox and the counters; the rest is read when it is asked for. */
  async measure(): Promise<void> {
    const now = performance.now();
    this.#counted.push({ atMs: now, answered: this.#watched.recorder.answered });
    while (this.#counted.length > 2 && this.#counted[1]!.atMs < now - measuredMs) {
      this.#counted.shift();
    }
    this.#oldestMs = await oldestWaitingMs(this.#watched.ctx);
    this.#measuredAtMs = performance.now();
  }

  health(): WorkerHealth {
    const { ctx, providers, recorder } = this.#watched;
    const bindHealth = providers.binds.map((bind) => bind.health());
    const problems = this.#problems(bindHealth);
    return {
      ok: problems.length === 0,
      problems,
      workerId: ctx.actor.workerId,
      startedAt: this.#startedAt,
      at: new Date().toISOString(),
      binds: bindHealth,
      standingBy: providers.standingBy,
      oldestWaitingMs: this.#oldestMs,
      answersPerSecond: this.#answersPerSecond(),
      lastAnswerAt: isoOf(recorder.lastAnswerAtMs),
      lastReceiptAt: isoOf(recorder.lastReceiptAtMs),
    };
  }

  #answersPerSecond(): number {
    const [first] = this.#counted;
    const last = this.#counted.at(-1);
    if (!first || !last || last === first) return 0;
    return Math.round(((last.answered - first.answered) / (last.atMs - first.atMs)) * 1_000);
  }

  #problems(binds: BindHealth[]): string[] {
    const problems: string[] = [];
    for (const bind of binds) {
      const forMs = Date.now() - Date.parse(bind.since);
      if (bind.state === 'refused') {
        problems.push(`${bind.provider} does not accept our credentials (${bind.lastProblem}).`);
      } else if (bind.state !== 'bound' && forMs > bindPatienceMs) {
        problems.push(`There is no session with ${bind.provider} (${bind.lastProblem}).`);
      }
    }
    if (this.#watched.providers.all.length === 0)
      problems.push('There is no provider to send through.');
    const { lastAnswerAtMs } = this.#watched.recorder;
    const quietMs = Date.now() - (lastAnswerAtMs ?? Date.parse(this.#startedAt));
    if ((this.#oldestMs ?? 0) > waitingPatienceMs && quietMs > waitingPatienceMs) {
      problems.push('Messages wait, and none has been answered for a minute.');
    }
    if (performance.now() - this.#measuredAtMs > databasePatienceMs) {
      problems.push('The database does not answer.');
    }
    for (const { name, failingSinceMs } of this.#watched.loops()) {
      if (failingSinceMs !== null && performance.now() - failingSinceMs > failingPatienceMs) {
        problems.push(`The step "${name}" keeps failing; see the log.`);
      }
    }
    return problems;
  }
}

const isoOf = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type postgres from 'postgres';
import { type Ground, workerContext } from '#lib/context.ts';
import { log } from '#lib/log.ts';
import { beatWorker, forgetWorker } from '#lib/outbox/beat-worker.ts';
import { readProviders } from '#lib/providers/read-providers.ts';
import { BatchCache } from './batch-cache.ts';
import { Bind } from './bind.ts';
import { FairShares } from './fair-shares.ts';
import { startHousekeeping } from './housekeeping.ts';
import { HealthMeter } from './measure-health.ts';
import { Recorder } from './recorder.ts';
import { Recounter } from './recounter.ts';
import { serveHealth } from './serve-health.ts';
import { type Loop, startLoop } from './steps.ts';
import { StopDesk } from './stop-desk.ts';
import { defaultTimings, type Timings } from './timings.ts';
import { TokenBucket } from './token-bucket.ts';
import type { WorkerHealth } from './worker-health.ts';

export type WorkerOptions = {
  ground: Ground;
  /** For LISTEN, on a connection of its own. */
  sql: postgres.Sql;
  /** Null: no health port. 0: any free one. */
  healthPort: number | null;
  timings?: Partial<Timings>;
};

export type Worker = {
  health(): WorkerHealth;
  /** Stops in order within `drainMs` and a moment: nothing is claimed, answers are awaited, everything is recorded. */
  stop(): Promise<void>;
};

/** Starts a worker: a bind for each enabled provider, and what keeps the house in order. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const timings = { ...defaultTimings, ...options.timings };
  const workerId = `${hostname()}-${process.pid}-${randomBytes(4).toString('hex')}`;
  const ctx = workerContext(options.ground, workerId);
  // Before the first session: a session whose worker has never been seen counts as lost.
  await beatWorker(ctx, {});
  const providers = await readProviders(ctx);
  const recounter = new Recounter(ctx);
  const binds: Bind[] = [];
  const fairShares = new FairShares();
  const wake = () => {
    fairShares.wake();
    for (const bind of binds) bind.wake();
  };
  const recorder = new Recorder(ctx, {
    onTouched: (batches) => recounter.mark(batches),
    onReturned: () => {
      fairShares.startOver();
      wake();
    },
  });
  const cache = new BatchCache(ctx);
  const stopDesk = new StopDesk(ctx);
  const shared = { ctx, cache, recorder, stopDesk, fairShares, timings };
  for (const provider of providers) {
    binds.push(new Bind(shared, provider, new TokenBucket(provider.ratePerSecond)));
  }
  const recording = startLoop({
    name: 'record',
    step: () => recorder.step(),
    idleMs: timings.pollMs,
    signal: recorder.signal,
  });
  let keeping: Loop[] = [];
  const meter = new HealthMeter({ ctx, binds, recorder, loops: () => [recording, ...keeping] });
  keeping = startHousekeeping({ ctx, binds, providers, meter, recounter, timings, wake });
  const listening = await options.sql.listen('outbox', wake, wake);
  for (const bind of binds) bind.start();
  const health = () => meter.health();
  const server = options.healthPort === null ? null : await serveHealth(options.healthPort, health);
  log().info({ workerId, providers: providers.length }, 'The worker is running.');

  const stop = async () => {
    await listening.unlisten();
    await Promise.all(binds.map((bind) => bind.stop()));
    await recorder.idle();
    await Promise.all([recording, ...keeping].map((loop) => loop.stop()));
    await recounter.finish();
    await forgetWorker(ctx);
    server?.close();
    log().info({ workerId }, 'The worker has stopped.');
  };
  return { health, stop };
}

import type postgres from 'postgres';
import { type WorkerGround, workerContext } from '#lib/context.ts';
import { log } from '#lib/log.ts';
import { mendMaskingKeys } from '#lib/masking/refill-masking-keys.ts';
import { beatWorker, forgetWorker } from '#lib/outbox/beat-worker.ts';
import { buryWorkers } from '#lib/outbox/bury-workers.ts';
import { startAnalytics } from './analytics-loop.ts';
import { BatchCache } from './batch-cache.ts';
import { FairShares } from './fair-shares.ts';
import { startHousekeeping } from './housekeeping.ts';
import { startJobs } from './jobs.ts';
import { Lease } from './lease.ts';
import { startMasking } from './masking-loops.ts';
import { HealthMeter } from './measure-health.ts';
import { startPayments } from './payment-loops.ts';
import { startProof } from './proof-loop.ts';
import { startProviderTests } from './provider-tests.ts';
import { Providers } from './providers.ts';
import { startReceipts } from './receipt-loop.ts';
import { Recorder } from './recorder.ts';
import { Recounter } from './recounter.ts';
import { startRetention } from './retention-loops.ts';
import { serveHealth } from './serve-health.ts';
import { type Loop, Signal, startLoop } from './steps.ts';
import { StopDesk } from './stop-desk.ts';
import { defaultTimings, type Timings } from './timings.ts';
import type { WorkerHealth } from './worker-health.ts';
import { isDeadNeighbour, newWorkerId } from './worker-id.ts';

export type WorkerOptions = {
  ground: WorkerGround;
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

/** Starts a worker: its share of the binds of each enabled provider, and what keeps the house in order. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const timings = { ...defaultTimings, ...options.timings };
  const workerId = newWorkerId();
  const ctx = workerContext(options.ground, workerId);
  // Before the first session: a session whose worker has never been seen counts as lost.
  const begunMs = performance.now();
  await beatWorker(ctx, {});
  // What the last worker here left when it was killed is taken up at once.
  await buryWorkers(ctx, isDeadNeighbour);
  const lease = new Lease(timings);
  lease.confirm(begunMs);
  const cache = new BatchCache(ctx);
  const recounter = new Recounter(ctx, (batches) => cache.forget(batches));
  const fairShares = new FairShares();
  const beatSignal = new Signal();
  const wake = () => {
    fairShares.wake();
    providers.wake();
  };
  const recorder = new Recorder(lease.guard(ctx), {
    onTouched: (batches) => recounter.mark(batches),
    onReturned: () => {
      fairShares.startOver();
      wake();
    },
  });
  const stopDesk = new StopDesk(ctx);
  const shared = { ctx, cache, recorder, stopDesk, fairShares, timings, lease };
  const providers = new Providers(shared, () => beatSignal.raise());
  const recording = startLoop({
    name: 'record',
    step: () => recorder.step(),
    idleMs: timings.pollMs,
    signal: recorder.signal,
  });
  await providers.reload();
  const following = await followProviders(options.sql, providers, timings);
  const receipts = await startReceipts(ctx, options.sql);
  const loops: Loop[] = [recording, following.loop, receipts.loop];
  const meter = new HealthMeter({
    ctx,
    providers,
    recorder,
    loops: () => [...loops, ...providers.loops],
  });
  await mendMaskingKeys(ctx);
  loops.push(
    ...startMasking(ctx, recounter, cache),
    ...startRetention(ctx),
    startProof(ctx),
    ...startPayments(ctx),
    ...startAnalytics(ctx),
    startProviderTests(ctx, { providers, lease }),
    ...startHousekeeping({ ctx, lease, beatSignal, providers, meter, recounter, timings, wake }),
  );
  const jobs = await startJobs(ctx, options.sql);
  loops.push(...jobs.loops);
  const listening = await options.sql.listen('outbox', wake, wake);
  const health = () => meter.health();
  const server = options.healthPort === null ? null : await serveHealth(options.healthPort, health);
  log().info({ workerId, providers: providers.all.length }, 'The worker is running.');

  const stop = async () => {
    await Promise.all([listening.unlisten(), following.stop(), receipts.stop(), jobs.stop()]);
    await providers.stop();
    await recorder.idle();
    await Promise.all(loops.map((loop) => loop.stop()));
    await recounter.finish();
    await forgetWorker(ctx);
    server?.close();
    log().info({ workerId }, 'The worker has stopped.');
  };
  return { health, stop };
}

/** A change of a provider, or a slot that fell free, is told on a channel; where a notification was lost, a look finds it. */
async function followProviders(sql: postgres.Sql, providers: Providers, timings: Timings) {
  const signal = new Signal();
  const loop = startLoop({
    name: 'providers',
    step: async () => {
      await providers.reload();
      return false;
    },
    idleMs: timings.reloadMs,
    signal,
  });
  const raise = () => signal.raise();
  const listening = await sql.listen('providers', raise, raise);
  const stop = async () => {
    await listening.unlisten();
    await loop.stop();
  };
  return { loop, stop };
}

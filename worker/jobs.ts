import { eq } from 'drizzle-orm';
import { PgBoss } from 'pg-boss';
import type postgres from 'postgres';
import { exports } from '#db/schema/leaving.ts';
import type { WorkerContext } from '#lib/context.ts';
import { endExport, endExports } from '#lib/exports/end-exports.ts';
import type { ExportRef } from '#lib/exports/export-ref.ts';
import { makeExport } from '#lib/exports/make-export.ts';
import { describeError, log } from '#lib/log.ts';
import { jobDatabase } from './job-database.ts';
import { type Loop, startLoop } from './steps.ts';

/** The schema of pg-boss: its tables hold ids, and nothing that could be read. */
const SCHEMA = 'jobs';
const MAKE = 'make-export';
const GIVE_UP = 'give-up-export';

const lookMs = 1_000;
const endMs = 5_000;
const stopMs = 5_000;
const tries = { retryLimit: 4, retryDelay: 2, expireInSeconds: 4 * 3600, heartbeatSeconds: 30 };

export type Jobs = {
  loops: Loop[];
  /** Interrupts what runs: another worker, or the next start, begins it again. */
  stop(): Promise<void>;
};

/** Starts what is done in the background, one job at a time in each worker: archives for customers. */
export async function startJobs(ctx: WorkerContext, sql: postgres.Sql): Promise<Jobs> {
  const boss = new PgBoss({
    ...{ schema: SCHEMA, db: jobDatabase(sql) },
    ...{ schedule: false, registerInstance: false, reindex: false, monitorVacuum: false },
    superviseIntervalSeconds: 30,
  });
  boss.on('error', (error) => log().warn({ err: error }, 'The job queue had a fault.'));
  await boss.start();
  await boss.createQueue(GIVE_UP, tries);
  await boss.createQueue(MAKE, { ...tries, deadLetter: GIVE_UP });
  const stopping = new AbortController();
  const working = { pollingIntervalSeconds: 1, batchSize: 1 };
  await boss.work<ExportRef>(MAKE, working, async ([job]) => {
    const signal = AbortSignal.any([stopping.signal, job!.signal]);
    await recordlessly(job!.data, () => makeExport(ctx, job!.data, signal));
  });
  await boss.work<ExportRef>(GIVE_UP, working, async ([job]) => {
    await recordlessly(job!.data, () => endExport(ctx, job!.data, 'failed'));
  });
  const loops = [
    startLoop({ name: 'queue exports', step: () => queueExports(ctx, boss), idleMs: lookMs }),
    startLoop({
      name: 'end exports',
      step: async () => (await endExports(ctx)) > 0,
      idleMs: endMs,
    }),
  ];
  const stop = async () => {
    stopping.abort();
    await boss.stop({ graceful: true, timeout: stopMs });
  };
  return { loops, stop };
}

/** Makes a job of each export that waits. A job has the id of its export: asked twice, it is the same one. */
async function queueExports(ctx: WorkerContext, boss: PgBoss): Promise<boolean> {
  const waiting = await ctx.db
    .select({ accountId: exports.accountId, exportId: exports.id })
    .from(exports)
    .where(eq(exports.state, 'waiting'));
  for (const ref of waiting) await boss.send(MAKE, ref, { id: ref.exportId });
  return false;
}

/** pg-boss keeps the error of a job in its table: it gets one without words, and the log the real one. */
async function recordlessly(ref: ExportRef, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log().warn({ ...ref, err: describeError(error) }, 'An export was interrupted or failed.');
    throw Object.assign(new Error('See the log.'), { stack: undefined });
  }
}

import { desc, sql } from 'drizzle-orm';
import { isMigrated } from '#db/is-migrated.ts';
import { workers } from '#db/schema/providers.ts';
import type { Ground } from '#lib/context.ts';
import { log } from '#lib/log.ts';

const ANSWER_WITHIN_MS = 2000;
const WORKER_FRESH_MS = 30_000;

export type WorkerSeen = {
  seenAt: string;
  /** The worker reported within half a minute and had nothing to complain about. */
  ok: boolean;
  problems: string[];
  oldestWaitingMs: number | null;
  answersPerSecond: number | null;
  lastReceiptAt: string | null;
};

/** `ok`: this web process can serve. Workers are reported beside it: their trouble does not take the pages away. */
export type WebHealth = {
  ok: boolean;
  database: 'ok' | 'unreachable';
  migrations: 'applied' | 'missing' | 'unknown';
  workers: WorkerSeen[];
  workersOk: boolean;
  at: string;
};

/** How the web process and the workers are, without secrets, ids of customers, or anything about messages but ages. */
export async function readHealth({ db }: Pick<Ground, 'db'>): Promise<WebHealth> {
  const at = new Date();
  try {
    const [migrated, seen] = await within(
      ANSWER_WITHIN_MS,
      Promise.all([isMigrated(db), readWorkers({ db }, at)]),
    );
    return {
      ok: migrated,
      database: 'ok',
      migrations: migrated ? 'applied' : 'missing',
      workers: seen,
      workersOk: seen.some((worker) => worker.ok),
      at: at.toISOString(),
    };
  } catch (error) {
    log().error({ err: error }, 'The database did not answer the health check.');
    return {
      ok: false,
      database: 'unreachable',
      migrations: 'unknown',
      workers: [],
      workersOk: false,
      at: at.toISOString(),
    };
  }
}

async function readWorkers({ db }: Pick<Ground, 'db'>, at: Date): Promise<WorkerSeen[]> {
  const rows = await db
    .select({ seenAt: workers.seenAt, health: workers.health })
    .from(workers)
    .where(sql`${workers.seenAt} > now() - interval '1 day'`)
    .orderBy(desc(workers.seenAt))
    .limit(20);
  return rows.map(({ seenAt, health }) => {
    const told = new Map(Object.entries(health ?? {}));
    const fresh = at.getTime() - seenAt.getTime() < WORKER_FRESH_MS;
    const problems = [told.get('problems')].flat().filter((one) => typeof one === 'string');
    return {
      seenAt: seenAt.toISOString(),
      ok: fresh && told.get('ok') === true,
      problems: fresh ? problems : ['It has not been heard of for more than half a minute.'],
      oldestWaitingMs: numberOrNull(told.get('oldestWaitingMs')),
      answersPerSecond: numberOrNull(told.get('answersPerSecond')),
      lastReceiptAt: stringOrNull(told.get('lastReceiptAt')),
    };
  });
}

const numberOrNull = (value: unknown) => (typeof value === 'number' ? value : null);
const stringOrNull = (value: unknown) => (typeof value === 'string' ? value : null);

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms.`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

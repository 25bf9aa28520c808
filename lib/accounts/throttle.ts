import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';

/** One count of attempts: how many are free, and how long the wait grows. */
export type Limit = { key: Buffer; free: number; maxDelayS: number };

export type Admission = { ok: true } | { ok: false; retryAfterS: number };

// After a quiet day an old count no longer says anything.
const FORGET_HOURS = 24;

class NotYet extends Error {
  override name = 'NotYet';
  readonly retryAfterS: number;
  constructor(retryAfterS: number) {
    super('The wait is not over.');
    this.retryAfterS = retryAfterS;
  }
}

/**
 * Lets an attempt through or says how long to wait. Each attempt counts as failed before it is made, so that a hundred
 * at once are no more than one after the other; call `forgive` when it succeeded. Refused attempts do not count: only
 * the clock ends a wait. After the free ones the wait is 1, 2, 4 … seconds up to `maxDelayS`. All limits must agree.
 */
export async function admit(db: Db, limits: Limit[]): Promise<Admission> {
  // Always in the same order, so that two admissions never wait for each other in a circle.
  const ordered = limits.toSorted((a, b) => Buffer.compare(a.key, b.key));
  try {
    await db.transaction(async (tx) => {
      for (const limit of ordered) await countOne(tx, limit);
    });
    return { ok: true };
  } catch (error) {
    if (error instanceof NotYet) return { ok: false, retryAfterS: error.retryAfterS };
    throw error;
  }
}

async function countOne(tx: Db, { key, free, maxDelayS }: Limit): Promise<void> {
  const failures = sql`case when throttles.updated_at < now() - make_interval(hours => ${FORGET_HOURS})
    then 1 else throttles.failures + 1 end`;
  const admitted = await tx.execute(sql`
    insert into throttles (key, failures, not_before, updated_at)
    values (${key}, 1, clock_timestamp() + ${delay(sql`1`, free, maxDelayS)}, now())
    on conflict (key) do update set
      failures = ${failures},
      not_before = clock_timestamp() + ${delay(failures, free, maxDelayS)},
      updated_at = now()
    where throttles.not_before <= clock_timestamp()
    returning 1`);
  if (admitted.length > 0) return;
  const [row] = await tx.execute<{ wait: number }>(sql`
    select greatest(1, ceil(extract(epoch from not_before - clock_timestamp())))::integer as wait
    from throttles where key = ${key}`);
  throw new NotYet(row?.wait ?? 1);
}

/** How long `admit` would have `key` wait, in whole seconds. Counts nothing. */
export async function waitOf(db: Db, key: Buffer): Promise<number> {
  const [row] = await db.execute<{ wait: number }>(sql`
    select greatest(0, ceil(extract(epoch from not_before - clock_timestamp())))::integer as wait
    from throttles where key = ${key}`);
  return row?.wait ?? 0;
}

/** Nothing for the first `free` failures, then 1 s, doubling. */
const delay = (failures: SQL, free: number, maxDelayS: number): SQL => sql`
  make_interval(secs => case when ${failures} < ${free}::integer then 0
    else least(${maxDelayS}::double precision, power(2, least(30, ${failures} - ${free}::integer))) end)`;

/** Takes back what `admit` counted: `all` of it, or only the attempt that succeeded. */
export async function forgive(db: Db, key: Buffer, what: 'all' | 'one'): Promise<void> {
  await db.execute(
    what === 'all'
      ? sql`delete from throttles where key = ${key}`
      : sql`update throttles set failures = greatest(0, failures - 1), not_before = now() where key = ${key}`,
  );
}

/** The sentence of a refusal by throttle: the same whatever was tried. */
export function waitSentence(retryAfterS: number): string {
  const minutes = Math.ceil(retryAfterS / 60);
  const wait =
    retryAfterS < 90
      ? `${retryAfterS} ${retryAfterS === 1 ? 'second' : 'seconds'}`
      : `${minutes} minutes`;
  return `Too many attempts. Please wait ${wait} and try again.`;
}

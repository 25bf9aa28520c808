import type { WorkerContext } from '#lib/context.ts';
import { rowsOf, sqlOf } from './run-sql.ts';

/** So far ahead at most: a clock that was set back does not hold up a provider for long. */
const furthestSeconds = 10;

/**
 * Reserves the next `count` submits of a provider's rate, over all workers (rule S13): a stretch of time of its own,
 * directly behind the one reserved before it (generic cell rate algorithm, on the database's clock, to the microsecond).
 * Returns in how many milliseconds it begins; 0: now.
 */
export async function grantRate(
  ctx: WorkerContext,
  providerId: number,
  count: number,
  ratePerSecond: number,
): Promise<number> {
  const seconds = count / ratePerSecond;
  const [row] = await rowsOf<{ startsInMs: number }>(
    'grant rate',
    sqlOf(ctx.db)`
    insert into provider_rates as r (provider_id, used_until)
    values (${providerId}, clock_timestamp() + make_interval(secs => ${seconds}))
    on conflict (provider_id) do update
    set used_until = make_interval(secs => ${seconds}) + least(
      greatest(r.used_until, clock_timestamp()),
      clock_timestamp() + make_interval(secs => ${furthestSeconds}))
    returning extract(epoch from used_until - make_interval(secs => ${seconds}) - clock_timestamp())::float8
              * 1000 as "startsInMs"`,
  );
  return Math.max(0, row!.startsInMs);
}

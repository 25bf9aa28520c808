import type { WorkerContext } from '#lib/context.ts';
import { rowsOf, sqlOf } from './run-sql.ts';

/** A place for a session at a provider, and the epoch in which this worker got it: whoever takes it next has a higher one. */
export type HeldSlot = { providerId: number; slot: number; epoch: number };

/**
 * Takes a free slot of an enabled provider: one that nobody holds, or whose lease is over by the database's clock. The
 * same statement ends the session that was on it, so that its claims are taken up and it writes nothing more. Null when
 * there is none. Slots are made as needed; those at or above `binds` are not taken.
 */
export async function takeSlot(
  ctx: WorkerContext,
  providerId: number,
  leaseMs: number,
): Promise<HeldSlot | null> {
  const sql = sqlOf(ctx.db);
  await rowsOf(
    'make slots',
    sql`
    insert into bind_slots (provider_id, slot)
    select p.id, n from providers p, generate_series(0, p.binds - 1) as n where p.id = ${providerId}
    on conflict do nothing`,
  );
  const [taken] = await rowsOf<HeldSlot>(
    'take slot',
    sql`
    with free as (
      select s.provider_id, s.slot from bind_slots s join providers p on p.id = s.provider_id
      where s.provider_id = ${providerId} and p.enabled and s.slot < p.binds
        and (s.worker_id is null or s.leased_until < now())
      order by s.slot limit 1
      for update of s skip locked
    ), taken as (
      update bind_slots s
      set worker_id = ${ctx.actor.workerId}, epoch = s.epoch + 1, state = 'connecting',
          state_since = now(), problem = null,
          leased_until = now() + ${leaseMs} * interval '1 millisecond'
      from free where s.provider_id = free.provider_id and s.slot = free.slot
      returning s.provider_id, s.slot, s.epoch
    ), ended as (
      update smpp_sessions e set ended_at = now(), end_reason = 'slot taken'
      from taken
      where e.provider_id = taken.provider_id and e.slot = taken.slot and e.ended_at is null
    )
    select provider_id as "providerId", slot, epoch::float8 as epoch from taken`,
  );
  return taken ?? null;
}

/** Gives a slot back at once, and tells the workers that stand by. Changes nothing when somebody else has taken it. */
export async function freeSlot(ctx: WorkerContext, held: HeldSlot): Promise<void> {
  await rowsOf(
    'free slot',
    sqlOf(ctx.db)`
    with freed as (
      update bind_slots
      set worker_id = null, leased_until = null, state = 'stopped', state_since = now(), problem = null
      where provider_id = ${held.providerId} and slot = ${held.slot} and epoch = ${held.epoch}
      returning 1
    )
    select pg_notify('providers', '') from freed`,
  );
}

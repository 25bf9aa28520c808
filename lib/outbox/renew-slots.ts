import type { WorkerContext } from '#lib/context.ts';
import { rowsOf, sqlOf } from './run-sql.ts';
import type { HeldSlot } from './take-slot.ts';

/** What the worker does on a slot, in words for people: worker/worker-health.ts. */
export type SlotReport = HeldSlot & { state: string; problem: string | null };

/** Renews the leases of this worker's slots, and says for the staff page what it does on them. Returns those it still holds. */
export async function renewSlots(
  ctx: WorkerContext,
  slots: readonly SlotReport[],
  leaseMs: number,
): Promise<HeldSlot[]> {
  if (slots.length === 0) return [];
  return rowsOf<HeldSlot>(
    'renew slots',
    sqlOf(ctx.db)`
    update bind_slots s
    set leased_until = now() + ${leaseMs} * interval '1 millisecond', state = mine.state,
        state_since = case when s.state = mine.state then s.state_since else now() end,
        problem = mine.problem
    from unnest(
      ${slots.map((slot) => slot.providerId)}::int[], ${slots.map((slot) => slot.slot)}::smallint[],
      ${slots.map((slot) => slot.epoch)}::bigint[], ${slots.map((slot) => slot.state)}::text[],
      ${slots.map((slot) => slot.problem)}::text[]
    ) as mine (provider_id, slot, epoch, state, problem)
    where s.provider_id = mine.provider_id and s.slot = mine.slot and s.epoch = mine.epoch
    returning s.provider_id as "providerId", s.slot, s.epoch::float8 as epoch`,
  );
}

/** How many slots of a provider each living worker holds. */
export function slotHolders(
  ctx: WorkerContext,
  providerId: number,
  leaseMs: number,
): Promise<{ workerId: string; held: number }[]> {
  return rowsOf(
    'slot holders',
    sqlOf(ctx.db)`
    select w.id as "workerId", count(s.slot)::int as held
    from workers w
    left join bind_slots s on s.worker_id = w.id and s.provider_id = ${providerId}
    where w.seen_at > now() - ${leaseMs} * interval '1 millisecond'
    group by w.id`,
  );
}

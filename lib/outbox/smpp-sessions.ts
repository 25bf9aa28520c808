import type { WorkerContext } from '#lib/context.ts';
import type { AccountId } from '#lib/ids.ts';
import { rowsOf, sqlOf } from './run-sql.ts';
import type { HeldSlot } from './take-slot.ts';

/**
 * Writes down that an SMPP session begins on a slot; one that was left open on it has ended. Returns its number, which
 * claims and answers carry. Null when somebody else has taken the slot.
 */
export async function openSmppSession(ctx: WorkerContext, held: HeldSlot): Promise<number | null> {
  const { providerId, slot, epoch } = held;
  const [row] = await rowsOf<{ id: number }>(
    'open session',
    sqlOf(ctx.db)`
    with mine as (
      select provider_id, slot, epoch from bind_slots
      where provider_id = ${providerId} and slot = ${slot} and epoch = ${epoch}
      for share
    ), ended as (
      update smpp_sessions e set ended_at = now(), end_reason = 'replaced'
      from mine
      where e.provider_id = mine.provider_id and e.slot = mine.slot and e.ended_at is null
    )
    insert into smpp_sessions (provider_id, worker_id, slot, epoch)
    select provider_id, ${ctx.actor.workerId}, slot, epoch from mine
    returning id::float8 as id`,
  );
  return row?.id ?? null;
}

/**
 * Makes it durable that the claims of a session up to `positions` (by lane) are about to be written to its socket: after
 * a crash those may have left, and later ones cannot have. Null when the session was ended by somebody else, or its
 * slot has a new epoch: it is fenced, and nothing may be written any more. Otherwise those of `accountIds` that are
 * suspended: what is theirs goes back.
 */
export async function recordIntent(
  ctx: WorkerContext,
  sessionId: number,
  positions: readonly number[],
  accountIds: readonly AccountId[] = [],
): Promise<AccountId[] | null> {
  const [row] = await rowsOf<{ suspended: AccountId[] }>(
    'record intent',
    sqlOf(ctx.db)`
    update smpp_sessions e set intended_positions = ${[...positions]}::bigint[]
    where e.id = ${sessionId} and e.ended_at is null and exists (
      select from bind_slots s
      where s.provider_id = e.provider_id and s.slot = e.slot and s.epoch = e.epoch)
    returning array(
      select account_id from suspensions
      where lifted_at is null and account_id = any(${[...accountIds]}::uuid[])) as suspended`,
  );
  return row?.suspended ?? null;
}

/** Ends a session for good. What it had claimed and not recorded is taken up by `recoverClaims`. */
export async function endSmppSession(
  ctx: WorkerContext,
  sessionId: number,
  reason: string,
): Promise<void> {
  await rowsOf(
    'end session',
    sqlOf(ctx.db)`
    update smpp_sessions set ended_at = now(), end_reason = ${reason}
    where id = ${sessionId} and ended_at is null`,
  );
}

/** Which of these sessions have been ended by somebody else. */
export async function fencedSessions(ctx: WorkerContext, sessionIds: number[]): Promise<number[]> {
  if (sessionIds.length === 0) return [];
  const rows = await rowsOf<{ id: number }>(
    'fenced sessions',
    sqlOf(ctx.db)`
    select id::float8 as id from smpp_sessions
    where id = any(${sessionIds}::bigint[]) and ended_at is not null`,
  );
  return rows.map((row) => row.id);
}

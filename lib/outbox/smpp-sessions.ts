import type { WorkerContext } from '#lib/context.ts';
import { rowsOf, sqlOf } from './run-sql.ts';

/** Writes down that an SMPP session begins. Returns its number, which claims and answers carry. */
export async function openSmppSession(ctx: WorkerContext, providerId: number): Promise<number> {
  const [row] = await rowsOf<{ id: number }>(
    'open session',
    sqlOf(ctx.db)`
    insert into smpp_sessions (provider_id, worker_id) values (${providerId}, ${ctx.actor.workerId})
    returning id::float8 as id`,
  );
  return row!.id;
}

/**
 * Makes it durable that the claims of a session up to `positions` (by lane) are about to be written to its socket: after
 * a crash those may have left, and later ones cannot have. False when the session was ended by somebody else: it is fenced,
 * and nothing may be written any more.
 */
export async function recordIntent(
  ctx: WorkerContext,
  sessionId: number,
  positions: readonly number[],
): Promise<boolean> {
  const rows = await rowsOf(
    'record intent',
    sqlOf(ctx.db)`
    update smpp_sessions set intended_positions = ${[...positions]}::bigint[]
    where id = ${sessionId} and ended_at is null
    returning 1`,
  );
  return rows.length > 0;
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

import type { WorkerContext } from '#lib/context.ts';
import { openText } from '#lib/crypto/seal.ts';
import type { KeyName } from '#lib/keyring/keyring.ts';
import type { BatchRef } from '#lib/messages/recount-batches.ts';
import { reach } from './fault-points.ts';
import { type Ending, type MessageRef, wholeMessage } from './handover.ts';
import { partReference } from './part-reference.ts';
import { receiptMatchHash } from './receipt-match-hash.ts';
import { recordOutcomes } from './record-outcomes.ts';
import { rowsOf, sqlOf } from './run-sql.ts';

const atOnce = 500;

/** Ends the sessions of workers that have not been seen for `leaseMs`, by the database's clock. Returns how many. */
export async function endLostSessions(ctx: WorkerContext, leaseMs: number): Promise<number> {
  const rows = await rowsOf(
    'end lost sessions',
    sqlOf(ctx.db)`
    update smpp_sessions s set ended_at = now(), end_reason = 'worker lost'
    where s.ended_at is null and not exists (
      select from workers w
      where w.id = s.worker_id and w.seen_at > now() - ${leaseMs} * interval '1 millisecond')
    returning 1`,
  );
  return rows.length;
}

type Left = MessageRef & {
  providerId: number;
  mayHaveLeft: boolean;
  recipientSealed: Buffer;
  numberKey: KeyName;
  acceptedParts: number;
  /** Parts that have an answer, whatever it was. */
  answeredParts: number[];
  /** Its provider now gets long texts in one PDU. */
  isOnePdu: boolean;
};

/**
 * Takes up what sessions that have ended left claimed: above the durable mark nothing left the machine, so it goes back
 * to the outbox; at or below it the message may have been sent and becomes `unknown`. Returns the batches concerned,
 * none when there was nothing to do; at most 500 messages at a time.
 */
export async function recoverClaims(ctx: WorkerContext): Promise<BatchRef[]> {
  const left = await rowsOf<Left>(
    'find claims of ended sessions',
    sqlOf(ctx.db)`
    select f.account_id as "accountId", f.batch_id as "batchId", f.message_id as "messageId",
           f.session_id::float8 as "sessionId", f.lane, f.position::float8 as position, f.attempt, m.segments,
           m.segment_micros::float8 as "segmentMicros", m.recipient_sealed as "recipientSealed",
           b.number_key as "numberKey",
           s.provider_id as "providerId", f.position <= s.intended_positions[f.lane + 1] as "mayHaveLeft",
           p.long_text = 'payload' and m.segments > 1 as "isOnePdu",
           (select case when bool_or(a.part = ${wholeMessage}) then m.segments
                        else count(distinct a.part) end from attempts a
            where a.account_id = f.account_id and a.message_id = f.message_id
              and a.session_id = f.session_id and a.command_status = 0)::int as "acceptedParts",
           array(select distinct a.part::int from attempts a
            where a.account_id = f.account_id and a.message_id = f.message_id
              and a.session_id = f.session_id and a.command_status is not null) as "answeredParts"
    from in_flight f
    join smpp_sessions s on s.id = f.session_id and s.ended_at is not null
    join providers p on p.id = s.provider_id
    join messages m on m.account_id = f.account_id and m.id = f.message_id
    join batches b on b.account_id = f.account_id and b.id = f.batch_id
    order by f.session_id, f.lane, f.position
    limit ${atOnce}`,
  );
  if (left.length === 0) return [];
  reach('recovering');
  const endings: Ending[] = [];
  for (const message of left) endings.push(await endingOf(ctx, message));
  return recordOutcomes(ctx, { answers: [], endings, late: [], receipts: [] });
}

async function endingOf(ctx: WorkerContext, message: Left): Promise<Ending> {
  if (!message.mayHaveLeft) {
    return { kind: 'returned', message, waitMs: null, attempt: message.attempt };
  }
  // What was answered says how it went; without an answer, how its provider wants it now.
  const isOnePdu =
    message.answeredParts.includes(wholeMessage) ||
    (message.answeredParts.length === 0 && message.isOnePdu);
  const parts = isOnePdu
    ? [wholeMessage]
    : Array.from({ length: message.segments }, (_, index) => index + 1);
  return {
    kind: 'unknown',
    message,
    acceptedParts: message.acceptedParts,
    providerId: message.providerId,
    unanswered: parts
      .filter((part) => !message.answeredParts.includes(part))
      .map((part) => ({ part, reference: partReference(message.messageId, part) })),
    recipientHash: await hashOf(ctx, message),
  };
}

/** Of recipients whose key is gone no receipt can be found any more: an empty hash matches none. */
async function hashOf(ctx: WorkerContext, message: Left): Promise<Buffer> {
  const key = await ctx.keyring.read(message.numberKey);
  if (!key) return Buffer.alloc(0);
  const identity = `messages.recipient:${message.messageId}`;
  return receiptMatchHash(ctx.keyring, openText(key, identity, message.recipientSealed));
}

import type { AccountId, BatchId, MessageId } from '#lib/ids.ts';
import type { Reason } from '#lib/messages/reasons.ts';
import type { Micros } from '#lib/money/micros.ts';
import { rowsOf, type Sql } from './run-sql.ts';
import type { Tally } from './tally.ts';

/** A message that waits and has no row in the outbox any more. */
export type Waiting = { accountId: AccountId; batchId: BatchId; messageId: MessageId };

const reasonOf: Record<'cancelled' | 'expired', Reason> = {
  cancelled: 'cancelled',
  expired: 'waited_too_long',
};

/** Ends messages that never left, `queued` to `cancelled` or `expired`; all that they reserved is released. */
export async function finishWaiting(
  sql: Sql,
  messages: readonly Waiting[],
  state: 'cancelled' | 'expired',
  tally: Tally,
): Promise<void> {
  if (messages.length === 0) return;
  const moved = await rowsOf<Waiting & { segments: number; segmentMicros: Micros }>(
    'finish waiting messages',
    sql`
    update message_status s
    set state = ${state}::message_state, reason = ${reasonOf[state]}, final_at = now()
    from unnest(${messages.map((message) => message.accountId)}::uuid[],
                ${messages.map((message) => message.messageId)}::uuid[]) as w (account_id, id)
    join messages m on m.account_id = w.account_id and m.id = w.id
    where s.account_id = w.account_id and s.message_id = w.id and s.state = 'queued'
    returning s.account_id as "accountId", s.batch_id as "batchId", s.message_id as "messageId",
              m.segments, m.segment_micros::float8 as "segmentMicros"`,
  );
  for (const row of moved) tally.charge({ ...row, paidSegments: 0 });
}

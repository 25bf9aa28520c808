import { signed32 } from '#db/schema/columns.ts';
import type { AccountId, BatchId, MessageId } from '#lib/ids.ts';
import type { Reason } from '#lib/messages/reasons.ts';
import { isFinal, type MessageState } from '#lib/messages/status.ts';
import type { Micros } from '#lib/money/micros.ts';
import type { Reported } from './end-messages.ts';
import { type LateAnswer, wholeMessage } from './handover.ts';
import { rowsOf, type Sql } from './run-sql.ts';
import type { Tally } from './tally.ts';

const secondTryMs = 5_000;

/**
 * Answers that came after their message had become `unknown`. When the last of its parts is answered the message goes
 * on: all parts accepted, `sent`; some, `undelivered`; none, `failed`, or back among the deferred when the refusal was
 * temporary. Answers for which nobody waits change nothing. Returns the messages that became `sent`.
 */
export async function settleLateAnswers(
  sql: Sql,
  late: readonly LateAnswer[],
  tally: Tally,
): Promise<Reported[]> {
  const taken = await takeUnanswered(sql, late);
  if (taken.length === 0) return [];
  await insertLateAnswers(sql, taken);
  await addAcceptedParts(sql, taken);
  const complete = await findComplete(sql, taken);
  const fates = complete.map((message) => ({ ...message, ...fateOf(message, taken) }));
  await moveUnknown(sql, fates);
  await deferAgain(
    sql,
    fates.filter((fate) => fate.state === 'queued'),
  );
  for (const fate of fates) {
    if (fate.state === 'queued') tally.touch(fate.accountId, fate.batchId);
    else tally.charge({ ...fate, paidSegments: fate.accepted });
  }
  return fates.filter((fate) => fate.state === 'sent');
}

async function takeUnanswered(sql: Sql, late: readonly LateAnswer[]): Promise<LateAnswer[]> {
  if (late.length === 0) return [];
  const rows = await rowsOf<{ messageId: MessageId; part: number }>(
    'take unanswered',
    sql`
    delete from unanswered u
    using unnest(${late.map((answer) => answer.messageId)}::uuid[],
                 ${late.map((answer) => answer.part)}::smallint[]) as l (message_id, part)
    where u.message_id = l.message_id and u.part = l.part
    returning u.message_id as "messageId", u.part`,
  );
  const open = new Set(rows.map((row) => `${row.messageId}/${row.part}`));
  // Of two answers for one part the first counts.
  return late.filter((answer) => open.delete(`${answer.messageId}/${answer.part}`));
}

async function insertLateAnswers(sql: Sql, late: readonly LateAnswer[]): Promise<void> {
  await rowsOf(
    'insert late answers',
    sql`
    insert into attempts
      (account_id, message_id, part, provider_id, session_id, sequence, command_status, smsc_message_id)
    select * from unnest(
      ${late.map((answer) => answer.accountId)}::uuid[],
      ${late.map((answer) => answer.messageId)}::uuid[],
      ${late.map((answer) => answer.part)}::smallint[],
      ${late.map((answer) => answer.providerId)}::int[],
      ${late.map((answer) => answer.sessionId)}::bigint[],
      ${late.map((answer) => answer.sequence)}::int[],
      ${late.map((answer) => answer.commandStatus)}::bigint[],
      ${late.map((answer) => answer.smscMessageId)}::text[])`,
  );
}

async function addAcceptedParts(sql: Sql, late: readonly LateAnswer[]): Promise<void> {
  const accepted = late.filter((answer) => answer.refusal === null);
  if (accepted.length === 0) return;
  await rowsOf(
    'add accepted parts',
    sql`
    update message_status s
    set accepted_parts = case when l.whole then m.segments else s.accepted_parts + l.n end,
        sent_at = coalesce(s.sent_at, now())
    from (select account_id, message_id, count(*) as n, bool_or(part = ${wholeMessage}) as whole
          from unnest(${accepted.map((answer) => answer.accountId)}::uuid[],
                      ${accepted.map((answer) => answer.messageId)}::uuid[],
                      ${accepted.map((answer) => answer.part)}::smallint[]) as a (account_id, message_id, part)
          group by 1, 2) as l
    join messages m on m.account_id = l.account_id and m.id = l.message_id
    where s.account_id = l.account_id and s.message_id = l.message_id and s.state = 'unknown'`,
  );
}

type Complete = {
  accountId: AccountId;
  batchId: BatchId;
  messageId: MessageId;
  accepted: number;
  segments: number;
  segmentMicros: Micros;
};

/** Unknown messages of which no part is without an answer any more. */
function findComplete(sql: Sql, late: readonly LateAnswer[]): Promise<Complete[]> {
  return rowsOf<Complete>(
    'find complete messages',
    sql`
    select s.account_id as "accountId", s.batch_id as "batchId", s.message_id as "messageId",
           s.accepted_parts as accepted, m.segments, m.segment_micros::float8 as "segmentMicros"
    from (select distinct * from unnest(
            ${late.map((answer) => answer.accountId)}::uuid[],
            ${late.map((answer) => answer.messageId)}::uuid[]) as a (account_id, message_id)) as l
    join message_status s on s.account_id = l.account_id and s.message_id = l.message_id
    join messages m on m.account_id = l.account_id and m.id = l.message_id
    where s.state = 'unknown'
      and not exists (select from unanswered u where u.message_id = l.message_id)
    for no key update of s`,
  );
}

type Fate = { state: MessageState; reason: Reason | null; networkCode: number | null };

function fateOf(message: Complete, late: readonly LateAnswer[]): Fate {
  const refused = late.find((answer) => answer.messageId === message.messageId && answer.refusal);
  const networkCode = refused ? signed32(refused.commandStatus) : null;
  if (message.accepted === message.segments) {
    return { state: 'sent', reason: null, networkCode: null };
  }
  if (message.accepted > 0) return { state: 'undelivered', reason: 'partly_refused', networkCode };
  if (refused?.refusal?.isTemporary) return { state: 'queued', reason: null, networkCode: null };
  return { state: 'failed', reason: refused?.refusal?.reason ?? 'network_refused', networkCode };
}

async function moveUnknown(sql: Sql, fates: readonly (Complete & Fate)[]): Promise<void> {
  if (fates.length === 0) return;
  await rowsOf(
    'move unknown messages',
    sql`
    update message_status s
    set state = f.state, reason = f.reason, network_code = f.network_code,
        charged_micros = f.charged, final_at = case when f.final = 1 then now() end
    from unnest(
      ${fates.map((fate) => fate.accountId)}::uuid[],
      ${fates.map((fate) => fate.messageId)}::uuid[],
      ${fates.map((fate) => fate.state)}::message_state[],
      ${fates.map((fate) => Number(isFinal(fate.state)))}::int[],
      ${fates.map((fate) => fate.reason)}::text[],
      ${fates.map((fate) => fate.networkCode)}::int[],
      ${fates.map((fate) => fate.accepted * fate.segmentMicros)}::bigint[]
    ) as f (account_id, message_id, state, final, reason, network_code, charged)
    where s.account_id = f.account_id and s.message_id = f.message_id and s.state = 'unknown'`,
  );
}

async function deferAgain(sql: Sql, messages: readonly Complete[]): Promise<void> {
  if (messages.length === 0) return;
  await rowsOf(
    'defer again',
    sql`
    insert into deferred (message_id, lane, account_id, batch_id, attempt, due_at)
    select d.id, case b.kind when 'code' then 0 when 'bulk' then 2 else 1 end, b.account_id, b.id,
           1, case when h.batch_id is null and not exists (
                 select from suspensions p
                 where p.account_id = b.account_id and p.lifted_at is null) then now() + ${secondTryMs} * interval '1 millisecond'
                   else 'infinity' end
    from unnest(${messages.map((message) => message.messageId)}::uuid[],
                ${messages.map((message) => message.accountId)}::uuid[],
                ${messages.map((message) => message.batchId)}::uuid[]) as d (id, account_id, batch_id)
    join batches b on b.account_id = d.account_id and b.id = d.batch_id
    left join held_batches h on h.account_id = b.account_id and h.batch_id = b.id and h.ended_at is null`,
  );
}

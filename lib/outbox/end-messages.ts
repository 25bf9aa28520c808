import { signed32 } from '#db/schema/columns.ts';
import type { AccountId, MessageId } from '#lib/ids.ts';
import { isFinal, type MessageState } from '#lib/messages/status.ts';
import type { Ending, PartAnswer } from './handover.ts';
import { rowsOf, type Sql } from './run-sql.ts';
import type { Tally } from './tally.ts';

type Ended = Exclude<Ending, { kind: 'returned' }>;
type Unknown = Extract<Ending, { kind: 'unknown' }>;

const stateOf: Record<Ended['kind'], MessageState> = {
  sent: 'sent',
  failed: 'failed',
  partial: 'undelivered',
  unknown: 'unknown',
};

/** Endings with what the same flush says of their messages. */
type EndedWith = {
  endings: readonly Ended[];
  /** The one answer that a message got, to be written down with its ending. */
  answers: ReadonlyMap<MessageId, PartAnswer>;
  /** The parts (bit n: part n+1) that receipts report as delivered: a message of which all are is so at once. */
  delivered: ReadonlyMap<MessageId, number>;
};

/** A message that has become `sent` although receipts spoke of it before. */
export type Reported = { accountId: AccountId; messageId: MessageId };

/**
 * Takes claimed messages from `sending` to where their answers lead, in one statement, and adds up the money. Only
 * claims that their session still holds move, and only their answers are written down. Returns the messages that moved,
 * and those of them that are `sent` and had receipts before.
 */
export async function endMessages(
  sql: Sql,
  { endings, answers, delivered }: EndedWith,
  tally: Tally,
): Promise<{ moved: Set<MessageId>; reported: Reported[] }> {
  if (endings.length === 0) return { moved: new Set(), reported: [] };
  const states = endings.map((ending) => stateOf[ending.kind]);
  const answered = endings.map(({ message }) => answers.get(message.messageId));
  const rows = await rowsOf<Reported & { reported: boolean }>(
    'end messages',
    sql`
    with ended as (
      select * from unnest(
        ${endings.map(({ message }) => message.sessionId)}::bigint[],
        ${endings.map(({ message }) => message.lane)}::smallint[],
        ${endings.map(({ message }) => message.position)}::bigint[],
        ${states}::message_state[],
        ${states.map((state) => Number(isFinal(state)))}::int[],
        ${endings.map(reasonOf)}::text[],
        ${endings.map(networkCodeOf)}::int[],
        ${endings.map(acceptedOf)}::smallint[],
        ${endings.map(chargeOf)}::bigint[],
        ${endings.map(({ message }) => delivered.get(message.messageId) ?? 0)}::smallint[],
        ${answered.map((answer) => answer?.part ?? null)}::smallint[],
        ${answered.map((answer) => answer?.providerId ?? null)}::int[],
        ${answered.map((answer) => answer?.sequence ?? null)}::int[],
        ${answered.map((answer) => answer?.commandStatus ?? null)}::bigint[],
        ${answered.map((answer) => answer?.smscMessageId ?? null)}::text[]
      ) as e (session_id, lane, position, state, final, reason, network_code, accepted, charged, delivered,
              part, provider_id, sequence, command_status, smsc_message_id)
    ), gone as (
      delete from in_flight f using ended e
      where f.session_id = e.session_id and f.lane = e.lane and f.position = e.position
      returning f.account_id, f.message_id, e.*
    ), noted as (
      insert into attempts
        (account_id, message_id, part, provider_id, session_id, sequence, command_status, smsc_message_id)
      select account_id, message_id, part, provider_id, session_id, sequence, command_status, smsc_message_id
      from gone where part is not null
    )
    update message_status s
    set state = case when e.state = 'sent' and s.failed_mask = 0
                       and ~(s.delivered_mask | e.delivered) & (1 << e.accepted) - 1 = 0
                     then 'delivered' else e.state end,
        reason = e.reason, network_code = e.network_code,
        accepted_parts = e.accepted, charged_micros = e.charged,
        delivered_mask = s.delivered_mask | (e.delivered & ~s.failed_mask),
        sent_at = case when e.accepted > 0 then now() end,
        final_at = case when e.final = 1 or e.state = 'sent' and s.failed_mask = 0
                          and ~(s.delivered_mask | e.delivered) & (1 << e.accepted) - 1 = 0
                        then now() end
    from gone e
    where s.account_id = e.account_id and s.message_id = e.message_id and s.state = 'sending'
    returning s.account_id as "accountId", s.message_id as "messageId",
              s.state = 'sent' and s.delivered_mask | s.failed_mask <> 0 as reported`,
  );
  const moved = new Set(rows.map((row) => row.messageId));
  for (const ending of endings) if (moved.has(ending.message.messageId)) count(ending, tally);
  await insertUnanswered(
    sql,
    endings.filter(
      (ending): ending is Unknown =>
        ending.kind === 'unknown' && moved.has(ending.message.messageId),
    ),
  );
  return { moved, reported: rows.filter((row) => row.reported) };
}

function count(ending: Ended, tally: Tally): void {
  const { message } = ending;
  tally.touch(message.accountId, message.batchId);
  // The money of an unknown message stays reserved until it is settled.
  if (ending.kind !== 'unknown') tally.charge({ ...message, paidSegments: acceptedOf(ending) });
}

const reasonOf = (ending: Ended) =>
  ending.kind === 'failed' ? ending.reason : ending.kind === 'partial' ? 'partly_refused' : null;

function networkCodeOf(ending: Ended): number | null {
  const code = 'networkCode' in ending ? ending.networkCode : null;
  return code === null ? null : signed32(code);
}

function acceptedOf(ending: Ended): number {
  if (ending.kind === 'sent') return ending.message.segments;
  return ending.kind === 'failed' ? 0 : ending.acceptedParts;
}

const chargeOf = (ending: Ended) =>
  ending.kind === 'unknown' ? 0 : acceptedOf(ending) * ending.message.segmentMicros;

/** Remembers by what a receipt could find each part that has no answer. */
async function insertUnanswered(sql: Sql, endings: readonly Unknown[]): Promise<void> {
  const rows = endings.flatMap((ending) =>
    ending.unanswered.map((part) => ({ ...ending, ...ending.message, ...part })),
  );
  if (rows.length === 0) return;
  await rowsOf(
    'insert unanswered',
    sql`
    insert into unanswered
      (message_id, part, account_id, batch_id, provider_id, reference, recipient_hash)
    select message_id, part, account_id, batch_id, provider_id, reference, decode(hash, 'hex')
    from unnest(
      ${rows.map((row) => row.messageId)}::uuid[], ${rows.map((row) => row.part)}::smallint[],
      ${rows.map((row) => row.accountId)}::uuid[], ${rows.map((row) => row.batchId)}::uuid[],
      ${rows.map((row) => row.providerId)}::int[], ${rows.map((row) => row.reference)}::int[],
      ${rows.map((row) => row.recipientHash.toString('hex'))}::text[]
    ) as u (message_id, part, account_id, batch_id, provider_id, reference, hash)`,
  );
}

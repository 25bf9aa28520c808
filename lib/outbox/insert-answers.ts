import type { PartAnswer } from './handover.ts';
import { rowsOf, type Sql } from './run-sql.ts';

/** Writes answers down as attempts: those of claims that their session still holds, so a fenced session adds nothing. */
export async function insertAnswers(sql: Sql, answers: readonly PartAnswer[]): Promise<void> {
  if (answers.length === 0) return;
  await rowsOf(
    'insert answers',
    sql`
    insert into attempts
      (account_id, message_id, part, provider_id, session_id, sequence, command_status, smsc_message_id)
    select f.account_id, f.message_id, a.part, a.provider_id, f.session_id, a.sequence,
           a.command_status, a.smsc_message_id
    from unnest(
      ${answers.map(({ message }) => message.sessionId)}::bigint[],
      ${answers.map(({ message }) => message.lane)}::smallint[],
      ${answers.map(({ message }) => message.position)}::bigint[],
      ${answers.map((answer) => answer.part)}::smallint[],
      ${answers.map((answer) => answer.providerId)}::int[],
      ${answers.map((answer) => answer.sequence)}::int[],
      ${answers.map((answer) => answer.commandStatus)}::bigint[],
      ${answers.map((answer) => answer.smscMessageId)}::text[]
    ) with ordinality as a (session_id, lane, position, part, provider_id, sequence,
                            command_status, smsc_message_id, place)
    join in_flight f on f.session_id = a.session_id and f.lane = a.lane and f.position = a.position
    order by a.place`,
  );
}

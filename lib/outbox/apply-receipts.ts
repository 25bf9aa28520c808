import type { AccountId, BatchId, MessageId } from '#lib/ids.ts';
import type { Reason } from '#lib/messages/reasons.ts';
import type { MessageState } from '#lib/messages/status.ts';
import { maxSegments } from '#lib/segments/count-segments.ts';
import type { Reported } from './end-messages.ts';
import { wholeMessage } from './handover.ts';
import type { KnownReceipt } from './match-receipts.ts';
import { rowsOf, type Sql } from './run-sql.ts';
import type { Tally } from './tally.ts';

const delivered = 2;
const everyPart = 2 ** maxSegments - 1;

/** Where the final states of a receipt (SMPP 3.4 §5.2.28) lead, other than delivered. */
const failures: Record<number, { state: MessageState; reason: Reason }> = {
  3: { state: 'expired', reason: 'phone_unreachable' },
  4: { state: 'undelivered', reason: 'deleted_by_network' },
  5: { state: 'undelivered', reason: 'not_delivered' },
  8: { state: 'rejected', reason: 'rejected_by_network' },
};

/** What receipts say of one message. */
export type Report = {
  accountId: AccountId;
  messageId: MessageId;
  deliveredMask: number;
  failedMask: number;
  failure: { state: MessageState; reason: Reason; networkCode: number | null } | null;
};

/**
 * Writes receipts down as events, and moves their messages: delivered when every part is, otherwise with the first part
 * that failed. Of several receipts for a part the first final one counts; a message that is final stays as it is.
 */
export async function applyReceipts(
  sql: Sql,
  receipts: readonly KnownReceipt[],
  tally: Tally,
): Promise<void> {
  if (receipts.length === 0) return;
  await insertEvents(sql, receipts);
  await moveReported(sql, [...reportsOf(receipts).values()], tally);
}

/** Moves messages by what receipts said that are written down already. */
export async function moveReported(
  sql: Sql,
  reports: readonly Report[],
  tally: Tally,
): Promise<void> {
  if (reports.length === 0) return;
  const rows = await rowsOf<{ accountId: AccountId; batchId: BatchId }>(
    'apply receipts',
    sql`
    update message_status s
    set delivered_mask = s.delivered_mask | (r.delivered & ~s.failed_mask),
        failed_mask = s.failed_mask | (r.failed & ~s.delivered_mask),
        state = case
          when s.state <> 'sent' then s.state
          when r.failed & ~s.delivered_mask <> 0 then r.failure
          when ~(s.delivered_mask | r.delivered) & (1 << s.accepted_parts) - 1 = 0 then 'delivered'
          else s.state end,
        reason = case
          when s.state = 'sent' and r.failed & ~s.delivered_mask <> 0 then r.reason
          else s.reason end,
        network_code = case
          when s.state = 'sent' and r.failed & ~s.delivered_mask <> 0 then r.network_code
          else s.network_code end,
        final_at = case
          when s.state <> 'sent' then s.final_at
          when r.failed & ~s.delivered_mask <> 0
            or ~(s.delivered_mask | r.delivered) & (1 << s.accepted_parts) - 1 = 0 then now()
          end
    from unnest(
      ${reports.map((report) => report.accountId)}::uuid[],
      ${reports.map((report) => report.messageId)}::uuid[],
      ${reports.map((report) => report.deliveredMask)}::smallint[],
      ${reports.map((report) => report.failedMask)}::smallint[],
      ${reports.map((report) => report.failure?.state ?? null)}::message_state[],
      ${reports.map((report) => report.failure?.reason ?? null)}::text[],
      ${reports.map((report) => report.failure?.networkCode ?? null)}::int[]
    ) as r (account_id, message_id, delivered, failed, failure, reason, network_code)
    where s.account_id = r.account_id and s.message_id = r.message_id
      and s.state in ('sent', 'sending', 'unknown')
    returning s.account_id as "accountId", s.batch_id as "batchId"`,
  );
  for (const row of rows) tally.touch(row.accountId, row.batchId);
}

/** The reports of receipts by message; of several for one part the first final one counts. */
export function reportsOf(receipts: readonly KnownReceipt[]): Map<MessageId, Report> {
  const reports = new Map<MessageId, Report>();
  for (const { accountId, messageId, part, stateCode, errorCode } of receipts) {
    const failure = failures[stateCode];
    if (stateCode !== delivered && !failure) continue;
    const report: Report = reports.get(messageId) ?? {
      accountId,
      messageId,
      deliveredMask: 0,
      failedMask: 0,
      failure: null,
    };
    reports.set(messageId, report);
    const bits = part === wholeMessage ? everyPart : 1 << (part - 1);
    if ((report.deliveredMask | report.failedMask) & bits) continue;
    if (failure) {
      report.failedMask |= bits;
      report.failure ??= { ...failure, networkCode: networkCodeOf(errorCode) };
    } else {
      report.deliveredMask |= bits;
    }
  }
  return reports;
}

/** The number in `034` or, behind the kind of network, in `3:34`. */
function networkCodeOf(errorCode: string | null): number | null {
  const digits = /(\d{1,9})$/.exec(errorCode ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Writes receipts down, in their order. */
export async function insertEvents(sql: Sql, receipts: readonly KnownReceipt[]): Promise<void> {
  if (receipts.length === 0) return;
  await rowsOf(
    'insert receipt events',
    sql`
    insert into receipt_events
      (account_id, message_id, part, state_code, error_code, raw, received_at)
    select account_id, message_id, part, state_code, error_code, raw,
           coalesce(to_timestamp(at / 1000), now())
    from unnest(
      ${receipts.map((receipt) => receipt.accountId)}::uuid[],
      ${receipts.map((receipt) => receipt.messageId)}::uuid[],
      ${receipts.map((receipt) => receipt.part)}::smallint[],
      ${receipts.map((receipt) => receipt.stateCode)}::smallint[],
      ${receipts.map((receipt) => receipt.errorCode)}::text[],
      ${receipts.map((receipt) => receipt.raw)}::text[],
      ${receipts.map((receipt) => receipt.receivedAtMs)}::float8[]
    ) with ordinality as r (account_id, message_id, part, state_code, error_code, raw, at, place)
    order by place`,
  );
}

/** Messages that have just become `sent` and had receipts before: they move on by what those said. */
export async function finishReported(
  sql: Sql,
  messages: readonly Reported[],
  tally: Tally,
): Promise<void> {
  if (messages.length === 0) return;
  const rows = await rowsOf<KnownReceipt>(
    'find earlier reports',
    sql`
    select e.account_id as "accountId", e.message_id as "messageId", e.part,
           e.state_code as "stateCode", e.error_code as "errorCode"
    from unnest(${messages.map((message) => message.accountId)}::uuid[],
                ${messages.map((message) => message.messageId)}::uuid[]) as m (account_id, id)
    cross join lateral (
      select * from receipt_events where account_id = m.account_id and message_id = m.id
      order by id limit 1000) as e
    order by e.id`,
  );
  await moveReported(sql, [...reportsOf(rows).values()], tally);
}

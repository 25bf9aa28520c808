import type { WorkerContext } from '#lib/context.ts';
import { matchUnanswered } from './early-receipts.ts';
import type { LateAnswer, PartRef, ReceiptArrival } from './handover.ts';
import { type KnownReceipt, knownReceipt, matchReceipts } from './match-receipts.ts';
import type { Sql } from './run-sql.ts';

type Resolved = {
  known: KnownReceipt[];
  /** Parts without an answer of which a receipt now says that the network accepted them. */
  late: LateAnswer[];
  unmatched: ReceiptArrival[];
};

/** Finds the parts that receipts speak of: by the SMSC's id, and where that was never learned by our reference. */
export async function resolveReceipts(
  ctx: WorkerContext,
  sql: Sql,
  receipts: readonly ReceiptArrival[],
): Promise<Resolved> {
  const { known, unmatched } = await matchReceipts(ctx, sql, receipts);
  const unanswered = await matchUnanswered(sql, unmatched);
  const late: LateAnswer[] = [];
  for (const { receipt, part } of unanswered.found) {
    late.push(acceptedByReceipt(part, receipt.providerId, receipt.answeredIds[0] ?? ''));
    known.push(knownReceipt(receipt, part));
  }
  return { known, late, unmatched: unanswered.unmatched };
}

/** A receipt for a part without an answer says that the network accepted it. */
export const acceptedByReceipt = (
  { accountId, messageId, part }: PartRef,
  providerId: number,
  smscMessageId: string,
): LateAnswer => ({
  accountId,
  messageId,
  part,
  providerId,
  smscMessageId: smscMessageId || null,
  sessionId: 0,
  sequence: 0,
  commandStatus: 0,
  refusal: null,
});

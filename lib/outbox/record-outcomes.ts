import type { Db } from '#db/client.ts';
import type { WorkerContext } from '#lib/context.ts';
import { settleAndRelease } from '#lib/ledger/settle-and-release.ts';
import type { BatchRef } from '#lib/messages/recount-batches.ts';
import { applyReceipts, finishReported } from './apply-receipts.ts';
import {
  type AcceptedPart,
  keepEarlyReceipts,
  matchUnanswered,
  takeEarlyReceipts,
  takeReceiptsOfUnknown,
} from './early-receipts.ts';
import { endMessages } from './end-messages.ts';
import type { Ending, LateAnswer, Outcomes, PartAnswer, PartRef } from './handover.ts';
import { insertAnswers } from './insert-answers.ts';
import { type KnownReceipt, knownReceipt, matchReceipts } from './match-receipts.ts';
import { returnMessages } from './return-messages.ts';
import { inTransaction, type Sql, sqlOf } from './run-sql.ts';
import { settleLateAnswers } from './settle-late-answers.ts';
import { Tally } from './tally.ts';

/**
 * Records what a worker learned, in one transaction: answers and how claims ended, late answers, then receipts (rule
 * D5), and the money of all of it. A claim that its session does not hold any more changes nothing. Returns the batches
 * to count anew.
 */
export async function recordOutcomes(ctx: WorkerContext, outcomes: Outcomes): Promise<BatchRef[]> {
  return inTransaction(ctx.db, async (tx) => {
    const tally = new Tally();
    await record({ ...ctx, db: tx }, sqlOf(tx), outcomes, tally);
    await settle(tx, tally);
    return tally.touched;
  });
}

async function settle(tx: Db, tally: Tally): Promise<void> {
  if (tally.outcomes.length > 0) await settleAndRelease(tx, tally.outcomes);
}

async function record(
  ctx: WorkerContext,
  sql: Sql,
  outcomes: Outcomes,
  tally: Tally,
): Promise<void> {
  const { answers, endings } = outcomes;
  await insertAnswers(sql, answers);
  const { moved, reported } = await endMessages(sql, endings.filter(isEnded), tally);
  await returnMessages(sql, endings.filter(isReturned), tally);

  const unknown = endings
    .filter(({ kind, message }) => kind === 'unknown' && moved.has(message.messageId))
    .map(({ message }) => message.messageId);
  const late = [...outcomes.late];
  const receipts: KnownReceipt[] = [];
  for (const receipt of await takeReceiptsOfUnknown(sql, unknown)) {
    late.push(asAnswer(receipt, receipt));
    receipts.push(receipt);
  }
  const matched = await matchReceipts(ctx, sql, outcomes.receipts);
  receipts.push(...matched.known);
  const { found, unmatched } = await matchUnanswered(sql, matched.unmatched);
  for (const { receipt, part } of found) {
    const smscMessageId = receipt.answeredIds[0] || null;
    late.push(asAnswer(part, { providerId: receipt.providerId, smscMessageId }));
    receipts.push(knownReceipt(receipt, part));
  }

  const sent = await settleLateAnswers(sql, late, tally);
  const accepted = [...answers.map(acceptedByAnswer), ...outcomes.late.map(acceptedLate)];
  const early = await takeEarlyReceipts(
    sql,
    accepted.filter((part) => part !== null),
  );
  await applyReceipts(sql, [...early, ...receipts], tally);
  await finishReported(sql, [...reported, ...sent], tally);
  await keepEarlyReceipts(sql, unmatched);
}

type Returned = Extract<Ending, { kind: 'returned' }>;
const isReturned = (ending: Ending): ending is Returned => ending.kind === 'returned';
const isEnded = (ending: Ending): ending is Exclude<Ending, Returned> => ending.kind !== 'returned';

/** A receipt for a message without an answer says that the network accepted it. */
const asAnswer = (
  { accountId, messageId, part }: PartRef,
  { providerId, smscMessageId }: { providerId: number; smscMessageId: string | null },
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

function acceptedByAnswer(answer: PartAnswer): AcceptedPart | null {
  const { message, part, providerId, commandStatus, smscMessageId } = answer;
  if (commandStatus !== 0 || !smscMessageId) return null;
  const { accountId, messageId } = message;
  return { accountId, messageId, part, providerId, smscMessageId };
}

function acceptedLate(answer: LateAnswer): AcceptedPart | null {
  const { accountId, messageId, part, providerId, smscMessageId, refusal } = answer;
  if (refusal || !smscMessageId) return null;
  return { accountId, messageId, part, providerId, smscMessageId };
}

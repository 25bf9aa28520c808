import type { Db } from '#db/client.ts';
import type { WorkerContext } from '#lib/context.ts';
import type { MessageId } from '#lib/ids.ts';
import { settleAndRelease } from '#lib/ledger/settle-and-release.ts';
import type { BatchRef } from '#lib/messages/recount-batches.ts';
import {
  finishReported,
  insertEvents,
  moveReported,
  type Report,
  reportsOf,
} from './apply-receipts.ts';
import {
  type AcceptedPart,
  keepEarlyReceipts,
  takeEarlyReceipts,
  takeReceiptsOfUnknown,
} from './early-receipts.ts';
import { endMessages } from './end-messages.ts';
import { reach } from './fault-points.ts';
import type { Ending, LateAnswer, Outcomes, PartAnswer, ReceiptArrival } from './handover.ts';
import { insertAnswers } from './insert-answers.ts';
import { knownReceipt } from './match-receipts.ts';
import { acceptedByReceipt, resolveReceipts } from './resolve-receipts.ts';
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
    reach('recording');
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
  const delivered = deliveredOf(reportsOf(outcomes.receipts.filter(isRemembered).map(knownOf)));
  const ended = endings.filter(isEnded);
  const { single, others: rest } = divideAnswers(answers, ended);
  await insertAnswers(sql, rest);
  const flush = { endings: ended, answers: single, delivered };
  const accepted = [
    ...answers.map(acceptedByAnswer),
    ...outcomes.late.map(acceptedLate),
    ...outcomes.receipts.filter(isRemembered).map(knownOf),
  ];
  // Sent together: one after the other would cost a round trip each.
  const [{ moved, reported }, early] = await Promise.all([
    endMessages(sql, flush, tally),
    takeEarlyReceipts(
      sql,
      accepted.filter((part) => part !== null),
    ),
  ]);
  await returnMessages(sql, endings.filter(isReturned), tally);
  // What a session said that holds its claim no more counts for nothing: its receipts have to find their own way.
  const lost = new Set(
    ended.map(({ message }) => message.messageId).filter((id) => !moved.has(id)),
  );
  const isKnown = (receipt: ReceiptArrival): receipt is Remembered =>
    isRemembered(receipt) && !lost.has(receipt.part.messageId);
  const known = outcomes.receipts.filter(isKnown).map(knownOf);

  const unknown = endings
    .filter(({ kind, message }) => kind === 'unknown' && moved.has(message.messageId))
    .map(({ message }) => message.messageId);
  const overtaken = await takeReceiptsOfUnknown(sql, unknown);
  const others = outcomes.receipts.filter((receipt) => !isKnown(receipt));
  const resolved = await resolveReceipts(ctx, sql, others);
  const missed = await takeEarlyReceipts(sql, resolved.known);
  const late = [
    ...outcomes.late,
    ...overtaken.map((part) => acceptedByReceipt(part, part.providerId, part.smscMessageId)),
    ...resolved.late,
  ];
  const sent = await settleLateAnswers(sql, late, tally);
  const receipts = [...early, ...missed, ...overtaken, ...known, ...resolved.known];
  const isDone = ({ messageId, failedMask, deliveredMask }: Report) =>
    moved.has(messageId) && failedMask === 0 && deliveredMask === delivered.get(messageId);
  const open = [...reportsOf(receipts).values()].filter((report) => !isDone(report));
  const writeReceipts = async () => {
    await insertEvents(sql, receipts);
    await moveReported(sql, open, tally);
    await finishReported(sql, [...reported, ...sent], tally);
    await keepEarlyReceipts(sql, resolved.unmatched);
  };
  // Receipts move no money.
  await Promise.all([writeReceipts(), settle(ctx.db, tally)]);
}

type Remembered = ReceiptArrival & { part: NonNullable<ReceiptArrival['part']> };
const isRemembered = (receipt: ReceiptArrival): receipt is Remembered => receipt.part !== null;
const knownOf = (receipt: Remembered) => knownReceipt(receipt, receipt.part);

/** The answers of messages that end with the only one they got now, and the others. */
function divideAnswers(answers: readonly PartAnswer[], ended: readonly Ending[]) {
  const single = new Map<MessageId, PartAnswer>();
  const several = new Set<MessageId>();
  for (const answer of answers) {
    const { messageId } = answer.message;
    if (single.has(messageId)) several.add(messageId);
    single.set(messageId, answer);
  }
  const ending = new Set(ended.map(({ message }) => message.messageId));
  for (const id of single.keys()) if (several.has(id) || !ending.has(id)) single.delete(id);
  return { single, others: answers.filter(({ message }) => !single.has(message.messageId)) };
}

/** The delivered parts of messages without a failed one: they are part of how their message ends. */
function deliveredOf(reports: Map<MessageId, Report>): Map<MessageId, number> {
  const delivered = new Map<MessageId, number>();
  for (const [id, { failedMask, deliveredMask }] of reports) {
    if (failedMask === 0) delivered.set(id, deliveredMask);
  }
  return delivered;
}

type Returned = Extract<Ending, { kind: 'returned' }>;
const isReturned = (ending: Ending): ending is Returned => ending.kind === 'returned';
const isEnded = (ending: Ending): ending is Exclude<Ending, Returned> => ending.kind !== 'returned';

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

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { seededRandom } from '#dev/seeded-random.ts';
import type { MessageId } from '#lib/ids.ts';
import { isFinal, type MessageState, nextStates } from '#lib/messages/status.ts';
import { type Event, endOf, endOfSet, eventKinds } from './event-model.ts';
import type { ClaimedMessage, LateAnswer } from './handover.ts';
import { partReference } from './part-reference.ts';
import { receiptMatchHash } from './receipt-match-hash.ts';
import { recoverClaims } from './recover-claims.ts';
import { endSmppSession, recordIntent } from './smpp-sessions.ts';
import {
  assertMoneyIsExact,
  claimWaiting,
  numbersFrom,
  openOutcomes,
  openSessionOn,
  priceOfSegment,
  sendTexts,
  statusOf,
} from './testing.ts';

const ground = await openTestGround();
const { owner, worker } = await castOf(ground);
const { record, answer, receipt, freshId, providerId, senderId } = await openOutcomes(
  owner,
  worker,
);
let nextNumber = 50_000;

/** A message, what is going to happen to it, and what its session would know of it. */
type Tale = {
  events: readonly Event[];
  message: ClaimedMessage;
  number: string;
  id: string;
  state: MessageState;
  progress: 'open' | 'timedOut' | 'answered' | 'closed';
};

/** Accepts a message for each sequence and claims it; those that close at the same step share a session. */
async function begin(
  sequences: readonly Event[][],
): Promise<{ tales: Tale[]; sessions: number[] }> {
  const tales: Tale[] = [];
  const sessions: number[] = [];
  // The sessions of earlier sequences are over: their slots are free.
  await ground.sql`update bind_slots set leased_until = null`;
  const byClose = Map.groupBy(sequences, (events) => events.indexOf('close'));
  for (const [closesAt, group] of byClose) {
    const numbers = numbersFrom(nextNumber, group.length);
    nextNumber += group.length;
    const { messageIds } = await sendTexts(owner, { senderId, numbers });
    const sessionId = await openSessionOn(worker, providerId);
    if (closesAt >= 0) sessions[closesAt] = sessionId;
    const claims = await claimWaiting(worker, { sessionId, limit: group.length });
    assert.equal(claims.length, group.length);
    await recordIntent(worker, sessionId, Array(3).fill(group.length));
    const byId = new Map(claims.map((claim) => [claim.messageId, claim]));
    for (const [i, events] of group.entries()) {
      const message = byId.get(messageIds[i]!)!;
      const number = numbers[i]!;
      tales.push({ events, message, number, id: freshId(), state: 'sending', progress: 'open' });
    }
  }
  return { tales, sessions };
}

const refusedWith = 0x0b;

/** As a session reports a response: in time, too late, or, when the session is over, to nobody. */
async function respond(tales: Tale[], commandStatus: number): Promise<void> {
  const inTime = tales.filter(({ progress }) => progress === 'open' || progress === 'closed');
  await record({
    // Those of a session that is over have lost their claim: this must change nothing (rule S8).
    answers: inTime.map(({ message, id }) =>
      answer(message, commandStatus, commandStatus === 0 ? id : null),
    ),
    endings: inTime.map(({ message }) =>
      commandStatus === 0
        ? { kind: 'sent', message }
        : { kind: 'failed', message, reason: 'number_refused', networkCode: commandStatus },
    ),
    late: tales
      .filter(({ progress }) => progress === 'timedOut')
      .map(
        ({ message, id }): LateAnswer => ({
          ...{ accountId: message.accountId, messageId: message.messageId, part: 1 },
          ...{ providerId, sequence: 1, sessionId: message.sessionId, commandStatus },
          smscMessageId: commandStatus === 0 ? id : null,
          refusal: commandStatus === 0 ? null : { reason: 'number_refused', isTemporary: false },
        }),
      ),
  });
  for (const tale of tales) if (tale.progress !== 'closed') tale.progress = 'answered';
}

async function timeOut(tales: Tale[]): Promise<void> {
  const open = tales.filter(({ progress }) => progress === 'open');
  const unanswered = await Promise.all(
    open.map(async ({ message, number }) => {
      const recipientHash = await receiptMatchHash(worker.keyring, number);
      const reference = partReference(message.messageId, 1);
      const part = { unanswered: [{ part: 1, reference }], recipientHash };
      return { kind: 'unknown', message, acceptedParts: 0, providerId, ...part } as const;
    }),
  );
  await record({ answers: open.map(({ message }) => answer(message, null)), endings: unanswered });
  for (const tale of open) tale.progress = 'timedOut';
}

async function report(tales: Tale[], stateCode: number): Promise<void> {
  const receipts = tales.map(({ id, number, message }) =>
    receipt(id, stateCode, number, partReference(message.messageId, 1)),
  );
  await record({ receipts: await Promise.all(receipts) });
}

async function close(tales: Tale[], sessionId: number): Promise<void> {
  await endSmppSession(worker, sessionId, 'test');
  while ((await recoverClaims(worker)).length > 0);
  for (const tale of tales) tale.progress = 'closed';
}

const happen: Record<Event, (tales: Tale[], sessionId: number) => Promise<void>> = {
  accepted: (tales) => respond(tales, 0),
  refused: (tales) => respond(tales, refusedWith),
  timeout: timeOut,
  delivered: (tales) => report(tales, 2),
  repeated: (tales) => report(tales, 2),
  undelivered: (tales) => report(tales, 5),
  close,
};

function isLegal(from: MessageState, to: MessageState): boolean {
  // One flush may take two steps: accepted and reported.
  return (
    from === to || nextStates[from].some((next) => next === to || nextStates[next].includes(to))
  );
}

/** Lets each sequence happen to a message of its own, and compares each end with the model's. */
async function assertEnds(sequences: readonly Event[][]): Promise<void> {
  const { tales, sessions } = await begin(sequences);
  const longest = Math.max(...sequences.map((events) => events.length));
  for (let step = 0; step < longest; step++) {
    for (const kind of eventKinds) {
      const concerned = tales.filter(({ events }) => events[step] === kind);
      if (concerned.length > 0) await happen[kind](concerned, sessions[step] ?? 0);
    }
    for (const [tale, { state }] of await withStatus(tales)) {
      assert.ok(isLegal(tale.state, state), `${tale.events}: ${tale.state} became ${state}`);
      if (isFinal(tale.state)) assert.equal(state, tale.state);
      tale.state = state;
    }
  }
  for (const [{ events }, { state, charged }] of await withStatus(tales)) {
    const end = endOf(events);
    assert.deepEqual(
      [state, charged],
      [end.state, end.isCharged ? priceOfSegment : 0],
      `${events}`,
    );
  }
  await assertMoneyIsExact(worker);
}

async function withStatus(tales: readonly Tale[]) {
  const batches = new Set(tales.map(({ message }) => message.batchId));
  const rows = new Map<MessageId, Awaited<ReturnType<typeof statusOf>>[number]>();
  for (const id of batches) for (const row of await statusOf(worker, id)) rows.set(row.id, row);
  return tales.map((tale) => [tale, rows.get(tale.message.messageId)!] as const);
}

/** All orders of all sets of up to `most` events. */
function orders(most: number): Event[][] {
  const longer = (events: Event[]): Event[][] =>
    events.length === most
      ? [events]
      : [
          events,
          ...eventKinds
            .filter((kind) => !events.includes(kind))
            .flatMap((kind) => longer([...events, kind])),
        ];
  return longer([]).filter((events) => events.length > 0);
}

test('A4 all orders of up to five events lead to the same legal end', async () => {
  const all = orders(5);
  assert.equal(all.length, 3_619);
  for (const events of all) {
    const end = endOfSet(new Set(events));
    const first = events.find(
      (event) => event === 'delivered' || event === 'undelivered' || event === 'repeated',
    );
    if (end) assert.deepEqual(endOf(events), end(first), `the model itself: ${events}`);
  }
  await assertEnds(all);
});

test('A4 10,000 random sequences too', async (t) => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  t.diagnostic(`SEED=${seed}`);
  const random = seededRandom(seed);
  const sequences = Array.from({ length: 10_000 }, () => {
    const events = Array.from({ length: 1 + Math.floor(random() * 8) }, () => {
      return eventKinds[Math.floor(random() * eventKinds.length)]!;
    });
    // A session ends once.
    return events.filter((kind, i) => kind !== 'close' || events.indexOf('close') === i);
  });
  await assertEnds(sequences);
});

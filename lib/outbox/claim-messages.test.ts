import assert from 'node:assert/strict';
import { test } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { claimMessages, readLostClaims } from './claim-messages.ts';
import type { ClaimedMessage } from './handover.ts';
import { readWaiting } from './read-waiting.ts';
import { endSmppSession, recordIntent } from './smpp-sessions.ts';
import {
  claimWaiting,
  countStates,
  makeSender,
  numbersFrom,
  openSessionOn,
  openTestSession,
  sendTexts,
} from './testing.ts';

const ground = await openTestGround();
const { owner, stranger, worker } = await castOf(ground);
const senderId = await makeSender(owner);
const strangerSenderId = await makeSender(stranger);
const { providerId, sessionId } = await openTestSession(worker);

const claim = (limit: number, base = 0, session = sessionId) =>
  claimWaiting(worker, { sessionId: session, base, limit });

let emptied = 100_000;
const empty = async () => {
  do emptied += 10_000;
  while ((await claim(1_000, emptied)).length > 0);
};

test('a claim takes the oldest, numbers them and leaves them sending', async () => {
  const { messageIds } = await sendTexts(owner, { senderId, numbers: numbersFrom(0, 5) });
  const first = await claim(3);
  assert.deepEqual(
    first.map((message) => [message.messageId, message.position]),
    messageIds.slice(0, 3).map((id, index) => [id, index + 1]),
  );
  assert.ok(first.every((message) => message.remainingMs > 3_600_000 && !message.cancelled));
  const second = await claim(10, 3);
  assert.deepEqual(
    second.map((message) => message.position),
    [4, 5],
  );
  assert.deepEqual(await countStates(worker), { sending: 5 });
  assert.equal((await claim(10, 5)).length, 0);
});

test('each lane has positions of its own, and those of a lane are in the order of its shares', async () => {
  await sendTexts(owner, { senderId, numbers: numbersFrom(100, 20) });
  await sendTexts(stranger, { senderId: strangerSenderId, numbers: numbersFrom(200, 20) });
  await sendTexts(owner, { senderId, numbers: numbersFrom(300, 1) });
  await sendTexts(owner, { senderId, numbers: numbersFrom(400, 1), code: true });
  const [owners, strangers] = [owner.actor.accountId, stranger.actor.accountId];
  const claims = await claimMessages(worker, {
    sessionId,
    positions: [7, 8, 9],
    shares: [
      { lane: 2, accountId: strangers, count: 2, aboveId: 0 },
      { lane: 2, accountId: owners, count: 3, aboveId: 0 },
      { lane: 1, accountId: owners, count: 5, aboveId: 0 },
      { lane: 0, accountId: owners, count: 5, aboveId: 0 },
    ],
  });
  assert.deepEqual(
    claims.map(({ lane, position, accountId }) => [lane, position, accountId]),
    [
      [0, 8, owners],
      [1, 9, owners],
      ...[10, 11].map((position) => [2, position, strangers]),
      ...[12, 13, 14].map((position) => [2, position, owners]),
    ],
  );
  await empty();
});

test('D2 claims that were committed while their answer got lost are found again', async () => {
  await sendTexts(owner, { senderId, numbers: numbersFrom(700, 20) });
  const own = await openSessionOn(worker, providerId);
  const lost = await claim(20, 40, own);
  const positions = [0, 0, 45];
  const found = await readLostClaims(worker, own, positions);
  // By the clock they are a moment less valid.
  const seen = (claims: ClaimedMessage[]) =>
    [...claims].map((each) => ({ ...each, remainingMs: 0 }));
  assert.deepEqual(seen(found), seen(lost.slice(5)));
  assert.equal((await readLostClaims(worker, own, [0, 0, 60])).length, 0);
});

test('D8 the accounts that wait are found by lane, whatever waits behind them', async () => {
  await sendTexts(owner, { senderId, numbers: numbersFrom(500, 50) });
  await sendTexts(stranger, { senderId: strangerSenderId, numbers: numbersFrom(600, 1) });
  const [first, second] = [owner.actor.accountId, stranger.actor.accountId].sort();
  const all = await readWaiting(worker, [null, null, null]);
  assert.equal(all.length, 2);
  const bulk = all.find((each) => each.lane === 2);
  assert.deepEqual(bulk, { lane: 2, accountId: owner.actor.accountId });
  const behind = await readWaiting(worker, [second!, first!, first!]);
  assert.deepEqual(
    [...behind],
    [...all].filter((each) => each.accountId > first!),
  );
  await empty();
  assert.equal((await readWaiting(worker, [null, null, null])).length, 0);
});

test('four claimers at once never get the same message', async () => {
  await sendTexts(owner, { senderId, numbers: numbersFrom(1_000, 1_000) });
  await sendTexts(stranger, { senderId: strangerSenderId, numbers: numbersFrom(3_000, 1_000) });
  const claimed: string[] = [];
  const claimer = async () => {
    const own = await openSessionOn(worker, providerId);
    for (let base = 0; ; ) {
      const messages = await claim(37, base, own);
      if (messages.length === 0) return;
      base += messages.length;
      claimed.push(...messages.map((message) => message.messageId));
    }
  };
  await Promise.all([claimer(), claimer(), claimer(), claimer()]);
  assert.equal(claimed.length, 2_000);
  assert.equal(new Set(claimed).size, 2_000);
});

test('a session that was ended gets nothing and may intend nothing', async () => {
  await sendTexts(owner, { senderId, numbers: numbersFrom(10_000, 2) });
  const own = await openSessionOn(worker, providerId);
  assert.deepEqual(await recordIntent(worker, own, [1, 0, 0]), []);
  await endSmppSession(worker, own, 'by somebody else');
  assert.equal(await recordIntent(worker, own, [2, 0, 0]), null);
  assert.equal((await claim(10, 0, own)).length, 0);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { claimMessages } from './claim-messages.ts';
import { endSmppSession, openSmppSession, recordIntent } from './smpp-sessions.ts';
import { countStates, makeSender, numbersFrom, openTestSession, sendTexts } from './testing.ts';

const ground = await openTestGround();
const { owner, stranger, worker } = await castOf(ground);
const senderId = await makeSender(owner);
const strangerSenderId = await makeSender(stranger);
const { providerId, sessionId } = await openTestSession(worker);

const claim = (limit: number, base = 0, session = sessionId) =>
  claimMessages(worker, { sessionId: session, base, limit, turns: new Map() });

const empty = async () => {
  for (let base = 100_000; (await claim(1_000, base)).length > 0; base += 1_000);
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

test('codes go before singles, and singles before bulk', async () => {
  await sendTexts(owner, { senderId, numbers: numbersFrom(100, 10) });
  await sendTexts(owner, { senderId, numbers: numbersFrom(200, 1) });
  await sendTexts(owner, { senderId, numbers: numbersFrom(300, 1), code: true });
  const lanes = (await claim(5, 10)).map((message) => message.lane);
  assert.deepEqual(lanes, [0, 1, 2, 2, 2]);
  await empty();
});

test('accounts take turns inside a lane', async () => {
  await sendTexts(owner, { senderId, numbers: numbersFrom(400, 50) });
  await sendTexts(stranger, { senderId: strangerSenderId, numbers: numbersFrom(500, 50) });
  const accounts = (await claim(20, 100)).map((message) => message.accountId);
  const owners = accounts.filter((id) => id === owner.actor.accountId).length;
  assert.deepEqual([owners, accounts.length], [10, 20]);
  const turns = new Map();
  const served: string[] = [];
  for (let base = 200; base < 204; base++) {
    const [one] = await claimMessages(worker, { sessionId, base, limit: 1, turns });
    served.push(one!.accountId);
  }
  assert.notEqual(served[0], served[1]);
  assert.deepEqual(served.slice(0, 2), served.slice(2));
  await empty();
});

test('four claimers at once never get the same message', async () => {
  await sendTexts(owner, { senderId, numbers: numbersFrom(1_000, 1_000) });
  await sendTexts(stranger, { senderId: strangerSenderId, numbers: numbersFrom(3_000, 1_000) });
  const claimed: string[] = [];
  const claimer = async () => {
    const own = await openSmppSession(worker, providerId);
    const turns = new Map();
    for (let base = 0; ; ) {
      const messages = await claimMessages(worker, { sessionId: own, base, limit: 37, turns });
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
  const own = await openSmppSession(worker, providerId);
  assert.equal(await recordIntent(worker, own, 1), true);
  await endSmppSession(worker, own, 'by somebody else');
  assert.equal(await recordIntent(worker, own, 2), false);
  assert.equal((await claim(10, 0, own)).length, 0);
});

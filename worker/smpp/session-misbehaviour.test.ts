import assert from 'node:assert/strict';
import test from 'node:test';
import { command, tag } from './commands.ts';
import type { SubmitReply } from './outcome.ts';
import { connectSession } from './session.ts';
import type { SessionTimeouts } from './session-options.ts';
import { bound, credentials, messageOf, type Peer, startRawSmsc, until } from './testing.ts';

const connect = (port: number, timeouts: Partial<SessionTimeouts>) =>
  connectSession({
    host: '127.0.0.1',
    port,
    tls: null,
    bindKind: 'transceiver',
    ...credentials,
    timeouts,
    onDeliver: async () => {},
  });

const unknown = { outcome: 'unknown', reason: 'connectionLost' };
const noAnswer = { outcome: 'unknown', reason: 'noAnswer' };
const never = () => {};
/** Only the first submit has an answer. */
const answerSoon = (peer: Peer, sequence: number) => {
  const isFirst = peer.received(command.submitSm).length === 1;
  if (isFirst) setTimeout(() => peer.answerSubmit(sequence, 'late'), 100);
};

test('S6 a bind that is not answered fails in time', async (t) => {
  const { port } = await startRawSmsc(t, { bindTransceiver: never });
  const result = await connect(port, { bindMs: 20 });
  assert.deepEqual(result, { outcome: 'connectFailed', stage: 'bind', detail: 'noAnswer' });
});

test('S5 a peer that hangs up at the bind is a value', async (t) => {
  const { port } = await startRawSmsc(t, { bindTransceiver: (peer) => peer.socket.end() });
  const result = await connect(port, {});
  assert.deepEqual(result, { outcome: 'connectFailed', stage: 'bind', detail: 'peerClosed' });
});

test('S5 garbage instead of a bind answer is a value', async (t) => {
  const { port } = await startRawSmsc(t, {
    bindTransceiver: (peer) => peer.socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'),
  });
  const result = await connect(port, {});
  assert.equal(result.outcome, 'connectFailed');
});

test('S3 a generic_nack refuses the bind', async (t) => {
  const { port } = await startRawSmsc(t, {
    bindTransceiver: (peer, { sequence }) => peer.sendEmpty(command.genericNack, sequence, 3),
  });
  assert.deepEqual(await connect(port, {}), { outcome: 'bindRefused', commandStatus: 3 });
});

test('S6 a silent peer makes submits unknown, room for others, and the late answer is told', async (t) => {
  const { port, peers } = await startRawSmsc(t, { submitSm: never });
  const late: [number, SubmitReply][] = [];
  const session = await bound(t, port, {
    window: 1,
    timeouts: { submitMs: 200 },
    onLateReply: (ticket, reply) => late.push([ticket, reply]),
  });
  const first = session.submit(messageOf());
  assert.deepEqual(await first.outcome, noAnswer);
  const second = session.submit(messageOf());
  await until(() => peers[0]!.received(command.submitSm).length === 2);
  const sequences = peers[0]!.received(command.submitSm).map(({ sequence }) => sequence);
  peers[0]!.answerSubmit(sequences[0]!, 'late');
  peers[0]!.answerSubmit(sequences[1]!, 'in time');
  const reply = { outcome: 'reply', commandStatus: 0 };
  assert.deepEqual(await second.outcome, { ...reply, messageId: 'in time' });
  assert.deepEqual(late, [[first.ticket, { ...reply, messageId: 'late' }]]);
  assert.equal(session.counters.unanswered, 1);
  assert.equal(session.counters.lateReplies, 1);
});

test('S6 after a stall of the process, answers that wait in the socket are read before anything is given up', async (t) => {
  const { port } = await startRawSmsc(t, {
    submitSm: (peer, { sequence }) => {
      peer.answerSubmit(sequence, 'in time');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
    },
  });
  const session = await bound(t, port, { timeouts: { submitMs: 200 } });
  assert.equal((await session.submit(messageOf()).outcome).outcome, 'reply');
});

test('S9 a peer that hangs up without an answer leaves what left unknown and gives the rest back', async (t) => {
  const { port } = await startRawSmsc(t, { submitSm: (peer) => peer.socket.destroy() });
  const session = await bound(t, port, { window: 2 });
  const outcomes = [1, 2, 3, 4].map(() => session.submit(messageOf()).outcome);
  const endings = await Promise.all(outcomes);
  assert.deepEqual(endings.slice(0, 2), [unknown, unknown]);
  assert.deepEqual(
    endings.slice(2).map(({ outcome }) => outcome),
    ['notConnected', 'notConnected'],
  );
  assert.ok(['peerClosed', 'connectionLost'].includes((await session.closed).kind));
});

test('S9 an answer that comes before the hang-up counts', async (t) => {
  const { port } = await startRawSmsc(t, {
    submitSm: (peer, { sequence }) => {
      peer.answerSubmit(sequence, 'taken');
      peer.socket.end();
    },
  });
  const session = await bound(t, port);
  const outcome = await session.submit(messageOf()).outcome;
  assert.deepEqual(outcome, { outcome: 'reply', commandStatus: 0, messageId: 'taken' });
  assert.deepEqual(await session.closed, { kind: 'peerClosed', detail: null });
});

test('S8 a session that ended takes nothing more and answers nothing more', async (t) => {
  const { port, peers } = await startRawSmsc(t);
  const { promise: stored, resolve: store } = Promise.withResolvers<void>();
  const session = await bound(t, port, { onDeliver: () => stored });
  peers[0]!.deliver(1);
  await until(() => session.counters.delivered === 1);
  session.destroy();
  assert.deepEqual(await session.closed, { kind: 'destroyed', detail: null });
  store();
  await stored;
  assert.equal(session.isOpen, false);
  assert.equal(session.freeSlots, 0);
  const outcome = await session.submit(messageOf()).outcome;
  assert.deepEqual(outcome, { outcome: 'notConnected', reason: 'notBoundToSubmit' });
  assert.equal(peers[0]!.received(command.deliverSmResp).length, 0);
});

test('S8 what was submitted in the turn of the end never left', async (t) => {
  const { port, peers } = await startRawSmsc(t);
  const session = await bound(t, port);
  const { outcome } = session.submit(messageOf());
  session.destroy();
  assert.deepEqual(await outcome, { outcome: 'notConnected', reason: 'destroyed' });
  await session.closed;
  assert.equal(peers[0]!.received(command.submitSm).length, 0);
});

test('S14 a wall clock that jumps ends nothing early and holds up nothing', async (t) => {
  const { port } = await startRawSmsc(t, {
    submitSm: (peer, { sequence }) => answerSoon(peer, sequence),
  });
  const session = await bound(t, port, { timeouts: { submitMs: 400 } });
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
  const { outcome } = session.submit(messageOf());
  t.mock.timers.setTime(Date.now() + 86_400_000);
  assert.equal((await outcome).outcome, 'reply');
  const silent = session.submit(messageOf({ destinationAddr: '306900000000' }));
  t.mock.timers.setTime(0);
  assert.deepEqual(await silent.outcome, noAnswer);
  assert.ok(session.isOpen);
});

test('S7 silence is asked about, and an answer keeps the session', async (t) => {
  const { port, peers } = await startRawSmsc(t);
  const session = await bound(t, port, { timeouts: { silenceMs: 15 } });
  await until(() => peers[0]!.received(command.enquireLink).length >= 3);
  assert.ok(session.isOpen);
});

test('S7 an enquire_link without an answer closes the session', async (t) => {
  const { port } = await startRawSmsc(t, { enquireLink: never, submitSm: never });
  const session = await bound(t, port, { timeouts: { silenceMs: 15, enquireLinkMs: 15 } });
  const { outcome } = session.submit(messageOf());
  assert.deepEqual(await outcome, unknown);
  assert.deepEqual(await session.closed, { kind: 'peerSilent', detail: null });
});

const asksAndIsAnswered = async (peer: Peer) => {
  peer.sendEmpty(command.enquireLink, 4711);
  await until(() => peer.received(command.enquireLinkResp).length === 1);
  assert.equal(peer.received(command.enquireLinkResp)[0]?.sequence, 4711);
};

test('S7 answers enquire_link while the window is full', async (t) => {
  const { port, peers } = await startRawSmsc(t, { submitSm: never });
  const session = await bound(t, port, { window: 1 });
  session.submit(messageOf());
  session.submit(messageOf());
  await asksAndIsAnswered(peers[0]!);
});

test('S7 answers enquire_link while receipts wait for a slow database, and turns further ones away', async (t) => {
  const { port, peers } = await startRawSmsc(t);
  const hang = () => new Promise<void>(() => {});
  const session = await bound(t, port, { onDeliver: hang, deliveriesHeld: 2 });
  for (const sequence of [1, 2, 3]) peers[0]!.deliver(sequence);
  await asksAndIsAnswered(peers[0]!);
  const [answer, ...others] = peers[0]!.received(command.deliverSmResp);
  assert.deepEqual([answer?.sequence, answer?.commandStatus, others.length], [3, 0x14, 0]);
  assert.equal(session.counters.deliveriesTurnedAway, 1);
});

test('S11 a peer that does not read is written to no further, and goes on when it reads', async (t) => {
  const { port, peers } = await startRawSmsc(t);
  const session = await bound(t, port, { window: 2000 });
  peers[0]!.socket.pause();
  const payload = { tag: tag.messagePayload, value: Buffer.alloc(30_000, 0x41) };
  const outcomes: Promise<unknown>[] = [];
  while (session.freeSlots > 0) {
    const pdu = messageOf({ shortMessage: Buffer.alloc(0), tlvs: [payload] });
    outcomes.push(session.submit(pdu).outcome);
    await new Promise((resolve) => setImmediate(resolve));
  }
  outcomes.push(session.submit(messageOf()).outcome);
  assert.equal(session.inFlight, outcomes.length);
  assert.ok(session.counters.submitted < outcomes.length, 'the last one waits inside');
  peers[0]!.socket.resume();
  await Promise.all(outcomes);
  assert.equal(session.counters.replied, outcomes.length);
});

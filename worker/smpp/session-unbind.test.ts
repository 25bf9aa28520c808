import assert from 'node:assert/strict';
import test from 'node:test';
import { command } from './commands.ts';
import { bound, messageOf, startRawSmsc, until } from './testing.ts';

const never = () => {};

test('S10 unbind waits for what is in flight, gives back what waits, then asks and closes', async (t) => {
  const { port, peers } = await startRawSmsc(t, { submitSm: never });
  const session = await bound(t, port, { window: 1 });
  const inFlight = session.submit(messageOf()).outcome;
  const held = session.submit(messageOf()).outcome;
  const [peer] = peers;
  await until(() => peer!.received(command.submitSm).length === 1);
  const closed = session.unbind();
  assert.equal(session.isOpen, false);
  assert.deepEqual(await held, { outcome: 'notConnected', reason: 'unbinding' });
  assert.equal((await session.submit(messageOf()).outcome).outcome, 'notConnected');
  assert.equal(peer!.received(command.unbind).length, 0);
  peer!.answerSubmit(peer!.received(command.submitSm)[0]!.sequence, 'taken');
  assert.deepEqual(await inFlight, { outcome: 'reply', commandStatus: 0, messageId: 'taken' });
  assert.deepEqual(await closed, { kind: 'unbound', detail: null });
  assert.equal(peer!.received(command.unbind).length, 1);
});

test('S10 unbind waits for receipts that are being stored, and answers them first', async (t) => {
  const { port, peers } = await startRawSmsc(t);
  const { promise: stored, resolve: store } = Promise.withResolvers<void>();
  const session = await bound(t, port, { onDeliver: () => stored });
  peers[0]!.deliver(5);
  await until(() => session.counters.delivered === 1);
  const closed = session.unbind();
  store();
  assert.equal((await closed).kind, 'unbound');
  const order = peers[0]!.heads.map(({ commandId }) => commandId).slice(-2);
  assert.deepEqual(order, [command.deliverSmResp, command.unbind]);
});

test('S10 a peer that does not answer unbind is left in time', async (t) => {
  const { port } = await startRawSmsc(t, { unbind: never });
  const session = await bound(t, port, { timeouts: { unbindMs: 20 } });
  assert.deepEqual(await session.unbind(), { kind: 'unbound', detail: 'noAnswer' });
});

test('S10 a peer that closes at our unbind has agreed to it', async (t) => {
  const { port } = await startRawSmsc(t, { unbind: (peer) => peer.socket.end() });
  const session = await bound(t, port);
  assert.deepEqual(await session.unbind(), { kind: 'unbound', detail: 'peerClosed' });
});

test('S10 an unbind in the middle is answered when the answers have come', async (t) => {
  const { port, peers } = await startRawSmsc(t, {
    submitSm: (peer, { sequence }) => {
      peer.sendEmpty(command.unbind, 99);
      setTimeout(() => peer.answerSubmit(sequence, 'taken'), 10);
    },
  });
  const session = await bound(t, port, { window: 1 });
  const inFlight = session.submit(messageOf()).outcome;
  const held = session.submit(messageOf()).outcome;
  assert.deepEqual(await held, { outcome: 'notConnected', reason: 'unbinding' });
  assert.deepEqual(await inFlight, { outcome: 'reply', commandStatus: 0, messageId: 'taken' });
  assert.deepEqual(await session.closed, { kind: 'peerUnbound', detail: null });
  assert.equal(peers[0]!.received(command.unbindResp)[0]?.sequence, 99);
});

test('S10 an unbind in the middle is answered soon, though submits are never answered', async (t) => {
  const { port, peers } = await startRawSmsc(t, {
    submitSm: (peer) => peer.sendEmpty(command.unbind, 99),
  });
  const session = await bound(t, port, { timeouts: { unbindMs: 40 } });
  const outcome = await session.submit(messageOf()).outcome;
  assert.deepEqual(outcome, { outcome: 'unknown', reason: 'connectionLost' });
  assert.deepEqual(await session.closed, { kind: 'peerUnbound', detail: null });
  assert.equal(peers[0]!.received(command.unbindResp).length, 1);
});

test('S10 two unbinds that cross are both answered', async (t) => {
  const { port, peers } = await startRawSmsc(t, {
    unbind: (peer, { sequence }) => {
      peer.sendEmpty(command.unbind, 98);
      peer.sendEmpty(command.unbindResp, sequence);
    },
  });
  const session = await bound(t, port);
  assert.equal((await session.unbind()).kind, 'unbound');
  assert.equal(peers[0]!.received(command.unbindResp).length, 1);
});

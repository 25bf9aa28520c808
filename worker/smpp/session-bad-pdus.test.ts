import assert from 'node:assert/strict';
import test from 'node:test';
import { encodePdu } from './codec.ts';
import { command, messageIdLayout } from './commands.ts';
import { bound, messageOf, startRawSmsc, until } from './testing.ts';

const unknown = { outcome: 'unknown', reason: 'connectionLost' };

for (const [what, hex] of [
  ['too long', '00010001800000040000000000000001'],
  ['too short', '0000000f'],
  ['garbage', Buffer.from('<html>nothing here</html>').toString('hex')],
] as const) {
  test(`S1 a PDU that is ${what} is answered with generic_nack 0x02 and closes`, async (t) => {
    const { port, peers } = await startRawSmsc(t, {
      submitSm: (peer) => peer.socket.write(Buffer.from(hex, 'hex')),
    });
    const session = await bound(t, port);
    assert.deepEqual(await session.submit(messageOf()).outcome, unknown);
    assert.equal((await session.closed).kind, 'unreadableStream');
    await until(() => peers[0]!.received(command.genericNack).length === 1);
    assert.equal(peers[0]!.received(command.genericNack)[0]?.commandStatus, 2);
  });
}

test('S1 answers one octet at a time are answers', async (t) => {
  const { port } = await startRawSmsc(t, {
    submitSm: async (peer, { sequence }) => {
      const head = { commandId: command.submitSmResp, commandStatus: 0, sequence };
      for (const octet of encodePdu(head, messageIdLayout, { messageId: 'slow', tlvs: [] })) {
        peer.socket.write(Buffer.of(octet));
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  });
  const session = await bound(t, port);
  const outcome = await session.submit(messageOf()).outcome;
  assert.deepEqual(outcome, { outcome: 'reply', commandStatus: 0, messageId: 'slow' });
});

test('S2 an undecodable deliver_sm costs that PDU and not the session', async (t) => {
  const { port, peers } = await startRawSmsc(t);
  const session = await bound(t, port);
  const broken = Buffer.from('0000001400000005000000000000000941414141', 'hex');
  peers[0]!.socket.write(broken);
  await until(() => peers[0]!.received(command.deliverSmResp).length === 1);
  const [answer] = peers[0]!.received(command.deliverSmResp);
  assert.deepEqual([answer?.sequence, answer?.commandStatus], [9, 8]);
  assert.equal(session.counters.undecodable, 1);
  assert.equal((await session.submit(messageOf()).outcome).outcome, 'reply');
});

test('S2 an answer whose body cannot be read is an answer without an id', async (t) => {
  const { port } = await startRawSmsc(t, {
    submitSm: (peer, { sequence }) => peer.sendEmpty(command.submitSmResp, sequence),
  });
  const session = await bound(t, port);
  const outcome = await session.submit(messageOf()).outcome;
  assert.deepEqual(outcome, { outcome: 'reply', commandStatus: 0, messageId: '' });
  assert.equal(session.counters.undecodable, 1);
});

test('S2 an unknown command gets generic_nack 0x03, an unknown answer nothing', async (t) => {
  const { port, peers } = await startRawSmsc(t);
  const session = await bound(t, port);
  peers[0]!.sendEmpty(0x00010203, 77);
  peers[0]!.sendEmpty(0x80010203, 78);
  peers[0]!.sendEmpty(command.alertNotification, 79);
  await until(() => session.counters.unmatched === 1);
  await until(() => peers[0]!.received(command.genericNack).length === 1);
  const [nack] = peers[0]!.received(command.genericNack);
  assert.deepEqual([nack?.sequence, nack?.commandStatus], [77, 3]);
  assert.equal(session.counters.unknownCommands, 1);
});

test('S3 unknown sequence numbers and second answers are counted and ignored', async (t) => {
  const { port } = await startRawSmsc(t, {
    submitSm: (peer, { sequence }) => {
      peer.answerSubmit(sequence + 1000, 'stranger');
      peer.answerSubmit(sequence, 'first');
      peer.answerSubmit(sequence, 'second');
    },
  });
  const session = await bound(t, port);
  const outcome = await session.submit(messageOf()).outcome;
  assert.deepEqual(outcome, { outcome: 'reply', commandStatus: 0, messageId: 'first' });
  await until(() => session.counters.unmatched === 2);
});

test('S3 a generic_nack refuses the submit with its number, never as accepted', async (t) => {
  const statuses = [2, 0];
  const { port } = await startRawSmsc(t, {
    submitSm: (peer, { sequence }) =>
      peer.sendEmpty(command.genericNack, sequence, statuses.shift()),
  });
  const session = await bound(t, port);
  const refusals = [
    await session.submit(messageOf()).outcome,
    await session.submit(messageOf()).outcome,
  ];
  assert.deepEqual(
    refusals.map((outcome) => outcome.outcome === 'reply' && outcome.commandStatus),
    [2, 0xff],
  );
});

test('S3 a generic_nack for sequence 0 means that the stream is lost', async (t) => {
  const { port } = await startRawSmsc(t, {
    submitSm: (peer) => peer.sendEmpty(command.genericNack, 0, 2),
  });
  const session = await bound(t, port);
  assert.deepEqual(await session.submit(messageOf()).outcome, unknown);
  assert.deepEqual(await session.closed, { kind: 'unreadableStream', detail: 'generic_nack' });
});

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { assertMoneyIsExact, numbersFrom, sendTexts } from '#lib/outbox/testing.ts';
import { bindRespLayout, command, tag } from './smpp/commands.ts';
import { connectLink } from './smpp/link.ts';
import { credentials, startRawSmsc } from './smpp/testing.ts';
import { openRoad, until, untilSettled } from './testing.ts';

const road = await openRoad({ bindKind: 'transmitterAndReceiver', ratePerSecond: 400 });
const { simulator } = road;
beforeEach(() => simulator.happen('fairWeather'));

test('S4 a slot is a transmitter and a receiver: submits leave on one, receipts come on the other', async () => {
  const worker = await road.startWorker();
  const numbers = numbersFrom(0, 200);
  const { batchId } = await sendTexts(road.owner, { senderId: road.senderId, numbers });
  const rows = await untilSettled(road, batchId);
  assert.ok(rows.every(({ state }) => state === 'delivered'));
  const connections = new Set(simulator.ledger().map(({ connection }) => connection));
  assert.deepEqual([...connections], [2], 'the receiver was bound first, and carries no submit');
  assert.equal(worker.health().binds.length, 1);
  await worker.stop();
});

test('S4, S8 both lines drop: both are made anew, and nothing is sent twice', async () => {
  const worker = await road.startWorker();
  const numbers = numbersFrom(1_000, 600);
  const wanted = new Set(numbers);
  const submits = () => simulator.ledger().filter(({ to }) => wanted.has(to));
  const { batchId } = await sendTexts(road.owner, { senderId: road.senderId, numbers });
  await until('it is under way', () => submits().length > 50);
  simulator.happen('hangUp');
  const rows = await untilSettled(road, batchId, ['unknown']);
  assert.ok(rows.every(({ state }) => state === 'delivered' || state === 'unknown'));
  assert.equal(new Set(submits().map(({ to }) => to)).size, submits().length);
  assert.equal(new Set(submits().map(({ connection }) => connection)).size, 2);
  await assertMoneyIsExact(road.ground);
  await worker.stop();
});

for (const ended of ['transmitter', 'receiver'] as const) {
  test(`S4 the end of the ${ended} ends both; sc_interface_version is read`, async (t) => {
    const answer =
      (commandId: number) => (peer: (typeof smsc.peers)[0], head: { sequence: number }) =>
        peer.send({ commandId, sequence: head.sequence }, bindRespLayout, {
          systemId: 'smsc',
          tlvs: [{ tag: tag.scInterfaceVersion, value: Buffer.of(0x34) }],
        });
    const smsc = await startRawSmsc(t, {
      bindTransmitter: answer(command.bindTransmitterResp),
      bindReceiver: answer(command.bindReceiverResp),
    });
    const onDeliver = async () => {};
    const to = { host: '127.0.0.1', port: smsc.port, tls: null, ...credentials, onDeliver };
    const link = await connectLink(to, 'transmitterAndReceiver');
    assert.ok(link.outcome === 'bound');
    assert.equal(link.peerInterfaceVersion, 0x34);
    assert.equal(link.isOpen, true);
    const bound = { receiver: command.bindReceiver, transmitter: command.bindTransmitter }[ended];
    smsc.peers.find((peer) => peer.received(bound).length > 0)!.socket.destroy();
    const reason = await link.closed;
    assert.ok(['peerClosed', 'connectionLost'].includes(reason.kind));
    assert.equal(link.isOpen, false);
    assert.ok(smsc.peers.some((peer) => peer.received(command.unbind).length === 1));
  });
}

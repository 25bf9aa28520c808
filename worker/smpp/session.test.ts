import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import test, { type TestContext } from 'node:test';
import smpp, { type Session as PackageSession, type PduFields } from 'smpp';
import type { Inbound } from './parse-inbound.ts';
import { connectSession } from './session.ts';
import { bound, credentials, messageOf, until } from './testing.ts';

/** The `smpp` package's server as an independent SMSC. */
async function startPackageSmsc(
  t: TestContext,
  behave: (peer: PackageSession) => void = () => {},
  bindAnswer: PduFields = { system_id: 'package', sc_interface_version: 0x34 },
) {
  const peers: PackageSession[] = [];
  const server = smpp.createServer((peer) => {
    peers.push(peer);
    peer.on('error', () => {});
    peer.on('bind_transceiver', (pdu) => peer.send(pdu.response(bindAnswer)));
    peer.on('enquire_link', (pdu) => peer.send(pdu.response()));
    peer.on('unbind', (pdu) => {
      peer.send(pdu.response());
      peer.close();
    });
    behave(peer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const peer of peers) peer.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, peers };
}

const accept = (peer: PackageSession) => {
  let count = 0;
  peer.on('submit_sm', (pdu) => peer.send(pdu.response({ message_id: `m${++count}` })));
};

test('S4 binds, submits a thousand through a window of ten, and unbinds', async (t) => {
  let open = 0;
  let most = 0;
  const { port } = await startPackageSmsc(t, (peer) => {
    peer.on('submit_sm', (pdu) => {
      most = Math.max(most, ++open);
      setImmediate(() => {
        open--;
        peer.send(pdu.response({ message_id: `m${pdu.sequence_number}` }));
      });
    });
  });
  const session = await bound(t, port);
  assert.equal(session.peerInterfaceVersion, 0x34);
  assert.equal(session.freeSlots, 10);
  const submissions = Array.from({ length: 1000 }, () => session.submit(messageOf()));
  assert.equal(session.freeSlots, 0);
  const outcomes = await Promise.all(submissions.map(({ outcome }) => outcome));
  for (const [at, outcome] of outcomes.entries()) {
    const messageId = `m${submissions[at]!.ticket}`;
    assert.deepEqual(outcome, { outcome: 'reply', commandStatus: 0, messageId });
  }
  assert.ok(most <= 10, `${most} in flight`);
  assert.equal(session.counters.submitted, 1000);
  assert.deepEqual(await session.unbind(), { kind: 'unbound', detail: null });
});

test('S4 the octets of the message arrive as they were given', async (t) => {
  const filter = smpp.commands.submit_sm!.params!.short_message!.filter;
  delete smpp.commands.submit_sm!.params!.short_message!.filter;
  t.after(() => {
    smpp.commands.submit_sm!.params!.short_message!.filter = filter;
  });
  const arrived: unknown[] = [];
  const { port } = await startPackageSmsc(t, (peer) => {
    accept(peer);
    peer.on('submit_sm', (pdu) => arrived.push(pdu.short_message, pdu.data_coding));
  });
  const session = await bound(t, port);
  const shortMessage = Buffer.from('001b6580ff', 'hex');
  await session.submit(messageOf({ shortMessage })).outcome;
  assert.deepEqual(arrived, [shortMessage, 0]);
});

test('S5 a refused bind is a value with its code', async (t) => {
  const { port } = await startPackageSmsc(t, () => {}, { command_status: 0x0e });
  const onDeliver = async () => {};
  const options = { host: '127.0.0.1', port, tls: null, ...credentials, onDeliver };
  const result = await connectSession({ ...options, bindKind: 'transceiver' });
  assert.deepEqual(result, { outcome: 'bindRefused', commandStatus: 0x0e });
});

test('S4 settings that no bind can carry are refused before anything is sent', async () => {
  const onDeliver = async () => {};
  const options = { host: '127.0.0.1', port: 1, tls: null, ...credentials, onDeliver };
  const connect = () =>
    connectSession({ ...options, bindKind: 'transceiver', password: 'too long!' });
  await assert.rejects(connect, (error: Error) => !error.message.includes('too long!'));
});

test('S5 a closed port is a value', async () => {
  const onDeliver = async () => {};
  const options = { host: '127.0.0.1', port: 1, tls: null, ...credentials, onDeliver };
  const result = await connectSession({ ...options, bindKind: 'transceiver' });
  assert.deepEqual(result, { outcome: 'connectFailed', stage: 'connect', detail: 'ECONNREFUSED' });
});

test('A5 a receipt is answered after its handler, and with 0x08 when that fails', async (t) => {
  const { port, peers } = await startPackageSmsc(t);
  const seen: Inbound[] = [];
  const { promise: stored, resolve: store } = Promise.withResolvers<void>();
  const session = await bound(t, port, {
    onDeliver: async (inbound) => {
      seen.push(inbound);
      await stored;
      if (seen.length === 2) throw new Error('the database is away');
    },
  });
  const answers: number[] = [];
  const deliver = (text: string) =>
    peers[0]!.deliver_sm(
      { esm_class: 4, source_addr: '306912345678', short_message: text },
      (pdu) => answers.push(pdu.command_status),
    );
  deliver('id:m1 stat:DELIVRD text:secret');
  await until(() => seen.length === 1);
  assert.deepEqual(answers, []);
  assert.ok(!JSON.stringify(seen).includes('secret'));
  store();
  await until(() => answers.length === 1);
  deliver('id:m1 stat:DELIVRD text:secret');
  await until(() => answers.length === 2);
  assert.deepEqual(answers, [0, 8]);
  assert.equal(session.counters.deliveriesFailed, 1);
});

test('A5 the handler may choose the answer', async (t) => {
  const { port, peers } = await startPackageSmsc(t);
  await bound(t, port, { onDeliver: async () => 0x14 });
  const answers: number[] = [];
  peers[0]!.deliver_sm({ short_message: 'hello' }, (pdu) => answers.push(pdu.command_status));
  await until(() => answers.length === 1);
  assert.deepEqual(answers, [0x14]);
});

test('F4 a refusal comes with its code, and the session goes on', async (t) => {
  const { port } = await startPackageSmsc(t, (peer) => {
    peer.on('submit_sm', (pdu) => peer.send(pdu.response({ command_status: 0x58 })));
  });
  const session = await bound(t, port);
  const outcome = await session.submit(messageOf()).outcome;
  assert.deepEqual(outcome, { outcome: 'reply', commandStatus: 0x58, messageId: '' });
  assert.ok(session.isOpen);
  assert.equal(session.counters.undecodable, 0);
});

test('S3 tickets go on where sequence numbers begin again', async (t) => {
  const { port } = await startPackageSmsc(t, (peer) => {
    peer.on('submit_sm', (pdu) =>
      peer.send(pdu.response({ message_id: `${pdu.sequence_number}` })),
    );
  });
  const session = await bound(t, port, { firstTicket: 0x7fffffff - 1 });
  const submissions = [1, 2, 3].map(() => session.submit(messageOf()));
  assert.deepEqual(
    submissions.map(({ ticket }) => ticket),
    [0x7fffffff, 0x80000000, 0x80000001],
  );
  const ids = await Promise.all(submissions.map(async ({ outcome }) => await outcome));
  assert.deepEqual(
    ids.map((reply) => reply.outcome === 'reply' && reply.messageId),
    ['2147483647', '1', '2'],
  );
});

test('a value that cannot be sent is refused at once and nothing leaves', async (t) => {
  const { port } = await startPackageSmsc(t, accept);
  const session = await bound(t, port);
  assert.throws(() => session.submit(messageOf({ sourceAddr: 'Γειά' })), RangeError);
  assert.equal(session.inFlight, 0);
  assert.equal((await session.submit(messageOf()).outcome).outcome, 'reply');
});

test('onRoom tells when the window has room again', async (t) => {
  const { port } = await startPackageSmsc(t, accept);
  let told = 0;
  const session = await bound(t, port, { window: 2, onRoom: () => told++ });
  const submissions = [1, 2, 3, 4].map(() => session.submit(messageOf()));
  await Promise.all(submissions.map(({ outcome }) => outcome));
  await until(() => told > 0 && session.freeSlots === 2);
});

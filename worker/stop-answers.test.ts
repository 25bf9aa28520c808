import assert from 'node:assert/strict';
import { before, beforeEach, type TestContext, test } from 'node:test';
import postgres from 'postgres';
import { castOf, openTestGround } from '#db/testing.ts';
import type { CustomerContext } from '#lib/context.ts';
import { makeSender, testProvider } from '#lib/outbox/testing.ts';
import { saveProvider } from '#lib/providers/save-provider.ts';
import { loadTestPrice, provenNumber } from '#lib/senders/testing.ts';
import { command } from './smpp/commands.ts';
import { type Peer, startRawSmsc } from './smpp/testing.ts';
import { patientTimings, quickTimings, until } from './testing.ts';
import { startWorker } from './worker.ts';

const ground = await openTestGround();
const number = '+306970000000';
const phone = '306980000000';
let owner: CustomerContext;

before(() => loadTestPrice(ground));
beforeEach(async () => {
  await ground.sql`delete from outbox`;
  await ground.sql`delete from opt_outs`;
  ({ owner } = await castOf(ground));
  await makeSender(owner);
  await provenNumber(ground, owner, number);
  await ground.sql`delete from outbox`;
});

/** An SMSC whose every octet the test decides, and so many workers bound to it. */
async function startSmsc(t: TestContext, workers: number) {
  const smsc = await startRawSmsc(t);
  const { worker } = await castOf(ground);
  await saveProvider(worker, { ...testProvider, port: smsc.port, binds: workers });
  const started: Awaited<ReturnType<typeof startWorker>>[] = [];
  for (let i = 0; i < workers; i++) {
    const timings = { ...quickTimings, ...patientTimings };
    const one = await startWorker({ ground, sql: ground.sql, healthPort: null, timings });
    t.after(() => one.stop());
    started.push(one);
  }
  // The first may have taken every slot before the others were there, and then gives some back: those lines are closed.
  const boundPeers = () =>
    smsc.peers.filter(
      ({ socket, heads }) =>
        !socket.destroyed && heads.some(({ commandId }) => commandId === command.bindTransceiver),
    );
  await until('each has one line', () => {
    const binds = started.map((one) => one.health().binds);
    const isShared = binds.every((own) => own.length === 1 && own[0]!.state === 'bound');
    return isShared && boundPeers().length === workers;
  });
  return { peers: boundPeers(), submits: () => countOf(smsc.peers, command.submitSm) };
}

const countOf = (peers: Peer[], commandId: number) =>
  peers.reduce((sum, peer) => sum + peer.received(commandId).length, 0);

let sequence = 1;
const sayStop = (peer: Peer, esmClass = 0) =>
  peer.deliver(sequence++, {
    ...{ sourceAddrTon: 1, sourceAddrNpi: 1, sourceAddr: phone, esmClass },
    destinationAddr: number.slice(1),
    shortMessage: Buffer.from('STOP'),
  });

const answers = (peers: Peer[]) => peers.flatMap((peer) => peer.received(command.deliverSmResp));

const optOuts = async () =>
  (await ground.sql`select source from opt_outs where account_id = ${owner.actor.accountId}`).map(
    ({ source }) => source,
  );

test('STOP ten times in parallel on two workers is one opt-out and one confirmation', async (t) => {
  const { peers, submits } = await startSmsc(t, 2);
  for (let i = 0; i < 5; i++) for (const peer of peers) sayStop(peer);
  await until('all are answered', () => answers(peers).length === 10);
  assert.ok(answers(peers).every(({ commandStatus }) => commandStatus === 0));
  assert.deepEqual(await optOuts(), ['recipient']);
  await until('the confirmation has left', () => submits() > 0);
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(submits(), 1);
});

test('STOP is answered with 0x08 while the database is down, and the next try is an opt-out', async (t) => {
  const { peers } = await startSmsc(t, 1);
  const admin = postgres(process.env.TEST_DATABASE_URL!, { max: 1, onnotice: () => {} });
  t.after(() => admin.end());
  const database = new URL(ground.url).pathname.slice(1);
  await admin.unsafe(`alter database ${database} allow_connections false`);
  // Connections that are just being made are listed a moment later, and end a moment after they are told to.
  let quietLooks = 0;
  await until('nobody is connected', async () => {
    const ended =
      await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${database}`;
    quietLooks = ended.length === 0 ? quietLooks + 1 : 0;
    return quietLooks === 5;
  });
  sayStop(peers[0]!);
  await until('the refusal', () => answers(peers).length === 1);
  assert.equal(answers(peers)[0]!.commandStatus, 0x08);
  await admin.unsafe(`alter database ${database} allow_connections true`);
  // As an SMSC does: again and again, until it is taken.
  await until('the answer', async () => {
    sayStop(peers[0]!);
    await new Promise((resolve) => setTimeout(resolve, 100));
    return answers(peers).some(({ commandStatus }) => commandStatus === 0);
  });
  assert.deepEqual(await optOuts(), ['recipient']);
});

test('STOP in an acknowledgement by a device is none', async (t) => {
  const { peers } = await startSmsc(t, 1);
  sayStop(peers[0]!, 0x08);
  await until('the answer', () => answers(peers).length === 1);
  assert.equal(answers(peers)[0]!.commandStatus, 0);
  assert.deepEqual(await optOuts(), []);
});

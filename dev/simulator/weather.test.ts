import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { type Simulator, startSimulator } from './start-simulator.ts';
import { bindClient, numberEnding, pause, type TestClient, until } from './testing.ts';

let simulator: Simulator;
let client: TestClient;
before(async () => {
  simulator = await startSimulator();
});
after(() => simulator.stop());
beforeEach(async () => {
  simulator.happen('fairWeather');
  client = await bindClient(simulator.smppPort);
});
afterEach(() => client.hangUp());

const to = { destination_addr: numberEnding('1001') };

async function control(body: object): Promise<Response> {
  const url = `http://127.0.0.1:${simulator.httpPort}/control`;
  return fetch(url, { method: 'POST', body: JSON.stringify(body) });
}

test('the weather is set over HTTP, and nonsense is refused', async () => {
  assert.equal((await control({ refuseBind: 0x0d })).status, 200);
  await assert.rejects(bindClient(simulator.smppPort));
  assert.equal((await control({ refusebind: null })).status, 400);
  assert.equal((await control({ event: 'fairWeather' })).status, 200);
  await (await bindClient(simulator.smppPort)).hangUp();
});

test('answers wait as long as they are told', async () => {
  await control({ answerDelayMs: 150 });
  assert.equal(await client.submit(to, 80), null);
  await until(() => client.answers.length === 1);
});

test('answers come no faster than the weather allows', async () => {
  await control({ answersPerSecond: 20 });
  const start = performance.now();
  await Promise.all(Array.from({ length: 5 }, () => client.submit(to)));
  assert.ok(performance.now() - start >= 190);
});

test('each n-th submit is throttled', async () => {
  await control({ throttleEvery: 2 });
  const answers = await Promise.all(Array.from({ length: 10 }, () => client.submit(to)));
  assert.equal(answers.filter((answer) => answer?.command_status === 0x58).length, 5);
});

test('a silent server takes texts and delivers nothing', async () => {
  await control({ silentSubmit: true });
  const before = simulator.messages().length;
  assert.equal(await client.submit(to, 80), null);
  assert.equal(simulator.messages().length, before);
  assert.equal(simulator.ledger().at(-1)?.status, null);
});

test('a paused server reads nothing, and goes on afterwards', async () => {
  await control({ paused: true });
  assert.equal(await client.submit(to, 80), null);
  await control({ paused: false });
  await until(() => client.answers.length === 1);
});

test('enquire_link is answered unless the weather forbids it', async () => {
  let answers = 0;
  client.session.on('enquire_link_resp', () => {
    answers += 1;
  });
  client.session.enquire_link();
  await until(() => answers === 1);
  await control({ silentEnquireLink: true });
  client.session.enquire_link();
  await pause(80);
  assert.equal(answers, 1);
});

test('receipts that are held come when they are let go', async () => {
  await control({ holdReceipts: true, receiptDelayMs: 0 });
  const receipts = () => client.receipts.filter((pdu) => pdu.source_addr === numberEnding('1004'));
  await client.submit({ destination_addr: numberEnding('1004') });
  await pause(80);
  assert.equal(receipts().length, 0);
  await control({ holdReceipts: false });
  await until(() => receipts().length === 1);
});

test('a receipt that was answered with an error comes again', async () => {
  await control({ receiptDelayMs: 0, receiptRetryMs: 30 });
  client.session.removeAllListeners('deliver_sm');
  let tries = 0;
  client.session.on('deliver_sm', (pdu) => {
    if (pdu.source_addr === numberEnding('1002')) tries += 1;
    client.session.send(pdu.response({ command_status: tries === 1 ? 0x08 : 0 }));
  });
  await client.submit({ destination_addr: numberEnding('1002') });
  await until(() => tries === 2);
  await pause(80);
  assert.equal(tries, 2);
});

test('receipts that were never answered come on the next line', async () => {
  await control({ receiptDelayMs: 0 });
  client.session.removeAllListeners('deliver_sm');
  await client.submit({ destination_addr: numberEnding('1003') });
  await pause(50);
  await client.hangUp();
  const next = await bindClient(simulator.smppPort);
  await until(() => next.receipts.some((pdu) => pdu.source_addr === numberEnding('1003')));
  await next.hangUp();
});

test('the server hangs up, or unbinds, when asked', async () => {
  await control({ event: 'hangUp' });
  await until(client.isClosed);
  const other = await bindClient(simulator.smppPort);
  other.session.on('unbind', (pdu) => other.session.send(pdu.response()));
  await control({ event: 'unbind' });
  await until(other.isClosed);
});

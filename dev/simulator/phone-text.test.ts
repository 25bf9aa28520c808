import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Simulator, startSimulator } from './start-simulator.ts';
import { bindClient, type TestClient, until } from './testing.ts';

let simulator: Simulator;
let client: TestClient;
before(async () => {
  simulator = await startSimulator();
  client = await bindClient(simulator.smppPort);
});
after(async () => {
  await client.hangUp();
  await simulator.stop();
});

const from = '+306912345678';
const page = (path = '/') => `http://127.0.0.1:${simulator.httpPort}${path}`;

test('a phone writes STOP to a short code', async () => {
  simulator.sendFromPhone({ from, to: '54321', text: 'STOP' });
  await until(() => client.receipts.length === 1);
  const [pdu] = client.receipts;
  assert.deepEqual(
    [pdu?.source_addr, pdu?.source_addr_ton, pdu?.destination_addr, pdu?.dest_addr_ton],
    ['306912345678', 1, '54321', 3],
  );
  assert.deepEqual([pdu?.esm_class, pdu?.data_coding, String(pdu?.short_message)], [0, 0, 'STOP']);
  const [row] = simulator.phoneTexts();
  assert.deepEqual([row?.from, row?.to, row?.text, row?.parts], [from, '54321', 'STOP', 1]);
});

test('a long Greek text comes in parts with a header, and no pair of surrogates is cut', async () => {
  const before = client.receipts.length;
  simulator.sendFromPhone({ from, to: 'Acme', text: `${'α'.repeat(66)}😀${'β'.repeat(60)}` });
  await until(() => client.receipts.length === before + 2);
  const parts = client.receipts.slice(before).map((pdu) => pdu.short_message as Buffer);
  assert.deepEqual([...parts[0]!.subarray(0, 6)], [5, 0, 3, parts[0]![3], 2, 1]);
  assert.equal(parts[0]!.length, 6 + 132);
  assert.equal(client.receipts.at(-1)?.dest_addr_ton, 5);
});

test('the page sends from a phone, by a form and as JSON, and shows what was written', async () => {
  const body = new URLSearchParams({ from: '+30 691 234 5678', to: 'Acme', text: 'Thank <you>' });
  const answer = await fetch(page('/from-phone'), { method: 'POST', body });
  assert.match(await answer.text(), /To <b>Acme<\/b>[\s\S]*Thank &#60;you&#62;/);
  const json = JSON.stringify({ from, to: 'Acme', text: 'Arret' });
  const before = client.receipts.length;
  assert.equal((await fetch(page('/from-phone'), { method: 'POST', body: json })).status, 200);
  await until(() => client.receipts.length === before + 1);
  const nobody = JSON.stringify({ from: 'x', to: 'Acme', text: 'Hi' });
  assert.equal((await fetch(page('/from-phone'), { method: 'POST', body: nobody })).status, 400);
});

test('a text from a phone waits for somebody who is bound', async () => {
  await client.hangUp();
  simulator.sendFromPhone({ from, to: 'Acme', text: 'Hello?' });
  client = await bindClient(simulator.smppPort);
  await until(() => String(client.receipts.at(-1)?.short_message) === 'Hello?');
});

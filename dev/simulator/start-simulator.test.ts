import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Simulator, startSimulator } from './start-simulator.ts';
import { bindClient, numberEnding, pause, type TestClient, until } from './testing.ts';

let simulator: Simulator;
let client: TestClient;
const folder = mkdtempSync(join(tmpdir(), 'allsms-simulator-'));
const ledgerFile = join(folder, 'ledger.jsonl');

before(async () => {
  simulator = await startSimulator({ ledgerFile });
  client = await bindClient(simulator.smppPort);
});
after(async () => {
  await client.hangUp();
  await simulator.stop();
  rmSync(folder, { recursive: true });
});

const get = async (path: string) =>
  (await fetch(`http://127.0.0.1:${simulator.httpPort}${path}`)).text();

test('an ordinary text is accepted, arrives, and has a receipt that repeats its beginning', async () => {
  const to = numberEnding('1001');
  const answer = await client.submit({
    destination_addr: to,
    user_message_reference: 513,
    validity_period: '261231235959000+',
    short_message: Buffer.from('Your table is ready, please come in'),
  });
  await until(() => client.receipts.length === 1);
  const [receipt] = client.receipts;
  assert.equal(receipt?.esm_class, 0x04);
  assert.equal(receipt?.receipted_message_id, answer?.message_id);
  assert.equal(receipt?.message_state, 2);
  assert.equal(receipt?.user_message_reference, 513);
  const form =
    /^id:(\S+) sub:001 dlvrd:001 submit date:\d{10} done date:\d{10} stat:DELIVRD err:000 text:Your table is ready,$/;
  assert.equal(form.exec(String(receipt?.short_message))?.[1], answer?.message_id);

  const [submit] = simulator.ledger();
  assert.equal(submit?.to, `+${to}`);
  assert.equal(submit?.from, 'Shop');
  assert.equal(submit?.reference, 513);
  assert.equal(submit?.validityPeriod, '261231235959000+');
  assert.equal(submit?.status, 0);
  assert.equal(submit?.smscId, answer?.message_id);
  assert.equal(simulator.receipts()[0]?.stat, 'DELIVRD');
});

test('a text without registered_delivery has no receipt', async () => {
  const before = client.receipts.length;
  await client.submit({ destination_addr: numberEnding('1002'), registered_delivery: 0 });
  await pause(400);
  assert.equal(client.receipts.length, before);
});

test('the parts of a long text are put together, in whatever order they come', async () => {
  const to = numberEnding('1003');
  const part = (number: number, text: string) => ({
    destination_addr: to,
    esm_class: 0x40,
    data_coding: 8,
    short_message: Buffer.concat([
      Buffer.from([5, 0, 3, 77, 2, number]),
      Buffer.from(text, 'utf16le').swap16(),
    ]),
  });
  await client.submit(part(2, 'αύριο'));
  assert.equal(simulator.messages(to)[0]?.complete, false);
  await client.submit(part(1, 'Καλημέρα, '));
  await client.submit(part(1, 'Another'));
  const [whole, rest, ...others] = simulator.messages(to);
  assert.equal(whole?.text, 'Καλημέρα, αύριο');
  assert.equal(whole?.complete, true);
  assert.equal(whole?.encoding, 'Unicode');
  assert.deepEqual([rest?.complete, others.length], [false, 0]);
});

test('a one-time code stands out on the page, which escapes what people write', async () => {
  const to = numberEnding('1004');
  const text = 'Your code is 482913. <b>Tell nobody</b> & smile';
  await client.submit({ destination_addr: to, short_message: Buffer.from(text) });
  const page = await get(`/?to=${encodeURIComponent(`+${to}`)}`);
  assert.match(page, /<output data-code>482913<\/output>/);
  assert.ok(!page.includes('<b>Tell'));
  const messages = JSON.parse(await get(`/messages?to=${to}`));
  assert.deepEqual([messages.length, messages[0].text, messages[0].code], [1, text, '482913']);
});

test('the ledger and the phones are still there after a restart', async () => {
  const lines = (await get('/ledger')).trim().split('\n');
  const again = await startSimulator({ ledgerFile });
  assert.equal(again.ledger().length, lines.filter((line) => line.includes('"submit"')).length);
  assert.equal(again.messages('1003')[0]?.text, 'Καλημέρα, αύριο');
  await again.stop();
});

test('whoever is not known may not bind', async () => {
  const closed = await startSimulator({ systemId: 'allsms', password: 'secret' });
  await assert.rejects(bindClient(closed.smppPort, { system_id: 'allsms', password: 'wrong' }));
  const known = await bindClient(closed.smppPort, { system_id: 'allsms', password: 'secret' });
  await known.hangUp();
  await closed.stop();
});

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { commandStatusSentence } from '#lib/messages/command-status.ts';
import { assertMoneyIsExact, numbersFrom, priceOfSegment, sendTexts } from '#lib/outbox/testing.ts';
import type { ProviderChanges } from '#lib/providers/provider-settings.ts';
import { saveProvider } from '#lib/providers/save-provider.ts';
import { openRoad, submitsTo, untilSettled } from './testing.ts';

const road = await openRoad();
const { simulator, senderId } = road;
let running: { stop(): Promise<void> } | null = null;
let nextNumber = 0;

afterEach(async () => {
  await running?.stop();
  running = null;
});

/** Sends one text over a provider with these settings. */
async function sendWith(settings: Omit<ProviderChanges, 'name'>, text: string, ending?: string) {
  const usual = { alphabet: 'gsm', longText: 'udh' } as const;
  await saveProvider(road.worker, { name: 'test', ...usual, ...settings });
  running = await road.startWorker();
  const [free] = numbersFrom(nextNumber++, 1);
  const number = ending ? `+30691999${ending}` : free!;
  const { batchId } = await sendTexts(road.owner, { senderId, numbers: [number], text });
  const [row] = await untilSettled(road, batchId);
  const submits = simulator.ledger().filter(({ to }) => to === number);
  return { row: row!, submits, text: simulator.messages(number)[0]?.text };
}

const threeParts = 'Wort [€] '.repeat(40);

test('F3 sar: the parts have no header, arrive in order, and are one text', async () => {
  const { row, submits, text } = await sendWith({ longText: 'sar' }, threeParts);
  assert.deepEqual([row.state, row.acceptedParts], ['delivered', 4]);
  assert.equal(text, threeParts);
  assert.deepEqual(
    submits.map(({ esmClass, udh }) => [esmClass, udh?.part, udh?.count]),
    [1, 2, 3, 4].map((part) => [0, part, 4]),
  );
});

test('F3 payload: one submit carries every segment, is charged as counted, and one receipt ends it', async () => {
  const { row, submits, text } = await sendWith({ longText: 'payload' }, threeParts);
  assert.deepEqual([row.state, row.acceptedParts], ['delivered', 4]);
  assert.equal(row.charged, 4 * priceOfSegment);
  assert.equal(text, threeParts);
  assert.equal(submits.length, 1);
  assert.deepEqual([submits[0]!.esmClass, submits[0]!.udh], [0, null]);
  await assertMoneyIsExact(road.ground);
});

for (const [ending, state, charged] of [
  ['9011', 'delivered', 4],
  ['9012', 'delivered', 4],
  ['9013', 'delivered', 4],
  ['9020', 'delivered', 4],
  ['9023', 'undelivered', 4],
  ['9007', 'failed', 0],
] as const) {
  test(`F3 payload: a text to …${ending} ends as ${state}, ${charged} segments charged`, async () => {
    const { row } = await sendWith({ longText: 'payload' }, threeParts, ending);
    assert.deepEqual([row.state, row.charged], [state, charged * priceOfSegment]);
    await assertMoneyIsExact(road.ground);
  });
}

test('T4 packed: seven bits a septet, fill bits behind the header', async () => {
  const { row, submits } = await sendWith({ alphabet: 'gsmPacked' }, 'x'.repeat(161));
  assert.deepEqual([row.state, row.acceptedParts], ['delivered', 2]);
  assert.deepEqual(
    submits.map(({ dataCoding, esmClass, octets }) => [dataCoding, esmClass, octets.length / 2]),
    [
      [0, 0x40, 140],
      [0, 0x40, 14],
    ],
  );
  // 'x' is 0x78: one fill bit before it.
  assert.equal(submits[0]!.octets.slice(12, 14), 'f0');
});

test('T4 Latin-1: data_coding 3 for what it has, UCS-2 for the rest', async () => {
  const latin = await sendWith({ alphabet: 'latin1' }, 'Größe');
  assert.deepEqual([latin.submits[0]!.dataCoding, latin.text], [3, 'Größe']);
  await running?.stop();
  const other = await sendWith({ alphabet: 'latin1' }, '5 €');
  assert.deepEqual([other.submits[0]!.dataCoding, other.text], [8, '5 €']);
});

test('T4, T8 a text that would need more parts than were paid fails, and is free', async () => {
  const { row, submits } = await sendWith({ alphabet: 'latin1' }, `${'x'.repeat(100)}€`);
  assert.deepEqual([row.state, row.reason, row.charged], ['failed', 'content_refused', 0]);
  assert.equal(submits.length, 0);
});

test('F1 sender and recipient have the types and plans of the provider', async () => {
  const { submits } = await sendWith(
    { addressing: { alphanumeric: { ton: 0, npi: 9 }, recipient: { ton: 1, npi: 8 } } },
    'Hello',
  );
  const { fromTon, fromNpi, toTon, toNpi } = submits[0]!;
  assert.deepEqual([fromTon, fromNpi, toTon, toNpi], [0, 9, 1, 8]);
});

test("F4 a provider's own code is permanent, and shown with its number", async () => {
  const { row } = await sendWith({}, 'Hello', '9007');
  assert.deepEqual([row.state, row.networkCode], ['failed', 0x401]);
  assert.match(commandStatusSentence(0x401), /0x0401/);
});

test("F4 a provider's own code that it calls temporary is tried until validity ends", async () => {
  await saveProvider(road.worker, { name: 'test', temporaryCodes: [0x401] });
  running = await road.startWorker();
  const numbers = ['+306918889007'];
  const { batchId } = await sendTexts(road.owner, { senderId, numbers, validForMs: 1_500 });
  const [row] = await untilSettled(road, batchId);
  assert.deepEqual([row!.state, row!.charged], ['expired', 0]);
  assert.ok(submitsTo(simulator, numbers[0]!) > 1);
});

test('S6 a submit without an answer is given up after the time-out of the provider', async () => {
  await saveProvider(road.worker, { name: 'test', timeouts: { submitMs: 900 } });
  running = await road.startWorker();
  const startedMs = performance.now();
  const numbers = ['+306917779010'];
  const { batchId } = await sendTexts(road.owner, { senderId, numbers });
  const [row] = await untilSettled(road, batchId, ['unknown']);
  assert.equal(row!.state, 'unknown');
  const tookMs = performance.now() - startedMs;
  assert.ok(tookMs >= 900 && tookMs < 30_000, `${Math.round(tookMs)} ms`);
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PDU } from 'smpp';
import { type Simulator, startSimulator } from './start-simulator.ts';
import { bindClient, numberEnding, pause, type TestClient, until } from './testing.ts';

let simulator: Simulator;
let client: TestClient;

before(async () => {
  simulator = await startSimulator();
  simulator.setWeather({ receiptDelayMs: 30, gapMs: 30, lateAnswerMs: 150 });
  client = await bindClient(simulator.smppPort);
});
after(async () => {
  await client.hangUp();
  await simulator.stop();
});

const submit = (ending: string, waitMs?: number) =>
  client.submit({ destination_addr: numberEnding(ending), user_message_reference: 7 }, waitMs);
const arrived = (ending: string) => simulator.messages(numberEnding(ending)).length;
const receiptsOf = (ending: string): PDU[] =>
  client.receipts.filter((pdu) => pdu.source_addr === numberEnding(ending));
const textOf = (pdu: PDU | undefined) => String(pdu?.short_message);
const stats = (ending: string) =>
  receiptsOf(ending).map((pdu) => /stat:(\w+)/.exec(textOf(pdu))?.[1]);
const lastSubmit = () => simulator.ledger().at(-1);

const refusals: [string, number][] = [
  ['9001', 0x0b],
  ['9002', 0x0a],
  ['9003', 0x45],
  ['9006', 0x14],
  ['9007', 0x401],
];
for (const [ending, status] of refusals) {
  test(`${ending} is refused with 0x${status.toString(16)}, and never arrives`, async () => {
    const answer = await submit(ending);
    assert.equal(answer?.command_status, status);
    assert.equal(lastSubmit()?.status, status);
    assert.equal(lastSubmit()?.smscId, null);
    assert.equal(arrived(ending), 0);
  });
}

const passing: [string, number, number][] = [
  ['9004', 0x58, 2],
  ['9005', 0x14, 1],
  ['9008', 0x08, 1],
];
for (const [ending, status, times] of passing) {
  test(`${ending} is refused ${times} times with 0x${status.toString(16)}, then taken`, async () => {
    for (let i = 0; i < times; i += 1) assert.equal((await submit(ending))?.command_status, status);
    assert.equal((await submit(ending))?.command_status, 0);
    assert.equal(arrived(ending), 1);
    await until(() => stats(ending).length === 1);
  });
}

test('9010 is never answered and never arrives', async () => {
  assert.equal(await submit('9010', 100), null);
  assert.equal(lastSubmit()?.status, null);
  assert.equal(arrived('9010'), 0);
  assert.deepEqual(stats('9010'), []);
});

test('9011 is never answered, but arrives and has a receipt with the reference', async () => {
  assert.equal(await submit('9011', 100), null);
  await until(() => receiptsOf('9011').length === 1);
  assert.equal(receiptsOf('9011')[0]?.user_message_reference, 7);
  assert.equal(arrived('9011'), 1);
});

test('9012 is answered late, and the ledger then says so', async () => {
  assert.equal(await submit('9012', 100), null);
  assert.equal(lastSubmit()?.status, null);
  await until(() => lastSubmit()?.status === 0);
  await until(() => stats('9012').length === 1);
});

test('9013 is answered twice with one id', async () => {
  const first = await submit('9013');
  await until(
    () => client.answers.filter((pdu) => pdu.message_id === first?.message_id).length === 2,
  );
});

test('9014 is answered rightly after an answer to no request', async () => {
  assert.equal((await submit('9014'))?.command_status, 0);
  const strays = client.answers.filter((pdu) => pdu.message_id === 'STRAY');
  assert.equal(strays.length, 1);
});

test('9017 has its receipt before its answer', async () => {
  const before = client.answers.length;
  const answer = submit('9017');
  await until(() => receiptsOf('9017').length === 1);
  const id = (await answer)?.message_id;
  assert.equal(client.answers.length, before + 1);
  assert.equal(receiptsOf('9017')[0]?.receipted_message_id, id);
});

const receiptStories: [string, string[], number][] = [
  ['9020', ['DELIVRD', 'DELIVRD'], 1],
  ['9021', ['DELIVRD', 'UNDELIV'], 1],
  ['9022', [], 1],
  ['9023', ['UNDELIV'], 0],
  ['9024', ['EXPIRED'], 0],
  ['9025', ['REJECTD'], 0],
  ['9029', ['ENROUTE', 'DELIVRD'], 1],
];
for (const [ending, story, texts] of receiptStories) {
  test(`${ending} is accepted and has the receipts: ${story.join(', ') || 'none'}`, async () => {
    assert.equal((await submit(ending))?.command_status, 0);
    await until(() => stats(ending).length >= story.length);
    await pause(60);
    assert.deepEqual(stats(ending), story);
    assert.equal(arrived(ending), texts);
  });
}

test('9026 has its hexadecimal id in decimal in the receipt', async () => {
  const id = (await submit('9026'))?.message_id ?? '';
  await until(() => receiptsOf('9026').length === 1);
  const decimal = String(Number.parseInt(id, 16));
  assert.equal(receiptsOf('9026')[0]?.receipted_message_id, decimal);
  assert.match(textOf(receiptsOf('9026')[0]), new RegExp(`^id:${decimal} `));
});

test('9027 has a receipt of text alone', async () => {
  await submit('9027');
  await until(() => receiptsOf('9027').length === 1);
  assert.equal(receiptsOf('9027')[0]?.receipted_message_id, undefined);
  assert.equal(receiptsOf('9027')[0]?.message_state, undefined);
  assert.match(textOf(receiptsOf('9027')[0]), /stat:DELIVRD/);
});

test('9028 has a receipt of optional parameters alone', async () => {
  await submit('9028');
  await until(() => receiptsOf('9028').length === 1);
  assert.equal(receiptsOf('9028')[0]?.message_state, 2);
  assert.equal(textOf(receiptsOf('9028')[0]), '');
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Simulator, startSimulator } from './start-simulator.ts';
import { bindClient, numberEnding, pause, until } from './testing.ts';

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator();
  simulator.setWeather({ receiptDelayMs: 50 });
});
after(() => simulator.stop());

async function submitAndReturn(ending: string) {
  const to = numberEnding(ending);
  const client = await bindClient(simulator.smppPort);
  const answer = await client.submit({ destination_addr: to }, 300);
  await until(client.isClosed);
  const next = await bindClient(simulator.smppPort);
  await pause(100);
  const receipts = next.receipts.filter((pdu) => pdu.source_addr === to).length;
  await next.hangUp();
  return { answer, receipts, arrived: simulator.messages(to).length };
}

test('9015 drops the line before the answer; the text arrives and no receipt comes', async () => {
  const { answer, receipts, arrived } = await submitAndReturn('9015');
  assert.equal(answer, null);
  assert.deepEqual([receipts, arrived], [0, 1]);
  assert.equal(simulator.ledger().at(-1)?.status, null);
});

test('9016 drops the line after the answer; the receipt comes on the next line', async () => {
  const { answer, receipts, arrived } = await submitAndReturn('9016');
  assert.equal(answer?.command_status, 0);
  assert.deepEqual([receipts, arrived], [1, 1]);
});

test('9018 drops the line before the answer; the receipt comes on the next line', async () => {
  const { answer, receipts, arrived } = await submitAndReturn('9018');
  assert.equal(answer, null);
  assert.deepEqual([receipts, arrived], [1, 1]);
});

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { test } from 'node:test';
import { folderKeyring } from '#lib/keyring/folder-keyring.ts';
import { readBatch } from '#lib/messages/read-batch.ts';
import { assertMoneyIsExact, countStates, numbersFrom, sendTexts } from '#lib/outbox/testing.ts';
import { openProcessRoad } from './process-testing.ts';
import { until } from './testing.ts';

const { ground, owner, senderId, simulator, startWorker, startProcess } = await openProcessRoad();
const [older, newer] = [ground.rootKey, randomBytes(32)];
const base64 = (key: Buffer) => key.toString('base64');
const settings = (current: Buffer, other?: Buffer) => ({
  ROOT_KEY: base64(current),
  ROOT_KEY_PREVIOUS: other ? base64(other) : '',
  SMSC_RATE_PER_SECOND: '150',
});
/** As a web process that has just started has it: nothing remembered. */
const webWith = (current: Buffer, other?: Buffer) => ({
  ...owner,
  keyring: folderKeyring(ground.keyringDir, current, other),
});

async function rotate(): Promise<number | null> {
  const child = startProcess('lib/keyring/rotate-keys.main.ts', [], {
    ...settings(newer, older),
    KEYRING_DIR: ground.keyringDir,
    PASSWORD_PEPPER_PREVIOUS: '',
  });
  await once(child, 'exit');
  return child.exitCode;
}

test('the root key is replaced while messages flow, worker by worker, and nothing is lost', async () => {
  let next = 0;
  const send = (web: typeof owner, count: number, code = false) => {
    const numbers = numbersFrom(next, count);
    next += count;
    return sendTexts(web, { senderId, numbers, text: 'On its way', code });
  };
  const first = await send(webWith(older), 400);
  const before = await startWorker(settings(older, newer));
  await until('it is under way', async () => (await simulator.ledger()).length > 50);
  await send(webWith(older, newer), 150);

  const both = await startWorker(settings(newer, older));
  const stopping = before.signal('SIGTERM');
  const rotating = rotate();
  await send(webWith(older, newer), 50, true);
  await send(webWith(newer, older), 150);
  assert.equal(await rotating, 0);
  await stopping;

  const after = await startWorker(settings(newer));
  await both.signal('SIGTERM');
  assert.equal(await rotate(), 0, 'once more, when nobody makes keys under the old one');
  await send(webWith(newer), 100);
  await until('everything is delivered', async () => {
    const { delivered = 0 } = await countStates(ground);
    return delivered === next;
  });
  const ledger = await simulator.ledger();
  assert.equal(new Set(ledger.map(({ to }) => to)).size, next);
  assert.equal(ledger.length, next, 'nothing is at the SMSC twice');
  assert.equal((await readBatch(webWith(newer), first.batchId))?.text, 'On its way');
  await assert.rejects(readBatch(webWith(older), first.batchId));
  assert.equal((await after.health())?.ok, true);
  await assertMoneyIsExact(ground);
});

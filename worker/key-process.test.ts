import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { bodyOf } from '#dev/simulator/submit.ts';
import { PROVIDERS_KEY } from '#lib/keyring/key-names.ts';
import { keySocketPath } from '#lib/keyring/serve-keys.ts';
import { socketKeyring } from '#lib/keyring/socket-keyring.ts';
import { keyFolder } from '#lib/keyring/testing.ts';
import { readBatch } from '#lib/messages/read-batch.ts';
import { searchMessages } from '#lib/messages/search-messages.ts';
import { assertMoneyIsExact, countStates, numbersFrom, sendTexts } from '#lib/outbox/testing.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { openProcessRoad } from './process-testing.ts';
import { until } from './testing.ts';

const { ground, owner, senderId, simulator, startWorker, startProcess } = await openProcessRoad();
const sockets = keyFolder();
const path = { web: keySocketPath(sockets, 'web'), worker: keySocketPath(sockets, 'worker') };

async function startKeyProcess() {
  const child = startProcess('lib/keyring/serve-keys.main.ts', [], {
    ROOT_KEY: ground.rootKey.toString('base64'),
    KEYRING_DIR: ground.keyringDir,
    KEYRING_SOCKET_DIR: sockets,
    LOG_LEVEL: 'fatal',
  });
  await until('the key process is up', () => existsSync(path.worker));
  return child;
}

const messages = 600;

test('web verbs and a worker without folder and root key send, deliver, mask and read back through the key process', async () => {
  const keyProcess = await startKeyProcess();
  const web = { ...owner, keyring: socketKeyring(path.web) };
  const worker = await startWorker({
    ...{ KEYRING_SOCKET: path.worker, KEYRING_DIR: '', ROOT_KEY: '' },
    SMSC_RATE_PER_SECOND: '300',
  });
  const numbers = numbersFrom(0, messages);
  const first = await sendTexts(web, { senderId, numbers: numbers.slice(0, 300), text: 'One' });
  const masked = await sendTexts(web, { senderId, numbers: numbersFrom(5_000, 1), code: true });
  await until('it is under way', async () => (await simulator.ledger()).length > 50);

  // Killed, not stopped: the socket's file stays, and the next one takes it over.
  keyProcess.kill('SIGKILL');
  await once(keyProcess, 'exit');
  const sending = sendTexts(web, { senderId, numbers: numbers.slice(300), text: 'Two' });
  await startKeyProcess();
  const second = await sending;

  await until('everything is delivered', async () => {
    const { delivered = 0 } = await countStates(ground);
    return delivered === messages + 1;
  });
  const texts = new Map(
    (await simulator.ledger()).map((submit) => [submit.to, bodyOf(submit).toString('latin1')]),
  );
  assert.equal(texts.get(numbers[0]!), 'One');
  assert.equal(texts.get(numbers[599]!), 'Two');

  assert.equal((await readBatch(web, first.batchId))?.text, 'One');
  assert.equal((await readBatch(web, second.batchId))?.text, 'Two');
  const number = numbers[599]! as PhoneNumber;
  assert.equal((await searchMessages(web, { number })).messages[0]?.recipient, number);
  await until('the masked one is destroyed', async () => {
    const [row] = await ground.sql`
      select content_destroyed_why as why from batches where id = ${masked.batchId}`;
    return row?.why === 'masked';
  });
  assert.ok(existsSync(join(ground.keyringDir, `${PROVIDERS_KEY}.key`)));
  await assert.rejects(web.keyring.read(PROVIDERS_KEY), /to nobody on this socket/);
  assert.equal((await worker.health())?.ok, true);
  await assertMoneyIsExact(ground);
});

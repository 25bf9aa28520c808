import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { freePort } from '#dev/free-port.ts';
import { developmentSettings, SIMULATOR_LOGIN } from '#dev/settings.ts';
import type { Submit } from '#dev/simulator/submit.ts';
import { folderKeyring } from '#lib/keyring/folder-keyring.ts';
import {
  assertMoneyIsExact,
  countStates,
  makeSender,
  numbersFrom,
  sendTexts,
} from '#lib/outbox/testing.ts';
import { until } from './testing.ts';

const messages = 2_000;
const home = mkdtempSync(join(tmpdir(), 'allsms-crash-'));
const children: ChildProcess[] = [];
after(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
  rmSync(home, { recursive: true, force: true });
});
const database = await openTestGround();
const rootKey = randomBytes(32);
const keyringDir = join(home, 'keys');
const ground = { ...database, keyring: folderKeyring(keyringDir, rootKey) };
const { owner } = await castOf(ground);

function start(file: string, args: string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [file, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  children.push(child);
  return child;
}

async function startWorkerProcess(settings: Record<string, string>): Promise<ChildProcess> {
  const child = start('worker/main.ts', [], settings);
  const health = `http://127.0.0.1:${settings.WORKER_HEALTH_PORT}/`;
  await until('the worker is up', () =>
    fetch(health).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  return child;
}

test('a worker killed in the middle of 2,000 messages loses none and sends none twice', async () => {
  const smppPort = await freePort();
  const httpPort = await freePort();
  const login = ['--system-id', SIMULATOR_LOGIN.systemId, '--password', SIMULATOR_LOGIN.password];
  start('dev/simulator/main.ts', [
    ...['--smpp-port', String(smppPort), '--http-port', String(httpPort)],
    ...['--ledger', join(home, 'ledger.jsonl'), ...login],
  ]);
  const page = `http://127.0.0.1:${httpPort}`;
  await until('the SMSC is up', () =>
    fetch(`${page}/health`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  const settings = {
    ...developmentSettings({
      origin: 'http://localhost:3000',
      databaseUrl: database.url,
      keyringDir,
      smppPort,
      workerHealthPort: await freePort(),
      secrets: {
        ROOT_KEY: rootKey.toString('base64'),
        PASSWORD_PEPPER: rootKey.toString('base64'),
      },
    }),
    LOG_LEVEL: 'fatal',
    SMSC_RATE_PER_SECOND: '800',
    SMSC_WINDOW: '50',
  };
  // Answers that take a while, so that many are missing at the moment of the crash.
  await fetch(`${page}/control`, { method: 'POST', body: '{"answerDelayMs":50}' });
  const senderId = await makeSender(owner);
  const numbers = numbersFrom(0, messages);
  await sendTexts(owner, { senderId, numbers });

  const first = await startWorkerProcess(settings);
  await until(
    'a part of them has left',
    async () => ((await countStates(ground)).queued ?? 0) < 1_300,
  );
  first.kill('SIGKILL');
  await once(first, 'exit');
  const atCrash = await countStates(ground);
  assert.ok((atCrash.queued ?? 0) > 0, 'it was killed in the middle');

  await startWorkerProcess(settings);
  const ledger = await until(
    'what the SMSC got is delivered: receipts settle also those whose answer was lost',
    async () => {
      const { delivered = 0, unknown = 0 } = await countStates(ground);
      const submits = await readLedger(page);
      return delivered === submits.length && delivered + unknown === messages && submits;
    },
  );

  assert.equal(new Set(ledger.map(({ to }) => to)).size, ledger.length, 'none was sent twice');
  // Those about to be written when it died are not at the SMSC, and nobody can tell: they say so, and stay unsent.
  assert.ok(messages - ledger.length <= 50, 'at most a window is unknown');
  await assertMoneyIsExact(ground);
});

async function readLedger(page: string): Promise<Submit[]> {
  const text = await (await fetch(`${page}/ledger`)).text();
  const submits = new Map<number, Submit>();
  for (const line of text.split('\n').filter((line) => line !== '')) {
    const row = JSON.parse(line);
    if (row.kind === 'submit') submits.set(row.id, row);
    else if (row.kind === 'answer') submits.get(row.submit)!.status ??= row.status;
  }
  return [...submits.values()];
}

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { makeTemplate } from '#dev/node-tests.ts';
import { removePostgresData, startPostgres } from '#dev/postgres.ts';
import { countStates, numbersFrom } from '#lib/outbox/testing.ts';
import { assertHonestEnd, sendBatches } from './honest-end-testing.ts';
import { openProcessRoad } from './process-testing.ts';
import { openProxy } from './proxy-testing.ts';
import { until } from './testing.ts';

// One worker process lives through all of it, on a PostgreSQL of its own.

const messages = 2_000;
const faultMs = 10_000;
const resumeMs = 10_000;
const dataDir = join('/var/tmp', `allsms-faults-${randomBytes(6).toString('hex')}`);
const serverSettings = { fsync: 'off', max_connections: '40' };
let server = await startPostgres(dataDir, serverSettings);
const { url, port } = server;
await makeTemplate(url);
process.env.TEST_DATABASE_URL = url;
const road = await openProcessRoad();
const { ground, simulator } = road;
const proxy = await openProxy(simulator.smppPort);
await simulator.setWeather({ answerDelayMs: 10, receiptDelayMs: 200 });
// With the owner's rights, not as the superuser, for whom PostgreSQL would still have a place.
const role = 'worker_of_faults';
await ground.sql.unsafe(`create role ${role} login password '${role}' in role current_user`);
const workerUrl = Object.assign(new URL(ground.url), { username: role, password: role });
const worker = await road.startWorker({
  DATABASE_URL: String(workerUrl),
  SMSC_PORT: String(proxy.port),
  SMSC_RATE_PER_SECOND: '500',
  SMSC_WINDOW: '50',
});
// Registered last: what uses the server is gone by then.
after(async () => {
  await server.stop();
  removePostgresData(dataDir);
});
let next = 0;

/** Stops everything that PostgreSQL consists of, or lets it go on, or kills it. */
function signalServer(signal: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): void {
  const postmaster = readFileSync(join(server.dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]!;
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', postmaster], { encoding: 'utf8' });
  for (const pid of [postmaster, ...children.trim().split(/\s+/)])
    process.kill(Number(pid), signal);
}

test('S7, A5 PostgreSQL that does not answer for 10 s', (t) =>
  survive(t, async () => {
    signalServer('SIGSTOP');
    return async () => signalServer('SIGCONT');
  }));

test('D1, A5 PostgreSQL that is killed and comes back after 10 s', (t) =>
  survive(t, async () => {
    signalServer('SIGKILL');
    return async () => {
      server = await startPostgres(dataDir, { ...serverSettings, port: String(port) });
    };
  }));

test('A5 PostgreSQL that has no connection left for 10 s', (t) => survive(t, refuseConnections));

/** The worker's connections end, and it gets no new one (SQLSTATE 53300, as when all are taken). */
async function refuseConnections(): Promise<() => Promise<void>> {
  const { sql } = ground;
  await sql`alter role ${sql(role)} connection limit 0`;
  await sql`select pg_terminate_backend(pid, 1000) from pg_stat_activity where usename = ${role}`;
  return async () => {
    await sql`alter role ${sql(role)} connection limit -1`;
  };
}

/** 2,000 messages, with the fault in their middle. */
async function survive(t: TestContext, begin: () => Promise<() => Promise<void>>): Promise<void> {
  const sent = await sendBatches(road, road.senderId, [
    { numbers: numbersFrom(next, 300) },
    { numbers: numbersFrom(next + 300, 50), text: 'Wort '.repeat(80) },
    { numbers: numbersFrom(next + 350, messages - 350) },
  ]);
  const deliveredBefore = next;
  next += messages;
  await until('receipts flow', async () => {
    return ((await countStates(ground)).delivered ?? 0) > deliveredBefore + 200;
  });
  const { queued = 0 } = await countStates(ground);
  assert.ok(queued > 200, 'it is in the middle');

  const end = await begin();
  const beganMs = Date.now();
  const { slowestMs, problems } = await watch(beganMs + faultMs).finally(end);
  assert.ok(
    problems.some((problem) => problem.includes('database')),
    `health says: ${problems}`,
  );
  const endedMs = Date.now();

  const again = await until('sending resumes', async () => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    return (await simulator.ledger()).find(({ at }) => Date.parse(at) > endedMs) ?? null;
  });
  const resumedAfterMs = Date.parse(again.at) - endedMs;
  t.diagnostic(
    `enquire_link answered within ${Math.round(slowestMs)} ms; sending resumed ${resumedAfterMs} ms after the fault`,
  );
  assert.ok(resumedAfterMs <= resumeMs);
  // 1 s at the beginning for what was committed before.
  const during = proxy.deliveryAnswers.filter(
    ({ atMs }) => atMs > beganMs + 1_000 && atMs < endedMs,
  );
  assert.equal(
    during.filter(({ status }) => status === 0).length,
    0,
    'no receipt was answered as stored',
  );
  t.diagnostic(`${during.length} receipts turned away meanwhile`);

  const { unknown } = await assertHonestEnd(road, sent, simulator.ledger);
  assert.equal(unknown, 0);
  await until('the worker is well', async () => (await worker.health())?.ok ?? false);
  assert.ok(worker.isRunning());
  const [row] = await ground.sql`
    select count(*)::int as n from pg_stat_activity where query ilike 'listen%' and datname = current_database()`;
  assert.equal(row!.n, 1, 'the worker listens again');
}

/** The slowest answer to the SMSC's enquire_link until `untilMs`, and what the worker says is wrong then. */
async function watch(untilMs: number) {
  let slowestMs = 0;
  while (Date.now() < untilMs) {
    slowestMs = Math.max(slowestMs, await proxy.enquire(2_000));
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return { slowestMs, problems: (await worker.health())?.problems ?? [] };
}

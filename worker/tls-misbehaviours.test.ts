import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { makeAuthority } from '#dev/certificates.ts';
import { assertMoneyIsExact, numbersFrom, sendTexts, statusOf } from '#lib/outbox/testing.ts';
import { openRoad, until, untilSettled } from './testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'allsms-tls-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const authority = makeAuthority();
const certificate = authority.issue('localhost');
const expired = authority.issue('localhost', { untilYear: 2021 });
const caFile = join(folder, 'ca.pem');
writeFileSync(caFile, authority.cert);

type Row = readonly [
  name: string,
  provider: { host: string; caFile: string | null },
  smsc: { tls?: typeof certificate },
  /** Of the alarm; null: it binds and delivers. */
  problem: RegExp | null,
];

const rows: readonly Row[] = [
  ['right', { host: 'localhost', caFile }, { tls: certificate }, null],
  ['by nobody we know', { host: 'localhost', caFile: null }, { tls: certificate }, /tls: \w+/],
  ['for another name', { host: '127.0.0.1', caFile }, { tls: certificate }, /tls: ERR_TLS_CERT/],
  [
    'older than it may be',
    { host: 'localhost', caFile },
    { tls: expired },
    /tls: CERT_HAS_EXPIRED/,
  ],
  ['none, only clear text', { host: 'localhost', caFile }, {}, /(tls|connect): \w+/],
];

const roads = await Promise.all(
  rows.map(async ([, provider, smsc]) => {
    const road = await openRoad({ tls: true, ...provider }, smsc);
    return { road, worker: await road.startWorker({ longestReconnectMs: 1_000 }) };
  }),
);

for (const [i, [name, , , problem]] of rows.entries()) {
  const { road, worker } = roads[i]!;
  const end = problem ? 'no bind, nothing leaves, an alarm' : 'bound and delivered';
  test(`S12 the SMSC's certificate is ${name}: ${end}`, async () => {
    const numbers = numbersFrom(0, 3);
    const { batchId } = await sendTexts(road.owner, { senderId: road.senderId, numbers });
    if (problem === null) {
      const settled = await untilSettled(road, batchId);
      assert.ok(settled.every(({ state }) => state === 'delivered'));
      assert.deepEqual(worker.health().problems, []);
    } else {
      const [alarm] = await until('the alarm', () => {
        const { problems } = worker.health();
        return problems.length > 0 && problems;
      });
      assert.match(alarm!, problem);
      assert.match(alarm!, /^There is no session with test /);
      assert.deepEqual(road.simulator.binds(), []);
      const waiting = await statusOf(road.ground, batchId);
      assert.ok(waiting.every(({ state }) => state === 'queued'));
    }
    await assertMoneyIsExact(road.ground);
  });
}

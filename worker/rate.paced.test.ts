import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grantRate } from '#lib/outbox/grant-rate.ts';
import { numbersFrom, sendTexts } from '#lib/outbox/testing.ts';
import { Rate } from './rate.ts';
import { openRoad, until } from './testing.ts';
import type { Worker } from './worker.ts';

const perSecond = 200;
const road = await openRoad({ binds: 3, ratePerSecond: perSecond });
const { simulator, ground } = road;

/** The most in any second of these moments (in milliseconds, rising). */
function mostInASecond(moments: number[]): number {
  let most = 0;
  for (let from = 0, to = 0; to < moments.length; to++) {
    while (moments[to]! - moments[from]! >= 1_000) from++;
    most = Math.max(most, to - from + 1);
  }
  return most;
}

for (const workers of [2, 3]) {
  test(`S13 ${workers} workers together hold the rate in every second, and use it`, async () => {
    const running: Worker[] = [];
    for (let i = 0; i < workers; i++) running.push(await road.startWorker());
    await until('each has a bind', () => running.every((one) => one.health().binds.length > 0));
    const count = 1_000;
    const numbers = numbersFrom(workers * 9_000, count);
    await sendTexts(road.owner, { senderId: road.senderId, numbers });
    const wanted = new Set(numbers);
    const submits = await until('all are at the SMSC', () => {
      const own = simulator.ledger().filter(({ to }) => wanted.has(to));
      return own.length === count && own;
    });
    const moments = submits.map(({ at }) => Date.parse(at));
    // A tenth for grants that are spent late, and a twentieth for a simulator that was held up itself.
    assert.ok(mostInASecond(moments) <= perSecond * 1.15, `${mostInASecond(moments)}`);
    const tookMs = moments.at(-1)! - moments[0]!;
    // Used, and not merely held: half of it at least, on a machine on which much else runs.
    assert.ok(tookMs < (count / perSecond) * 1_000 * 2, `${tookMs} ms`);
    assert.ok(new Set(submits.map(({ connection }) => connection)).size >= workers);
    await Promise.all(running.map((worker) => worker.stop()));
  });
}

test('S13 grants follow one another without a gap or an overlap, to the microsecond', async () => {
  const { id } = (await ground.sql`select id from providers`)[0]!;
  const usedUntil = async () => {
    const [row] = await ground.sql`
      select extract(epoch from used_until)::float8 * 1e6 as micros from provider_rates`;
    return row!.micros as number;
  };
  await grantRate(road.worker, id, 10_000, 10_000);
  const before = await usedUntil();
  const starts = await Promise.all(
    Array.from({ length: 20 }, () => grantRate(road.worker, id, 3, 10_000)),
  );
  assert.ok(Math.abs((await usedUntil()) - before - 20 * 300) <= 20);
  assert.ok(starts.every((ms) => ms > 0 && ms <= 1_100));
  await ground.sql`update provider_rates set used_until = now() + interval '1 hour'`;
  assert.ok((await grantRate(road.worker, id, 1, 10)) <= 10_000, 'a clock that was set back');
});

test('S13 a grant that is not used lapses, and a worker asks for no more than it can use', async () => {
  const asked: number[] = [];
  const ask = async (count: number) => {
    asked.push(count);
    return 0;
  };
  const rate = new Rate({ ratePerSecond: 10_000, ask, onGrant: () => {} });
  assert.equal(rate.take(5), 0);
  await new Promise(setImmediate);
  assert.equal(rate.take(2), 2);
  assert.equal(asked[0], 5);
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(rate.take(3), 0, 'it has lapsed');
  assert.ok(
    asked.every((count) => count <= 250),
    `${asked}`,
  );
});

test('S13 in full flow a worker asks 45 times a second at most', async () => {
  let asked = 0;
  let reservedUntilMs = 0;
  const ask = async (count: number, ratePerSecond: number) => {
    asked++;
    const now = performance.now();
    const fromMs = Math.max(now, reservedUntilMs);
    reservedUntilMs = fromMs + (count / ratePerSecond) * 1_000;
    return fromMs - now;
  };
  const rate = new Rate({ ratePerSecond: 10_000, ask, onGrant: () => {} });
  let taken = 0;
  const beganMs = performance.now();
  while (performance.now() - beganMs < 1_000) {
    taken += rate.take(100);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  assert.ok(taken > 8_000 && taken <= 11_000, `${taken}`);
  assert.ok(asked <= 45, `${asked}`);
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { type BatchId, newId } from '#lib/ids.ts';
import { type Micros, micros } from '#lib/money/micros.ts';
import { bookedAt } from '#lib/statements/testing.ts';
import { dayStart } from '#lib/time/day-start.ts';
import { grantTrialCredit } from './grant-trial-credit.ts';
import { lineKinds } from './line-kinds.ts';
import { readSpending } from './read-spending.ts';
import { readStatement } from './read-statement.ts';
import { reserve } from './reserve.ts';
import { settleAndRelease } from './settle-and-release.ts';
import { totalStatement } from './total-statement.ts';

const ground = await openTestGround();
const { owner, stranger } = await castOf(ground);
const { accountId } = owner.actor;
const timeZone = 'Europe/Athens';

async function send(price: number, charged: number, at: string): Promise<BatchId> {
  const batchId = newId<BatchId>();
  const [settleMicros, releaseMicros] = [micros(charged), micros(price - charged)];
  await ground.db.transaction((tx) =>
    reserve(tx, { accountId, batchId, micros: micros(price), messages: 4 }),
  );
  await ground.db.transaction((tx) =>
    settleAndRelease(tx, [
      { accountId, batchId, settleMicros, releaseMicros, settled: 3, released: 1 },
    ]),
  );
  await bookedAt(owner, new Date(at));
  return batchId;
}

// The clocks of Athens go forward on 31 March 2024, at 1:00 UTC: that day has 23 hours.
await ground.db.transaction((tx) => grantTrialCredit(tx, accountId, micros(1_000)));
await bookedAt(owner, new Date('2024-03-28T10:00:00Z'));
await send(100, 70, '2024-03-30T21:59:59.999Z');
const second = await send(200, 130, '2024-03-30T22:00:00Z');
await send(300, 250, '2024-03-31T20:59:59.999Z');
await send(50, 50, '2024-03-31T21:00:00Z');

const on = (first: string, last = first) => ({
  from: dayStart(first, timeZone)!,
  to: dayStart(last, timeZone, 1)!,
});
const amounts = async (filter: Parameters<typeof readStatement>[1]) =>
  (await readStatement(owner, filter)).entries.map((entry) => [
    Number(entry.amountMicros),
    entry.balanceMicros,
  ]);

describe('a filter', () => {
  it('shows days of the customer’s zone, each line with the balance that it had', async () => {
    assert.deepEqual(await amounts(on('2024-03-31')), [
      [50, 550],
      [-300, 500],
      [70, 800],
      [-200, 730],
    ]);
    assert.deepEqual(await amounts(on('2024-03-29')), []);
    assert.deepEqual(await amounts({ from: dayStart('2024-04-01', timeZone)! }), [[-50, 500]]);
    assert.equal((await amounts(on('0001-01-01', '9999-12-31'))).length, 8);
    assert.deepEqual(
      await amounts({ to: dayStart('9999-12-31', 'America/New_York', 1)!, from: new Date() }),
      [],
    );
  });

  it('shows one kind, or what one send moved', async () => {
    assert.deepEqual(await amounts({ kind: 'returned', ...on('2024-03-30', '2024-03-31') }), [
      [50, 550],
      [70, 800],
      [30, 930],
    ]);
    assert.deepEqual(await amounts({ batchId: second }), [
      [70, 800],
      [-200, 730],
    ]);
    assert.deepEqual(await amounts({ kind: 'charged', batchId: second }), [[-130, null]]);
    assert.deepEqual(await amounts({ kind: 'topped_up' }), []);
  });

  it('pages without gaps', async () => {
    const first = await readStatement(owner, { kind: 'set_aside', limit: 3 });
    const rest = await readStatement(owner, { kind: 'set_aside', limit: 3, before: first.next! });
    assert.deepEqual(
      [...first.entries, ...rest.entries].map(({ amountMicros }) => Number(amountMicros)),
      [-50, -300, -200, -100],
    );
    assert.equal(rest.next, null);
  });

  it('has totals that are the sums of its lines, whatever it shows', async () => {
    for (const kind of [undefined, ...lineKinds]) {
      for (const days of [{}, on('2024-03-31'), on('2024-03-28', '2024-04-01')]) {
        const { entries } = await readStatement(owner, { kind, ...days, limit: 1_000 });
        const totals = await totalStatement(owner, { kind, ...days });
        const pick = (total: (typeof totals)[number]): Micros =>
          kind === 'charged' ? total.reservedMicros : total.availableMicros;
        assert.equal(
          totals.reduce((sofar, total) => sofar + pick(total), 0),
          entries.reduce((sofar, { amountMicros }) => sofar + amountMicros, 0),
          kind,
        );
      }
    }
    const [set, , charged] = await totalStatement(owner, on('2024-03-31'));
    assert.deepEqual([set?.kind, set?.lines, set?.messages], ['set_aside', 2, 8]);
    assert.deepEqual(
      [charged?.kind, charged?.chargedMicros, charged?.messages],
      ['charged', 380, 6],
    );
  });

  it('shows nobody what is somebody else’s', async () => {
    assert.deepEqual((await readStatement(stranger, { batchId: second })).entries, []);
    assert.deepEqual(await totalStatement(stranger, { batchId: second }), []);
  });
});

describe('spending by day', () => {
  const now = new Date('2024-04-01T12:00:00Z');

  it('is what the statement of the same days calls charged, days of nothing included', async () => {
    const days = await readSpending(owner, { count: 4, timeZone, now });
    assert.deepEqual(
      days.map(({ day, chargedMicros, messages }) => [day, Number(chargedMicros), messages]),
      [
        ['2024-03-29', 0, 0],
        ['2024-03-30', 70, 3],
        ['2024-03-31', 380, 6],
        ['2024-04-01', 50, 3],
      ],
    );
    for (const { day, chargedMicros } of days) {
      const charged = (await totalStatement(owner, on(day))).find(({ kind }) => kind === 'charged');
      assert.equal(charged?.chargedMicros ?? 0, chargedMicros, day);
    }
  });

  it('goes by the days of the zone that is asked for, and is nobody else’s', async () => {
    const inUtc = await readSpending(owner, { count: 3, timeZone: 'UTC', now });
    assert.deepEqual(
      inUtc.map(({ chargedMicros }) => Number(chargedMicros)),
      [200, 300, 0],
    );
    const strange = await readSpending(stranger, { count: 3, timeZone, now });
    assert.ok(strange.every(({ chargedMicros }) => chargedMicros === 0));
  });
});

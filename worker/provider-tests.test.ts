import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eq } from 'drizzle-orm';
import { providerTests } from '#db/schema/staff.ts';
import type { StaffContext } from '#lib/context.ts';
import type { ProviderTestId } from '#lib/ids.ts';
import { testProvider } from '#lib/outbox/testing.ts';
import { askProviderTest } from '#lib/providers/ask-provider-test.ts';
import { endStaleTests } from '#lib/providers/end-stale-tests.ts';
import { listProviderTests } from '#lib/providers/list-provider-tests.ts';
import { takeProviderTest } from '#lib/providers/take-provider-test.ts';
import { openRoad, submitsTo, until } from './testing.ts';

const road = await openRoad();
const { staff, support, finance, worker: workerCtx, simulator, ground } = road;
const { name: provider } = testProvider;

async function asked(number: string, by: StaffContext = staff) {
  const result = await askProviderTest(by, { provider, typed: number });
  assert.ok(result.ok, result.ok ? '' : result.sentence);
  return result.testId;
}

const ended = (id: ProviderTestId) =>
  until('the test has ended', async () => {
    const [row] = await ground.db.select().from(providerTests).where(eq(providerTests.id, id));
    return row?.endedAt ? row : null;
  });

test('without a bind it waits, ends as not connected, and keeps no number', async () => {
  const id = await asked('+306912345000');
  assert.equal(await endStaleTests(workerCtx), 0);
  await ground.sql`update provider_tests set asked_at = now() - interval '3 minutes'`;
  assert.equal(await endStaleTests(workerCtx), 1);
  const row = await ended(id);
  assert.equal(row.outcome, 'not-connected');
  assert.equal(row.numberSealed.length, 0);
  assert.equal(await takeProviderTest(workerCtx, provider), null);
});

test('it is handed over once, and says how the network answered', async () => {
  const worker = await road.startWorker();
  const ends = [];
  for (const number of ['+306912340000', '+306912349001', '+306912349010']) {
    const row = await ended(await asked(number));
    ends.push([row.outcome, row.commandStatus, row.smscMessageId !== null]);
    assert.equal(row.numberSealed.length, 0);
    assert.equal(submitsTo(simulator, number), 1);
  }
  assert.deepEqual(ends, [
    ['accepted', 0, true],
    ['refused', 0x0b, false],
    ['no-answer', null, false],
  ]);
  const [newest] = await listProviderTests(finance);
  assert.deepEqual([newest!.outcome, newest!.askedBy], ['no-answer', staff.actor.number]);
  await worker.stop();
});

test('what a worker took and never ended is not handed over again', async () => {
  const id = await asked('+306912341111');
  const takes = await Promise.all(
    Array.from({ length: 5 }, () => takeProviderTest(workerCtx, provider)),
  );
  assert.equal(takes.filter(Boolean).length, 1);
  await ground.sql`update provider_tests set claimed_at = now() - interval '3 minutes' where id = ${id}`;
  assert.equal(await endStaleTests(workerCtx), 1);
  assert.equal((await ended(id)).outcome, 'no-answer');
  assert.equal(submitsTo(simulator, '+306912341111'), 0);
});

test('a member of staff asks for five in an hour, also at once, and only of a provider and to a mobile number', async () => {
  const results = await Promise.all(
    Array.from({ length: 8 }, () => askProviderTest(support, { provider, typed: '+306912342222' })),
  );
  assert.equal(results.filter(({ ok }) => ok).length, 5);
  const landline = await askProviderTest(finance, { provider, typed: '+302101234567' });
  assert.ok(!landline.ok && landline.field === 'number');
  const other = await askProviderTest(finance, { provider: 'other', typed: '+306912342222' });
  assert.ok(!other.ok);
  assert.ok((await askProviderTest(finance, { provider, typed: '+306912342222' })).ok);
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { accountDeletions } from '#db/schema/leaving.ts';
import { signUpSomebody } from '#lib/accounts/testing.ts';
import { deletionOf, mustDelete } from '#lib/deletion/testing.ts';
import {
  assertMoneyIsExact,
  makeSender,
  numbersFrom,
  priceOfSegment,
  sendTexts,
} from '#lib/outbox/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { openRoad, until } from './testing.ts';

applyTestSettings({ TRIAL_CREDIT: '0' });
// Slowly: the password is proven while messages leave.
const road = await openRoad({ ratePerSecond: 100 });
const { ground, simulator } = road;
const workers = [await road.startWorker(), await road.startWorker()];

/** As if the deletion had been a while ago: it ends no sooner. */
const age = () =>
  ground.db.update(accountDeletions).set({ deletedAt: sql`deleted_at - interval '2 minutes'` });

it('an account deleted in the middle of sending ends, with what left charged and the rest owed', async () => {
  const somebody = await signUpSomebody(ground);
  const { ctx, accountId } = somebody;
  const credit = 1_000;
  const senderId = await makeSender(ctx, credit);
  const sends = Array.from({ length: 4 }, (_, i) =>
    sendTexts(ctx, { senderId, numbers: numbersFrom(i * 500, 500), text: `Hello ${i}` }),
  );
  await Promise.all(sends);
  await until('something has left', () => simulator.ledger().length > 50);
  await mustDelete(somebody, 'Anna Baker');
  await age();
  const deletion = await until('the deletion has ended', async () => {
    const row = await deletionOf(ground, accountId);
    return row.rowsGoneAt !== null && row;
  });
  const sent = simulator.ledger().length;
  assert.ok(sent < 2_000, `${sent} of 2,000 had left`);
  assert.equal(deletion.balanceMicros, credit * 1_000_000 - sent * priceOfSegment);
  assert.ok(deletion.statement);
  const left = await ground.sql`
    select 1 from messages where account_id = ${accountId}
    union all select 1 from message_status where account_id = ${accountId}
    union all select 1 from batches where account_id = ${accountId}
    union all select 1 from in_flight where account_id = ${accountId}`;
  assert.equal(left.length, 0);
  for (const worker of workers) assert.deepEqual(worker.health().problems, []);
  await assertMoneyIsExact(ground);
  assert.equal(
    await ground.db.$count(accountDeletions, eq(accountDeletions.accountId, accountId)),
    1,
  );
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { countStatesOf } from '#lib/accounts/count-states.ts';
import { listAccounts } from '#lib/accounts/list-accounts.ts';
import { holdBatches } from '#lib/holds/hold-batches.ts';
import { newId } from '#lib/ids.ts';
import { grantCredit } from '#lib/ledger/grant-credit.ts';
import { recountBatches } from '#lib/messages/recount-batches.ts';
import { micros } from '#lib/money/micros.ts';
import { inTransaction } from '#lib/outbox/run-sql.ts';
import { openOutcomes, sendTexts } from '#lib/outbox/testing.ts';
import { suspendAccount } from '#lib/suspensions/suspend-account.ts';
import { countJobs, listTroubledJobs } from './jobs.ts';
import { readQueue } from './read-queue.ts';
import { retryJob } from './retry-job.ts';
import { whatWaits } from './what-waits.ts';

const ground = await openTestGround();
const { owner, stranger, staff, support, worker } = await castOf(ground);
const { accountId } = owner.actor;

it('says that nothing waits where nothing does', async () => {
  const waits = await whatWaits(staff);
  assert.equal(waits.oldestQueuedMs, null);
  assert.equal(waits.isMoneyRight, null);
  assert.deepEqual(waits.unboundProviders, []);
  const counts = Object.values(waits).filter((value) => typeof value === 'number');
  assert.deepEqual([...new Set(counts)], [0]);
  assert.deepEqual(await countJobs(staff), { waiting: 0, running: 0, failed: 0 });
  assert.deepEqual(await listTroubledJobs(staff), []);
});

it('counts what waits, and shows the queue by ids and times only', async () => {
  const outcomes = await openOutcomes(owner, worker);
  const { claims, numbers, batchId } = await outcomes.claimed(2);
  const endings = await Promise.all(claims.map((one, i) => outcomes.unknown(one, numbers[i]!)));
  await outcomes.record({ endings, receipts: [await outcomes.receipt('stray', 2)] });
  const { senderId } = outcomes;
  const planned = new Date(Date.now() + 3_600_000);
  await sendTexts(owner, { senderId, numbers: ['+306911111111'] });
  await sendTexts(owner, { senderId, numbers: ['+306911111112'], sendAt: planned });
  const queue = await readQueue(support);
  assert.deepEqual(
    queue.lanes.map(({ lane, messages }) => [lane, messages]),
    [[1, 1]],
  );
  assert.deepEqual([queue.planned, queue.parked, queue.unmatchedCount], [1, 0, 1]);
  const [stray] = queue.unmatched;
  assert.deepEqual([stray!.provider, stray!.smscMessageId, stray!.stateCode], ['test', 'stray', 2]);
  const [unknown] = queue.unknown;
  assert.deepEqual([unknown!.accountId, unknown!.messages], [accountId, 2]);
  assert.ok(unknown!.endsAt > new Date());
  for (const number of numbers) assert.ok(!JSON.stringify(queue).includes(number));

  await inTransaction(ground.db, (tx) => holdBatches(tx, accountId, 'debt'));
  const reason = 'Complaints about lottery texts.';
  assert.ok((await suspendAccount(staff, { accountId, reason })).ok);
  const amount = micros(50_000_000_000);
  const idempotencyKey = newId();
  assert.ok((await grantCredit(staff, { accountId, amount, reason, idempotencyKey })).ok);
  const waits = await whatWaits(support);
  assert.deepEqual(
    [waits.unknownMessages, waits.unmatchedReceipts, waits.suspendedAccounts],
    [2, 1, 1],
  );
  assert.deepEqual([waits.creditProposals, waits.heldBatches], [1, 2]);
  assert.deepEqual(waits.unboundProviders, ['test']);
  assert.deepEqual([(await readQueue(support)).parked, waits.oldestQueuedMs], [2, null]);

  await recountBatches(ground.db, [{ accountId, batchId }]);
  assert.deepEqual(await countStatesOf(support, accountId, 7), [
    { state: 'queued', messages: 2 },
    { state: 'unknown', messages: 2 },
  ]);
  assert.deepEqual(await countStatesOf(support, stranger.actor.accountId, 7), []);
  const suspended = (await listAccounts(support, { suspended: true })).accounts;
  assert.deepEqual(
    suspended.map(({ id, isSuspended }) => [id, isSuspended]),
    [[accountId, true]],
  );
});

it('has a failed job done once more, once', async () => {
  await ground.sql`create schema jobs`;
  await ground.sql`
    create table jobs.job (id uuid, name text, state text, retry_count int default 0, retry_limit int default 4,
      created_on timestamptz default now(), completed_on timestamptz, start_after timestamptz default now())`;
  const [id, other] = [newId(), newId()];
  await ground.sql`
    insert into jobs.job (id, name, state) values
      (${id}, 'make-export', 'failed'), (${other}, 'make-export', 'active'), (${newId()}, '__pgboss__x', 'failed')`;
  assert.deepEqual(await countJobs(staff), { waiting: 0, running: 1, failed: 1 });
  const [job] = await listTroubledJobs(staff);
  assert.deepEqual([job!.id, job!.state, job!.retries], [id, 'failed', 0]);
  const retry = (which: string) => retryJob(staff, { queue: 'make-export', id: which });
  const retried = await Promise.all([retry(id), retry(id), retry(other)]);
  assert.equal(retried.filter(Boolean).length, 1);
  assert.deepEqual(await countJobs(staff), { waiting: 1, running: 1, failed: 0 });
});

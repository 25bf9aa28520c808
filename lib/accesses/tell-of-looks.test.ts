import assert from 'node:assert/strict';
import { beforeEach, it } from 'node:test';
import { sql } from 'drizzle-orm';
import { castOf, openTestGround } from '#db/testing.ts';
import type { CustomerContext, StaffContext, WorkerContext } from '#lib/context.ts';
import { giveCredit } from '#lib/messages/testing.ts';
import { newNotices } from '#lib/notices/list-notices.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { stopAccess } from './end-access.ts';
import { lookAtRecords } from './look-at-records.ts';
import { tellOfLooks } from './tell-of-looks.ts';
import { mustAsk, sendSomething } from './testing.ts';

applyTestSettings();
const ground = await openTestGround();
const { db } = ground;

let owner: CustomerContext;
let support: StaffContext;
let worker: WorkerContext;
beforeEach(async () => {
  ({ owner, support, worker } = await castOf(ground));
  await giveCredit(owner);
});

const lookAt = async (count: number) => {
  const { batchId } = await sendSomething(ground, owner, { count });
  const accessId = await mustAsk(support, owner, { batchId });
  const { accountId } = owner.actor;
  await lookAtRecords(support, { accountId, accessId });
  await lookAtRecords(support, { accountId, accessId });
  return accessId;
};
const told = async () => (await newNotices(owner)).map(({ kind, facts }) => ({ kind, ...facts }));

it('tells once what was looked at when the access has ended, however many workers look', async () => {
  const accessId = await lookAt(2);
  await tellOfLooks(worker);
  assert.deepEqual(await told(), [], 'it is still open');
  // As if every worker had been away since.
  await db.execute(sql`
    update accesses set starts_at = starts_at - interval '9 days', ends_at = ends_at - interval '9 days'
    where id = ${accessId}`);
  await Promise.all(Array.from({ length: 4 }, () => tellOfLooks(worker)));
  const { number } = support.actor;
  // Two messages, and what they share.
  assert.deepEqual(await told(), [
    { kind: 'looked_at', accessId, staffNumber: number, records: 3 },
  ]);
  assert.equal(await tellOfLooks(worker), 0);
});

it('tells also of what the customer ended, and nothing where nothing was shown', async () => {
  const { batchId } = await sendSomething(ground, owner);
  const unused = await mustAsk(support, owner, { batchId });
  await stopAccess(owner, unused);
  const used = await lookAt(1);
  await stopAccess(owner, used);
  assert.equal(await tellOfLooks(worker), 2);
  assert.deepEqual(
    (await told()).map(({ accessId }) => accessId),
    [used],
  );
});

import assert from 'node:assert/strict';
import { beforeEach, it } from 'node:test';
import { eq } from 'drizzle-orm';
import { notices } from '#db/schema/notices.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import type { CustomerContext } from '#lib/context.ts';
import { dismissNotice } from './dismiss-notice.ts';
import { listNotices, newNotices } from './list-notices.ts';
import { tell } from './tell.ts';

const ground = await openTestGround();
let owner: CustomerContext;
let colleague: CustomerContext;
let stranger: CustomerContext;
beforeEach(async () => {
  ({ owner, colleague, stranger } = await castOf(ground));
});

const low = (onceKey: string) =>
  tell(ground.db, owner.actor.accountId, { kind: 'low_balance', facts: { days: 2 }, onceKey });

it('tells what has the same key once, however many tell it at the same time', async () => {
  await Promise.all(Array.from({ length: 8 }, () => low('low/1')));
  await low('low/2');
  const told = await newNotices(owner);
  assert.deepEqual(
    told.map(({ kind, facts }) => ({ kind, facts })),
    Array(2).fill({ kind: 'low_balance', facts: { days: 2 } }),
  );
  assert.deepEqual(await newNotices(stranger), []);
});

it('is seen when one of the account dismisses it, and stays in the list', async () => {
  await low('low/1');
  const [notice] = await newNotices(owner);
  await dismissNotice(stranger, notice!.id);
  assert.equal((await newNotices(owner)).length, 1);
  await dismissNotice(colleague, notice!.id);
  await dismissNotice(owner, notice!.id);
  assert.deepEqual(await newNotices(owner), []);
  assert.ok((await listNotices(owner))[0]?.seenAt);
  const [row] = await ground.db.select().from(notices).where(eq(notices.id, notice!.id));
  assert.equal(row?.seenBy, colleague.actor.userId);
  assert.deepEqual(await listNotices(stranger), []);
});

it('does not speak of an hour that is over', async () => {
  await tell(ground.db, owner.actor.accountId, {
    kind: 'ceiling_near',
    facts: { span: 'hour', micros: 20_000_000, currency: 'EUR' },
    onceKey: 'near/hour',
  });
  assert.equal((await newNotices(owner)).length, 1);
  assert.equal((await newNotices(owner, new Date(Date.now() + 3_600_000))).length, 0);
  assert.equal((await listNotices(owner)).length, 1);
});

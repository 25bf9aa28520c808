import assert from 'node:assert/strict';
import { it } from 'node:test';
import { eq } from 'drizzle-orm';
import { accessChoices, accesses, accessRecords, suspensions } from '#db/schema/accesses.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { signUpSomebody } from '#lib/accounts/testing.ts';
import { goOn, mustDelete } from '#lib/deletion/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { lookAtRecords } from './look-at-records.ts';
import { beLookedAt, mustAsk, sendSomething } from './testing.ts';

applyTestSettings({ TRIAL_CREDIT: '5' });
const ground = await openTestGround();
const { support, worker } = await castOf(ground);

it('who looked goes with the account, an access that is open ends with it, and nobody is looked at after', async () => {
  const somebody = await signUpSomebody(ground);
  const { ctx, accountId } = somebody;
  const { batchId, messageIds } = await sendSomething(ground, ctx);
  const accessId = await mustAsk(support, ctx, { messageIds: [messageIds[0]!] });
  await beLookedAt(support, ctx, batchId);
  assert.ok(await lookAtRecords(support, { accountId, accessId }));
  await mustDelete(somebody);
  assert.equal(await lookAtRecords(support, { accountId, accessId }), null);
  await goOn(worker, accountId);
  for (const table of [accesses, accessRecords, accessChoices, suspensions]) {
    assert.equal(await ground.db.$count(table, eq(table.accountId, accountId)), 0);
  }
});

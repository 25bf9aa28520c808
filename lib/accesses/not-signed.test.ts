import assert from 'node:assert/strict';
import { it } from 'node:test';
import { eq } from 'drizzle-orm';
import { accessRecords } from '#db/schema/accesses.ts';
import { staffNdas } from '#db/schema/staff.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { env } from '#lib/env.ts';
import { giveCredit } from '#lib/messages/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { lookAtRecords } from './look-at-records.ts';
import { ask, mustAsk, sendSomething } from './testing.ts';

applyTestSettings();
const ground = await openTestGround();
const { db } = ground;

it('nothing is shown, and nothing can be asked for, without the agreement of the current version', async () => {
  const { owner, support } = await castOf(ground);
  await giveCredit(owner);
  const { batchId, messageIds } = await sendSomething(ground, owner);
  const accessId = await mustAsk(support, owner, { batchId });
  const look = () => lookAtRecords(support, { accountId: owner.actor.accountId, accessId });
  const sign = (version: string) =>
    db.update(staffNdas).set({ version }).where(eq(staffNdas.userId, support.actor.userId));

  await sign('an earlier one');
  assert.equal(await look(), null);
  assert.equal(await db.$count(accessRecords, eq(accessRecords.accessId, accessId)), 0);
  const asked = await ask(support, owner, { messageIds });
  assert.deepEqual(asked, { ok: false, refusal: 'not-found' });

  await sign(env.STAFF_NDA_VERSION);
  assert.equal((await look())?.messages.length, messageIds.length);
  assert.ok((await ask(support, owner, { messageIds })).ok);
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { giveCredit } from '#lib/messages/testing.ts';
import { newNotices } from '#lib/notices/list-notices.ts';
import { changeRole } from '#lib/staff/change-role.ts';
import { endMember } from '#lib/staff/end-member.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { answerAccess } from './answer-access.ts';
import { chooseAskFirst } from './choose-ask-first.ts';
import { readAccess } from './list-accesses.ts';
import { lookAtRecords } from './look-at-records.ts';
import { mustAsk, sendSomething } from './testing.ts';

applyTestSettings();
const ground = await openTestGround();

for (const [name, leave] of [
  ['leaves', endMember],
  ['looks after money from now on', (ctx, who) => changeRole(ctx, { ...who, role: 'finance' })],
] as [string, typeof endMember][]) {
  it(`of whoever ${name}, no access stays open or waits, and nobody else’s ends`, async () => {
    const { owner, support, staff } = await castOf(ground);
    const { accountId } = owner.actor;
    await giveCredit(owner);
    const { batchId, messageIds } = await sendSomething(ground, owner);
    const open = await mustAsk(support, owner, { batchId });
    const others = await mustAsk(staff, owner, { batchId });
    await chooseAskFirst(owner, true);
    const waiting = await mustAsk(support, owner, { messageIds });

    assert.ok((await leave(staff, { userId: support.actor.userId })).ok);
    assert.equal((await readAccess(owner, open))?.state, 'ended');
    assert.equal((await readAccess(owner, waiting))?.state, 'withdrawn');
    assert.deepEqual(await newNotices(owner), [], 'there is nothing to decide any more');
    assert.equal((await answerAccess(owner, waiting, true))?.ok, false);
    assert.equal(await lookAtRecords(support, { accountId, accessId: open }), null);
    assert.ok(await lookAtRecords(staff, { accountId, accessId: others }));
  });
}

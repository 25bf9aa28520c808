import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { accesses } from '#db/schema/accesses.ts';
import { staffLog, staffMembers } from '#db/schema/staff.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import type { CustomerContext, StaffContext } from '#lib/context.ts';
import { newId } from '#lib/ids.ts';
import { giveCredit } from '#lib/messages/testing.ts';
import { listNotices } from '#lib/notices/list-notices.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { readAccess } from './list-accesses.ts';
import { listStaffAccesses, readStaffAccess } from './list-staff-accesses.ts';
import { ask, mustAsk, sendSomething } from './testing.ts';

applyTestSettings();
const ground = await openTestGround();
const { db } = ground;

let owner: CustomerContext;
let stranger: CustomerContext;
let support: StaffContext;
let finance: StaffContext;
let staff: StaffContext;
let sent: Awaited<ReturnType<typeof sendSomething>>;
beforeEach(async () => {
  ({ owner, stranger, support, finance, staff } = await castOf(ground));
  await giveCredit(owner);
  sent = await sendSomething(ground, owner);
});

const problemOf = async (...asked: Parameters<typeof ask>) => {
  const result = await ask(...asked);
  if (result.ok) return 'granted';
  return result.refusal === 'problems' ? result.problems[0]?.field : result.refusal;
};
const actsOf = async ({ actor }: StaffContext) =>
  (await db.select().from(staffLog).where(eq(staffLog.userId, actor.userId))).map(
    ({ action, accountId, subject, facts }) => ({ action, accountId, subject, facts }),
  );

describe('asking for an access', () => {
  it('opens it at once, for the minutes asked for, and stands in the log of staff', async () => {
    const accessId = await mustAsk(support, owner, { batchId: sent.batchId });
    const access = await readAccess(owner, accessId);
    assert.equal(access?.state, 'open');
    assert.equal(access.staffNumber, support.actor.number);
    assert.equal(access.endsAt!.getTime() - access.startsAt!.getTime(), 30 * 60_000);
    assert.deepEqual(await actsOf(support), [
      {
        action: 'access.ask',
        accountId: owner.actor.accountId,
        subject: accessId,
        facts: { minutes: 30, waits: false, messages: 'all' },
      },
    ]);
    assert.deepEqual(await listNotices(owner), []);
  });

  it('needs a reason, a ticket, minutes and what it is for', async () => {
    const scope = { batchId: sent.batchId };
    const refused = async (changed: Parameters<typeof ask>[3]) =>
      problemOf(support, owner, scope, changed);
    assert.equal(await refused({ reason: `  Too short${' '.repeat(30)}` }), 'reason');
    assert.equal(await refused({ reason: `Zero\u200b${'\u200b'.repeat(30)}` }), 'reason');
    for (const empty of ['\u3164', '\u2800', '.', 'x', 'x\u0301', '4 ']) {
      assert.equal(await refused({ reason: empty.repeat(40) }), 'reason');
    }
    assert.equal(await refused({ reason: 'Why not? '.repeat(56) }), 'reason');
    const numbers = ['+306912345678', '691 234 56 78', '(691) 234-5678', '६९१२३४५६७८'];
    for (const number of [...numbers, '6*9*1*2*3*4*5*6*7*8', '691:234|56~78', '691‽234 ⚑ 5678']) {
      assert.equal(await refused({ reason: `The customer asks about ${number}.` }), 'reason');
      assert.equal(await refused({ ticket: number }), 'ticket');
    }
    assert.equal(await refused({ ticket: ' ' }), 'ticket');
    assert.equal(await refused({ ticket: 'T'.repeat(41) }), 'ticket');
    for (const minutes of [0, 61, 1.5, Number.NaN, -5]) {
      assert.equal(await refused({ minutes }), 'minutes');
    }
    assert.equal(await problemOf(support, owner, { messageIds: [] }), 'scope');
    const many = Array.from({ length: 101 }, () => newId<(typeof sent.messageIds)[0]>());
    assert.equal(await problemOf(support, owner, { messageIds: many }), 'scope');
    assert.equal(await db.$count(accesses, eq(accesses.accountId, owner.actor.accountId)), 0);
  });

  it('takes 20 characters and 500, and says when a date looks like a number', async () => {
    const [first, second] = sent.messageIds;
    const longest = 'ready '.repeat(84).slice(0, 500);
    assert.equal(
      await problemOf(support, owner, { messageIds: [first!] }, { reason: 'It says “no answer”?' }),
      'granted',
    );
    const asked = { reason: longest, ticket: '#48812' };
    assert.equal(await problemOf(support, owner, { messageIds: [second!] }, asked), 'granted');
    const dated = await ask(...([support, owner, { batchId: sent.batchId }] as const), {
      reason: 'Sent on 2026-11-28 and never arrived.',
    });
    assert.ok(!dated.ok && dated.refusal === 'problems');
    assert.match(dated.problems[0]!.sentence, /write the month as a word/);
  });

  it('finds nothing of other accounts, no codes, nothing for finance or who has left', async () => {
    const scope = { batchId: sent.batchId };
    assert.equal(await problemOf(support, stranger, scope), 'not-found');
    assert.equal(await problemOf(support, stranger, { messageIds: sent.messageIds }), 'not-found');
    assert.equal(await problemOf(finance, owner, scope), 'not-found');
    const code = await sendSomething(ground, owner, { count: 1, code: true });
    assert.equal(await problemOf(support, owner, { batchId: code.batchId }), 'not-found');
    await giveCredit(stranger);
    const others = await sendSomething(ground, stranger);
    const mixed = { messageIds: [sent.messageIds[0]!, others.messageIds[0]!] };
    assert.equal(await problemOf(support, owner, mixed), 'not-found');
    await db
      .update(staffMembers)
      .set({ endedAt: sql`now()` })
      .where(eq(staffMembers.userId, support.actor.userId));
    assert.equal(await problemOf(support, owner, scope), 'not-found');
  });

  it('twice for the same is once, however many ask at the same time', async () => {
    const [one, two] = sent.messageIds;
    const asked = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        ask(support, owner, { messageIds: i % 2 ? [one!, two!] : [two!, one!] }),
      ),
    );
    assert.equal(new Set(asked.map((result) => result.ok && result.accessId)).size, 1);
    assert.equal(asked.filter((result) => result.ok && !result.already).length, 1);
    assert.notEqual(
      await mustAsk(staff, owner, { messageIds: [one!, two!] }),
      asked[0]!.ok && asked[0]!.accessId,
      'somebody else has an access of their own',
    );
  });
});

describe('the lists of staff', () => {
  it('hold their own; for an admin everybody’s; nothing for finance', async () => {
    const accessId = await mustAsk(support, owner, { batchId: sent.batchId });
    const find = async (ctx: StaffContext, everybody = false) =>
      (await listStaffAccesses(ctx, { everybody })).accesses.some(({ id }) => id === accessId);
    assert.equal(await find(support), true);
    assert.equal(await find(staff), false);
    assert.equal(await find(staff, true), true);
    assert.equal(await find(finance, true), false);
    const other = (await castOf(ground)).support;
    assert.equal(await find(other, true), false);
    const { accountId } = owner.actor;
    assert.equal((await readStaffAccess(support, accountId, accessId))?.state, 'open');
    assert.equal((await readStaffAccess(staff, accountId, accessId))?.state, 'open');
    assert.equal(await readStaffAccess(other, accountId, accessId), null);
    assert.equal(await readStaffAccess(support, stranger.actor.accountId, accessId), null);
    assert.equal(await readStaffAccess(finance, accountId, accessId), null);
  });

  it('can be narrowed to a state', async () => {
    const accessId = await mustAsk(support, owner, { batchId: sent.batchId });
    const open = await listStaffAccesses(support, { state: 'open' });
    assert.deepEqual(
      open.accesses.map(({ id }) => id),
      [accessId],
    );
    assert.deepEqual((await listStaffAccesses(support, { state: 'waiting' })).accesses, []);
  });
});

it('who looked cannot be taken out of the database while the account is open', async () => {
  const accessId = await mustAsk(support, owner, { batchId: sent.batchId });
  await assert.rejects(
    db.delete(accesses).where(eq(accesses.id, accessId)),
    /stays as long as the account/,
  );
});

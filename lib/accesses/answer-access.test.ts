import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { staffLog } from '#db/schema/staff.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import type { CustomerContext, StaffContext } from '#lib/context.ts';
import type { AccessId } from '#lib/ids.ts';
import { giveCredit } from '#lib/messages/testing.ts';
import { newNotices } from '#lib/notices/list-notices.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { answerAccess } from './answer-access.ts';
import { chooseAskFirst } from './choose-ask-first.ts';
import { endAccess, stopAccess } from './end-access.ts';
import {
  listAccessChoices,
  listAccesses,
  listWaitingAccesses,
  readAccess,
} from './list-accesses.ts';
import { mustAsk, sendSomething } from './testing.ts';

applyTestSettings();
const ground = await openTestGround();
const { db } = ground;

let owner: CustomerContext;
let colleague: CustomerContext;
let stranger: CustomerContext;
let support: StaffContext;
let staff: StaffContext;
let sent: Awaited<ReturnType<typeof sendSomething>>;
beforeEach(async () => {
  ({ owner, colleague, stranger, support, staff } = await castOf(ground));
  await giveCredit(owner);
  sent = await sendSomething(ground, owner);
});

const stateOf = async (accessId: AccessId) => (await readAccess(owner, accessId))?.state;
const actsOf = async ({ actor }: StaffContext) =>
  (await db.select().from(staffLog).where(eq(staffLog.userId, actor.userId))).map(
    ({ action, accountId, subject, facts }) => ({ action, accountId, subject, facts }),
  );
/** Moves the times of an access into the past. */
const age = (accessId: AccessId, by: string) =>
  db.execute(sql`
    update accesses set answer_by = answer_by - ${by}::interval,
      starts_at = starts_at - ${by}::interval, ends_at = ends_at - ${by}::interval
    where id = ${accessId}`);

describe('where the customer wants to be asked first', () => {
  const askFirst = async () => {
    await chooseAskFirst(owner, true);
    return mustAsk(support, owner, { batchId: sent.batchId }, { minutes: 10 });
  };

  it('an access waits, is told at once, and begins with the yes', async () => {
    const accessId = await askFirst();
    assert.equal(await stateOf(accessId), 'waiting');
    assert.deepEqual(
      (await newNotices(owner)).map(({ kind, facts }) => ({ kind, facts })),
      [{ kind: 'access_asked', facts: { accessId, staffNumber: support.actor.number } }],
    );
    assert.equal((await listWaitingAccesses(owner)).length, 1);
    assert.deepEqual(await answerAccess(colleague, accessId, true), { ok: true });
    const access = await readAccess(owner, accessId);
    assert.equal(access?.state, 'open');
    assert.equal(access.startsAt!.getTime(), access.answeredAt!.getTime());
    assert.equal(access.endsAt!.getTime() - access.startsAt!.getTime(), 10 * 60_000);
    assert.deepEqual(await newNotices(owner), []);
    assert.deepEqual(await listWaitingAccesses(owner), []);
  });

  it('a no is final', async () => {
    const accessId = await askFirst();
    assert.deepEqual(await answerAccess(owner, accessId, false), { ok: true });
    assert.deepEqual(await answerAccess(owner, accessId, false), { ok: true });
    const late = await answerAccess(owner, accessId, true);
    assert.ok(late && !late.ok);
    assert.equal(await stateOf(accessId), 'refused');
  });

  it('another account cannot answer or end it, nor find it', async () => {
    const accessId = await askFirst();
    assert.equal(await answerAccess(stranger, accessId, true), null);
    assert.equal(await stopAccess(stranger, accessId), null);
    assert.equal(await readAccess(stranger, accessId), null);
    assert.deepEqual((await listAccesses(stranger)).accesses, []);
    assert.equal(await stateOf(accessId), 'waiting');
  });

  it('yes and no at the same time: the first counts', async () => {
    const accessId = await askFirst();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        answerAccess(i % 3 ? owner : colleague, accessId, i % 2 === 0),
      ),
    );
    const counted = answers.filter((answer) => answer?.ok).length;
    assert.equal(counted, 4, 'those who said what counts');
    assert.match((await stateOf(accessId))!, /^(open|refused)$/);
  });

  it('nobody can agree after 48 hours, nor to what was withdrawn', async () => {
    const lapsed = await askFirst();
    await age(lapsed, '48 hours');
    const late = await answerAccess(owner, lapsed, true);
    assert.ok(late && !late.ok && /not answered in time/.test(late.sentence));
    assert.equal(await stateOf(lapsed), 'lapsed');
    const withdrawn = await mustAsk(support, owner, { batchId: sent.batchId });
    assert.notEqual(withdrawn, lapsed);
    await endAccess(support, { accountId: owner.actor.accountId, accessId: withdrawn });
    const answer = await answerAccess(owner, withdrawn, true);
    assert.ok(answer && !answer.ok);
    assert.equal(await stateOf(withdrawn), 'withdrawn');
  });

  it('agreeing and withdrawing at the same time: never open afterwards', async () => {
    const accessId = await askFirst();
    await Promise.all([
      answerAccess(owner, accessId, true),
      endAccess(support, { accountId: owner.actor.accountId, accessId }),
    ]);
    assert.match((await stateOf(accessId))!, /^(ended|withdrawn)$/);
  });

  it('the newest choice counts, each stands in the history, and the same again changes nothing', async () => {
    await Promise.all(Array.from({ length: 4 }, () => chooseAskFirst(owner, true)));
    await chooseAskFirst(colleague, false);
    await chooseAskFirst(owner, false);
    await chooseAskFirst(owner, true);
    const choices = await listAccessChoices(owner);
    assert.deepEqual(
      choices.map((choice) => choice.askFirst),
      [true, false, true],
    );
    assert.ok(choices.every(({ by }) => by?.startsWith('user-')));
    assert.deepEqual(await listAccessChoices(stranger), []);
    await chooseAskFirst(owner, false);
    assert.equal(await stateOf(await mustAsk(support, owner, { batchId: sent.batchId })), 'open');
  });
});

describe('an access ends', () => {
  const mine = (accessId: AccessId) => ({ accountId: owner.actor.accountId, accessId });

  it('by itself, by the clock of the database', async () => {
    const accessId = await mustAsk(support, owner, { batchId: sent.batchId });
    await age(accessId, '30 minutes');
    assert.equal(await stateOf(accessId), 'ended');
    assert.deepEqual(await endAccess(support, mine(accessId)), { ok: true, already: true });
  });

  it('by who asked, an admin or the customer; twice is once', async () => {
    for (const end of [
      (accessId: AccessId) => endAccess(support, mine(accessId)),
      (accessId: AccessId) => endAccess(staff, mine(accessId)),
      (accessId: AccessId) => stopAccess(colleague, accessId),
    ]) {
      const accessId = await mustAsk(support, owner, { batchId: sent.batchId });
      assert.deepEqual(await end(accessId), { ok: true, already: false });
      assert.deepEqual(await end(accessId), { ok: true, already: true });
      assert.equal(await stateOf(accessId), 'ended');
    }
    const ends = (await actsOf(support)).filter(({ action }) => action === 'access.end');
    assert.equal(ends.length, 1);
  });

  it('not by another member of staff', async () => {
    const accessId = await mustAsk(staff, owner, { batchId: sent.batchId });
    assert.equal(await endAccess(support, mine(accessId)), null);
    assert.equal(await stateOf(accessId), 'open');
  });
});

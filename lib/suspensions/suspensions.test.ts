import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { suspensions } from '#db/schema/accesses.ts';
import { batches } from '#db/schema/messages.ts';
import { staffLog } from '#db/schema/staff.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import type { CustomerContext, StaffContext, WorkerContext } from '#lib/context.ts';
import { continueBatch } from '#lib/holds/continue-batch.ts';
import { holdBatches } from '#lib/holds/hold-batches.ts';
import { mustSend, placesOf } from '#lib/holds/testing.ts';
import { newId } from '#lib/ids.ts';
import { checkLedger } from '#lib/ledger/check-ledger.ts';
import { cancelBatch } from '#lib/messages/cancel-batch.ts';
import { sendMessages } from '#lib/messages/send-messages.ts';
import { giveCredit, testNumbers } from '#lib/messages/testing.ts';
import { listNotices, newNotices } from '#lib/notices/list-notices.ts';
import { expireMessages } from '#lib/outbox/expire-messages.ts';
import { recordOutcomes } from '#lib/outbox/record-outcomes.ts';
import { inTransaction } from '#lib/outbox/run-sql.ts';
import { recordIntent } from '#lib/outbox/smpp-sessions.ts';
import { claimWaiting, openTestSession, statusOf } from '#lib/outbox/testing.ts';
import { loadTestPrices, mustQuote, testQuote } from '#lib/quotes/testing.ts';
import { requestNumberCode } from '#lib/senders/request-number-code.ts';
import { liftSuspension } from './lift-suspension.ts';
import { listSuspensions } from './list-suspensions.ts';
import { openSuspension } from './open-suspension.ts';
import { suspendAccount } from './suspend-account.ts';

const ground = await openTestGround();
const { db } = ground;
await loadTestPrices(db);

const reason = 'Complaints about lottery texts.';
let owner: CustomerContext;
let stranger: CustomerContext;
let staff: StaffContext;
let support: StaffContext;
let worker: WorkerContext;
beforeEach(async () => {
  ({ owner, stranger, staff, support, worker } = await castOf(ground));
  await giveCredit(owner);
});

const suspend = (ctx = owner) => suspendAccount(staff, { accountId: ctx.actor.accountId, reason });
const lift = () =>
  liftSuspension(support, { accountId: owner.actor.accountId, reason: 'They proved consent.' });
const send = (count: number, more = {}) =>
  mustSend(owner, { recipients: testNumbers(count).join(' '), ...more });
const later = () => new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 16);

describe('a suspension', () => {
  it('is one at a time, however many suspend at once, and is told and noted once', async () => {
    const results = await Promise.all(Array.from({ length: 6 }, () => suspend()));
    assert.equal(results.filter(({ ok }) => ok).length, 1);
    assert.ok(results.some((each) => !each.ok && /suspended already/.test(each.sentence)));
    const [shown, ...others] = await listSuspensions(staff, owner.actor.accountId);
    assert.equal(others.length, 0);
    assert.equal(shown!.suspendedBy, staff.actor.number);
    assert.deepEqual(
      (await newNotices(owner)).map(({ kind }) => kind),
      ['suspended'],
    );
    const acts = await db
      .select({ action: staffLog.action, userId: staffLog.userId })
      .from(staffLog)
      .where(eq(staffLog.accountId, owner.actor.accountId));
    assert.deepEqual(acts, [{ action: 'account.suspend', userId: staff.actor.userId }]);
    assert.equal(await openSuspension(db, stranger.actor.accountId), null);
  });

  it('needs a reason that the customer can read, and an account', async () => {
    const short = await suspendAccount(staff, {
      accountId: owner.actor.accountId,
      reason: ' spam ',
    });
    assert.ok(!short.ok && short.field === 'reason');
    const nobody = await suspendAccount(staff, { accountId: newId(), reason });
    assert.ok(!nobody.ok && nobody.sentence === 'There is no such account.');
    assert.ok(!(await lift()).ok);
  });

  it('refuses prices, sends, codes and what was held, and says why', async () => {
    const { quoteId } = await mustQuote(owner);
    const held = await send(2);
    await inTransaction(db, (tx) => holdBatches(tx, owner.actor.accountId, 'debt'));
    assert.ok((await suspend()).ok);
    const sent = await sendMessages(owner, quoteId);
    assert.ok(!sent.ok && sent.refusal === 'suspended' && sent.sentence.includes(reason));
    const quote = await testQuote(owner, { senderId: '' });
    assert.ok(!quote.ok && quote.problems[0]!.sentence.includes(reason));
    const code = await requestNumberCode(owner, { typed: '6912345678' });
    assert.ok(!code.ok && code.sentence.includes(reason));
    const going = await continueBatch(owner, held);
    assert.ok(!going.ok && going.sentence.includes(reason));
    assert.ok((await cancelBatch(owner, held)).ok);
    assert.ok((await testQuote(stranger)).ok);
    assert.ok((await lift()).ok);
    assert.ok((await sendMessages(owner, quoteId)).ok);
  });

  it('parks what waits and what is planned, and lets it go in its order when it is lifted', async () => {
    const [now, planned, held] = [await send(3), await send(2, { sendAt: later() }), await send(1)];
    await inTransaction(db, (tx) => holdBatches(tx, owner.actor.accountId, 'debt'));
    assert.ok((await continueBatch(owner, now)).ok);
    assert.ok((await continueBatch(owner, planned)).ok);
    assert.ok((await suspend()).ok);
    assert.deepEqual(await placesOf(db, now), { leaving: 0, planned: 0, held: 3 });
    assert.deepEqual(await placesOf(db, planned), { leaving: 0, planned: 0, held: 2 });
    const lifts = await Promise.all([lift(), lift(), lift()]);
    assert.equal(lifts.filter(({ ok }) => ok).length, 1);
    assert.deepEqual(await placesOf(db, now), { leaving: 3, planned: 0, held: 0 });
    assert.deepEqual(await placesOf(db, planned), { leaving: 0, planned: 2, held: 0 });
    assert.deepEqual(await placesOf(db, held), { leaving: 0, planned: 0, held: 1 });
    assert.deepEqual((await listNotices(owner)).map(({ kind }) => kind).slice(0, 1), [
      'suspension_lifted',
    ]);
    assert.ok(!(await newNotices(owner)).some(({ kind }) => kind === 'suspended'));
    const [row] = await db
      .select()
      .from(suspensions)
      .where(eq(suspensions.accountId, owner.actor.accountId));
    assert.equal(row!.liftedBy, support.actor.userId);
  });

  it('sends that are accepted at its moment are parked or refused: none is left to leave', async () => {
    const quotes = await Promise.all(Array.from({ length: 8 }, () => mustQuote(owner)));
    const results = await Promise.all([
      ...quotes.slice(0, 4).map(({ quoteId }) => sendMessages(owner, quoteId)),
      suspend(),
      ...quotes.slice(4).map(({ quoteId }) => sendMessages(owner, quoteId)),
    ]);
    assert.ok(results[4]!.ok);
    const [left] = await db.execute<{ n: number }>(sql`
      select count(*)::int as n from outbox where account_id = ${owner.actor.accountId}`);
    assert.equal(left!.n, 0);
    assert.deepEqual((await checkLedger(db)).problems, []);
  });

  it('stops what a worker has claimed before it says that it may leave, and parks it as it comes back', async () => {
    const batchId = await send(2);
    const { sessionId } = await openTestSession(worker);
    const claims = await claimWaiting(worker, { sessionId });
    assert.ok((await suspend()).ok);
    const accountIds = [owner.actor.accountId, stranger.actor.accountId];
    const stopped = await recordIntent(worker, sessionId, [0, 2, 0], accountIds);
    assert.deepEqual(stopped, [owner.actor.accountId]);
    await recordOutcomes(worker, {
      ...{ answers: [], late: [], receipts: [] },
      endings: claims.map((message) => {
        return { kind: 'returned', message, waitMs: null, attempt: message.attempt };
      }),
    });
    assert.deepEqual(await placesOf(db, batchId), { leaving: 0, planned: 0, held: 2 });
    assert.ok((await lift()).ok);
    assert.deepEqual(await placesOf(db, batchId), { leaving: 2, planned: 0, held: 0 });
  });

  it('gives back what runs out of time meanwhile, and one-time codes at once', async () => {
    const batchId = await send(1);
    assert.ok((await requestNumberCode(owner, { typed: '6912345678' })).ok);
    assert.ok((await suspend()).ok);
    await db.update(batches).set({ validUntil: sql`now()` }).where(eq(batches.id, batchId));
    await expireMessages(worker, 0);
    const [code] = await db.select().from(batches).where(eq(batches.kind, 'code'));
    for (const id of [batchId, code!.id]) {
      assert.deepEqual(
        (await statusOf(worker, id)).map(({ state }) => state),
        ['expired'],
      );
    }
    assert.ok((await lift()).ok);
    assert.deepEqual(await placesOf(db, batchId), { leaving: 0, planned: 0, held: 0 });
    assert.deepEqual((await checkLedger(db)).problems, []);
  });
});

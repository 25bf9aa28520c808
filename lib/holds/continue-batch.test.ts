import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { ceilingChoices, heldBatches, spending } from '#db/schema/ceilings.ts';
import { balances } from '#db/schema/ledger.ts';
import { batches } from '#db/schema/messages.ts';
import { notices } from '#db/schema/notices.ts';
import { deferred, outbox } from '#db/schema/outbox.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { signUpSomebody } from '#lib/accounts/testing.ts';
import { mustChoose } from '#lib/ceilings/testing.ts';
import type { CustomerContext, WorkerContext } from '#lib/context.ts';
import { mustDelete } from '#lib/deletion/testing.ts';
import type { BatchId } from '#lib/ids.ts';
import { checkLedger } from '#lib/ledger/check-ledger.ts';
import { readBalance } from '#lib/ledger/read-balance.ts';
import { cancelBatch } from '#lib/messages/cancel-batch.ts';
import { readBatch } from '#lib/messages/read-batch.ts';
import { recountBatches } from '#lib/messages/recount-batches.ts';
import { giveCredit, testNumbers, testPrice } from '#lib/messages/testing.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import { type Micros, micros, zero } from '#lib/money/micros.ts';
import { listNotices } from '#lib/notices/list-notices.ts';
import { expireMessages } from '#lib/outbox/expire-messages.ts';
import { recordOutcomes } from '#lib/outbox/record-outcomes.ts';
import { inTransaction } from '#lib/outbox/run-sql.ts';
import { claimWaiting, openTestSession } from '#lib/outbox/testing.ts';
import { loadTestPrices } from '#lib/quotes/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { continueBatch } from './continue-batch.ts';
import { holdBatches } from './hold-batches.ts';
import { readHold } from './read-hold.ts';
import { holdOf, mustSend, placesOf } from './testing.ts';

applyTestSettings({ CEILINGS: '0:1000/1000/1000', TRIAL_CREDIT: '0' });
const ground = await openTestGround();
const { db } = ground;
await loadTestPrices(db);

let owner: CustomerContext;
let colleague: CustomerContext;
let stranger: CustomerContext;
let worker: WorkerContext;
beforeEach(async () => {
  ({ owner, colleague, stranger, worker } = await castOf(ground));
  await giveCredit(owner);
});

const later = () => new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 16);
const send = (count: number, more = {}) =>
  mustSend(owner, { recipients: testNumbers(count).join(' '), ...more });
/** A send of three that waits, since only two messages an hour may leave. */
async function held(more = {}): Promise<BatchId> {
  await mustChoose(owner, { hour: formatMoney(micros(2 * testPrice), 'EUR') });
  return send(3, more);
}
/** As after a raise, which needs a password that the cast has not. */
const raise = () =>
  db.execute(sql`delete from ceiling_choices where account_id = ${owner.actor.accountId}`);
const owe = (amount: Micros) =>
  db
    .update(balances)
    .set({ debtMicros: amount })
    .where(eq(balances.accountId, owner.actor.accountId));
const spentMicros = async () => {
  const rows = await db
    .select()
    .from(spending)
    .where(eq(spending.accountId, owner.actor.accountId));
  return rows.filter(({ country }) => country === '').reduce((sum, row) => sum + row.micros, 0);
};
const sentence = async (ctx: CustomerContext, batchId: BatchId) => {
  const result = await continueBatch(ctx, batchId);
  return result.ok ? 'ok' : result.sentence;
};

describe('a held send that is let go on', () => {
  it('is refused while the ceiling stands in the way, and says which and how much', async () => {
    const batchId = await held();
    assert.equal(
      await sentence(owner, batchId),
      'This is above your ceiling of €0.084 an hour: €0.00 of it is used, and this send takes €0.126. Raise the ceiling.',
    );
    assert.deepEqual(await placesOf(db, batchId), { leaving: 0, planned: 0, held: 3 });
    assert.equal(await holdOf(db, batchId), 'open');
    assert.equal(await spentMicros(), 0);
  });

  it('leaves, in the order of its recipients, and counts then', async () => {
    const batchId = await held();
    assert.equal((await readHold(owner, batchId))?.obstacles.length, 1);
    assert.equal((await readBatch(owner, batchId))?.held, true);
    await raise();
    assert.deepEqual((await readHold(owner, batchId))?.obstacles, []);
    let woken = 0;
    const { unlisten } = await ground.sql.listen('outbox', () => woken++);
    assert.deepEqual(await continueBatch(colleague, batchId), { ok: true });
    assert.deepEqual(await placesOf(db, batchId), { leaving: 3, planned: 0, held: 0 });
    const waiting = await db
      .select()
      .from(outbox)
      .where(eq(outbox.batchId, batchId))
      .orderBy(outbox.id);
    const ids = waiting.map(({ messageId }) => messageId);
    assert.deepEqual(ids, ids.toSorted());
    assert.equal(await holdOf(db, batchId), 'sent');
    assert.equal(await readHold(owner, batchId), null);
    assert.equal((await readBatch(owner, batchId))?.held, false);
    assert.equal(await spentMicros(), 3 * testPrice);
    await unlisten();
    assert.equal(woken, 1);
    assert.deepEqual(
      (await listNotices(owner)).map(({ seenAt }) => seenAt === null),
      [false],
    );
    assert.deepEqual((await checkLedger(db)).problems, []);
  });

  it('waits for its planned time where that is still to come, and leaves at once where it has gone by', async () => {
    const [planned, late] = [await held({ sendAt: later() }), await held({ sendAt: later() })];
    await db
      .update(batches)
      .set({ sendAt: sql`now() - interval '1 minute'` })
      .where(eq(batches.id, late));
    await raise();
    for (const batchId of [planned, late]) assert.equal(await sentence(owner, batchId), 'ok');
    assert.deepEqual(await placesOf(db, planned), { leaving: 0, planned: 3, held: 0 });
    const [batch] = await db.select().from(batches).where(eq(batches.id, planned));
    const [first] = await db.select().from(deferred).where(eq(deferred.batchId, planned));
    assert.deepEqual(first?.dueAt, batch?.sendAt);
    assert.deepEqual(await placesOf(db, late), { leaving: 3, planned: 0, held: 0 });
  });

  it('is not found by a stranger, and a send that is not held does not wait', async () => {
    const batchId = await held();
    await raise();
    const gone = 'This send does not wait for you any more.';
    assert.equal(await sentence(stranger, batchId), gone);
    assert.equal(await readHold(stranger, batchId), null);
    assert.equal(await sentence(owner, await send(1)), gone);
    assert.equal(await holdOf(db, batchId), 'open');
  });

  it('is refused while money is owed', async () => {
    const batchId = await held();
    await raise();
    await owe(micros(2_500_000));
    assert.match(await sentence(owner, batchId), /You owe €2\.50/);
    assert.equal((await placesOf(db, batchId)).held, 3);
    await owe(zero);
    assert.equal(await sentence(owner, batchId), 'ok');
  });
});

describe('a held send that is not let go on', () => {
  it('is cancelled like any other, and its money comes back', async () => {
    const batchId = await held();
    assert.deepEqual(await cancelBatch(owner, batchId), { ok: true, cancelled: 3, leaving: 0 });
    assert.equal(await holdOf(db, batchId), 'cancelled');
    assert.equal((await readBalance(owner)).reservedMicros, 0);
    assert.deepEqual((await readBatch(owner, batchId))?.counts, { cancelled: 3 });
    assert.deepEqual((await checkLedger(db)).problems, []);
  });

  it('runs out of time with its validity, and its money comes back by itself', async () => {
    const batchId = await held();
    await db
      .update(batches)
      .set({ validUntil: sql`now() - interval '1 s'` })
      .where(eq(batches.id, batchId));
    await recountBatches(db, await expireMessages(worker, 60_000));
    assert.equal(await holdOf(db, batchId), 'lapsed');
    assert.equal((await readBalance(owner)).reservedMicros, 0);
    assert.deepEqual((await readBatch(owner, batchId))?.counts, { expired: 3 });
    await raise();
    assert.equal(await sentence(owner, batchId), 'This send does not wait for you any more.');
    assert.deepEqual((await checkLedger(db)).problems, []);
  });

  it('goes with its account, and so does what was told and chosen', async () => {
    const somebody = await signUpSomebody(ground);
    const { ctx, accountId } = somebody;
    await giveCredit(ctx);
    await mustSend(ctx, { recipients: '6912345678' });
    await mustChoose(ctx, { hour: '0' });
    assert.equal(await holdOf(db, await mustSend(ctx)), 'open');
    await mustDelete(somebody);
    for (const table of [ceilingChoices, spending, heldBatches, notices, deferred]) {
      assert.equal(await db.$count(table, eq(table.accountId, accountId)), 0);
    }
    assert.equal((await readBalance(ctx)).reservedMicros, 0);
    assert.deepEqual((await checkLedger(db)).problems, []);
  });
});

describe('races', () => {
  it('of going on twice and more: one goes on, and it counts once', async () => {
    const batchId = await held();
    await raise();
    const results = await Promise.all(
      Array.from({ length: 8 }, () => continueBatch(owner, batchId)),
    );
    assert.equal(results.filter(({ ok }) => ok).length, 1);
    assert.deepEqual(await placesOf(db, batchId), { leaving: 3, planned: 0, held: 0 });
    assert.equal(await spentMicros(), 3 * testPrice);
  });

  it('of going on and cancelling: one outcome for every message, and the books are right', async () => {
    for (let round = 0; round < 10; round++) {
      const batchId = await held();
      await raise();
      const [went, cancelled] = await Promise.all([
        continueBatch(owner, batchId),
        cancelBatch(owner, batchId),
      ]);
      assert.ok(cancelled.ok, 'nothing claims here, so all can be cancelled');
      assert.equal(await holdOf(db, batchId), went.ok ? 'sent' : 'cancelled');
      assert.deepEqual(await placesOf(db, batchId), { leaving: 0, planned: 0, held: 0 });
    }
    assert.equal((await readBalance(owner)).reservedMicros, 0);
    assert.deepEqual((await checkLedger(db)).problems, []);
  });

  it('of two held sends with room for one: one goes on', async () => {
    const both = [await held(), await held()];
    await raise();
    await mustChoose(owner, { hour: formatMoney(micros(5 * testPrice), 'EUR') });
    const results = await Promise.all(both.map((batchId) => continueBatch(owner, batchId)));
    assert.deepEqual(results.map(({ ok }) => ok).sort(), [false, true]);
    assert.equal(await spentMicros(), 3 * testPrice);
  });
});

describe('a payment that is taken back', () => {
  it('parks what has not left, planned or not, and letting go on restores it without counting it again', async () => {
    const [now, planned] = [await send(2), await send(1, { sendAt: later() })];
    await giveCredit(stranger);
    const others = await mustSend(stranger);
    const parked = await inTransaction(db, (tx) => holdBatches(tx, owner.actor.accountId, 'debt'));
    assert.deepEqual(parked.toSorted(), [now, planned].toSorted());
    assert.deepEqual(await placesOf(db, now), { leaving: 0, planned: 0, held: 2 });
    assert.deepEqual(await placesOf(db, planned), { leaving: 0, planned: 0, held: 1 });
    assert.equal((await placesOf(db, others)).leaving, 2);
    assert.equal((await listNotices(owner)).length, 2);
    for (const batchId of [now, planned]) assert.equal(await sentence(owner, batchId), 'ok');
    assert.deepEqual(await placesOf(db, now), { leaving: 2, planned: 0, held: 0 });
    assert.deepEqual(await placesOf(db, planned), { leaving: 0, planned: 1, held: 0 });
    assert.equal(await spentMicros(), 3 * testPrice);
  });

  it('parks again what was let go on before, and leaves what waits for a ceiling with its reason', async () => {
    const batchId = await held();
    const park = () => inTransaction(db, (tx) => holdBatches(tx, owner.actor.accountId, 'debt'));
    assert.deepEqual(await park(), []);
    assert.equal((await readHold(owner, batchId))?.reason, 'ceiling');
    await raise();
    assert.equal(await sentence(owner, batchId), 'ok');
    assert.deepEqual(await park(), [batchId]);
    assert.equal((await readHold(owner, batchId))?.reason, 'debt');
    assert.deepEqual(await cancelBatch(owner, batchId), { ok: true, cancelled: 3, leaving: 0 });
  });

  it('keeps back what comes back from a worker meanwhile', async () => {
    await db.delete(outbox);
    const batchId = await send(3);
    const { sessionId } = await openTestSession(worker);
    const [back, later] = await claimWaiting(worker, { sessionId, base: 0, limit: 2 });
    await inTransaction(db, (tx) => holdBatches(tx, owner.actor.accountId, 'debt'));
    assert.deepEqual(await placesOf(db, batchId), { leaving: 0, planned: 0, held: 1 });
    const returned = { kind: 'returned', attempt: 1 } as const;
    await recordOutcomes(worker, {
      ...{ answers: [], late: [], receipts: [] },
      endings: [
        { ...returned, message: back!, waitMs: null },
        { ...returned, message: later!, waitMs: 5_000 },
      ],
    });
    assert.deepEqual(await placesOf(db, batchId), { leaving: 0, planned: 0, held: 3 });
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { and, eq } from 'drizzle-orm';
import { invoices } from '#db/schema/billing.ts';
import { refundRequests } from '#db/schema/leaving.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { signUpSomebody } from '#lib/accounts/testing.ts';
import { goOn, mustDelete } from '#lib/deletion/testing.ts';
import { type BatchId, newId, type RefundId } from '#lib/ids.ts';
import { refundKeyName } from '#lib/keyring/key-names.ts';
import { checkLedger } from '#lib/ledger/check-ledger.ts';
import { settleAndRelease } from '#lib/ledger/settle-and-release.ts';
import { acceptTestBatch, giveCredit, testPrice } from '#lib/messages/testing.ts';
import { micros, zero } from '#lib/money/micros.ts';
import { type NewReversal, reversePayment } from '#lib/orders/reverse-payment.ts';
import { giveDetails, mustOrder, pay } from '#lib/orders/testing.ts';
import { assertMoneyIsExact } from '#lib/outbox/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { listRefunds } from './list-refunds.ts';
import { payRefund } from './pay-refund.ts';
import { readRefund } from './read-refund.ts';
import { sweepRefundKeys } from './sweep-refund-keys.ts';

applyTestSettings({ TRIAL_CREDIT: '0' });
const ground = await openTestGround();
const { db, sql, keyring } = ground;
const { staff, worker } = await castOf(ground);
const note = 'Transfer 4711';

/** A customer who left with a balance and said where to pay it to. */
async function gone({ sending = false } = {}) {
  const somebody = await signUpSomebody(ground);
  const { accountId } = somebody;
  await giveCredit(somebody.ctx, 2_000_000);
  let batchId = newId<BatchId>();
  if (sending) {
    ({ batchId } = await acceptTestBatch(ground, somebody.ctx, { count: 1 }));
    await sql`update message_status set state = 'unknown' where batch_id = ${batchId}`;
    await sql`delete from outbox where batch_id = ${batchId}`;
  }
  await mustDelete(somebody, 'Anna Baker, GR16 0110 1250');
  const mine = eq(refundRequests.accountId, accountId);
  const [request] = await db.select().from(refundRequests).where(mine);
  return { accountId, batchId, id: request!.id };
}

describe('a refund', () => {
  it('stands on the list of staff until it is paid, once, and then forgets where to', async () => {
    const { id } = await gone();
    assert.deepEqual(
      (await listRefunds(staff)).map((refund) => [refund.id, refund.micros]),
      [[id, 2_000_000]],
    );
    const before = await readRefund(staff, id);
    assert.equal(before?.details, 'Anna Baker, GR16 0110 1250');
    assert.equal(before.trialMicros, 2_000_000);
    const presses = await Promise.all(
      [1, 2, 3].map(() => payRefund(staff, { refundId: id, note })),
    );
    assert.deepEqual(presses.map((press) => press.ok && press.already).toSorted(), [
      false,
      true,
      true,
    ]);
    assert.deepEqual(await listRefunds(staff), []);
    const after = await readRefund(staff, id);
    assert.deepEqual([after?.details, after?.note], [null, note]);
    assert.ok(after?.paidAt);
    assert.equal(await keyring.read(refundKeyName(id)), null);
    await assertMoneyIsExact(ground);
  });

  it('needs a note, and a request that there is', async () => {
    const { id } = await gone();
    const empty = await payRefund(staff, { refundId: id, note: ' ' });
    assert.ok(!empty.ok && empty.field === 'note');
    const unknown = newId<RefundId>();
    assert.equal((await payRefund(staff, { refundId: unknown, note })).ok, false);
    assert.equal(await readRefund(staff, unknown), null);
    assert.ok((await payRefund(staff, { refundId: id, note })).ok);
  });

  it('waits until it is known how the last message ended', async () => {
    const { id, accountId, batchId } = await gone({ sending: true });
    const early = await payRefund(staff, { refundId: id, note });
    assert.ok(!early.ok && /still on their way/.test(early.sentence));
    assert.equal((await readRefund(staff, id))?.reservedMicros, testPrice);
    await sql`update message_status set state = 'failed' where account_id = ${accountId}`;
    await db.transaction((tx) =>
      settleAndRelease(tx, [
        {
          accountId,
          batchId,
          settleMicros: zero,
          settled: 0,
          releaseMicros: testPrice,
          released: 1,
        },
      ]),
    );
    await goOn(worker, accountId);
    assert.equal((await readRefund(staff, id))?.micros, 2_000_000);
    assert.ok((await payRefund(staff, { refundId: id, note })).ok);
    await assertMoneyIsExact(ground);
  });

  it('of what was paid in has credit notes, the newest payment first, and never of a gift', async () => {
    const somebody = await signUpSomebody(ground);
    const { accountId, ctx } = somebody;
    await giveCredit(ctx, 2_000_000);
    await giveDetails(ctx);
    const [older, newer] = [
      await mustOrder(ctx, { creditMicros: 33_330_000 }),
      await mustOrder(ctx, { creditMicros: 20_000_000 }),
    ];
    for (const order of [older, newer]) await pay(ctx, order);
    // 55.33 less 42 leaves 13.33, all of which the newer payment covers.
    const { batchId } = await acceptTestBatch(ground, ctx, { count: 1000 });
    await sql`update message_status set state = 'delivered', charged_micros = ${testPrice}
      where batch_id = ${batchId}`;
    await sql`delete from outbox where batch_id = ${batchId}`;
    const settled = { settleMicros: micros(42_000_000), settled: 1000 };
    await db.transaction((tx) =>
      settleAndRelease(tx, [{ accountId, batchId, ...settled, releaseMicros: zero, released: 0 }]),
    );
    await mustDelete(somebody, 'Anna Baker, GR16 0110 1250');
    const mine = eq(refundRequests.accountId, accountId);
    const [request] = await db.select().from(refundRequests).where(mine);
    const { id } = request!;
    const asked = await readRefund(staff, id);
    assert.equal(asked?.micros, 13_330_000);
    assert.deepEqual(asked.fromPayments, { creditMicros: 13_330_000, totalMicros: 16_530_000 });
    await Promise.all([1, 2, 3].map(() => payRefund(staff, { refundId: id, note })));
    const notes = await db
      .select()
      .from(invoices)
      .where(and(eq(invoices.accountId, accountId), eq(invoices.kind, 'credit_note')));
    assert.deepEqual(
      notes.map(({ orderId, totalMicros }) => [orderId, totalMicros]),
      [[newer.id, 16_530_000]],
    );
    assert.deepEqual((await readRefund(staff, id))?.fromPayments, asked.fromPayments);
    assert.deepEqual((await checkLedger(db)).problems, []);
  });

  it('says when the payer’s bank took the payment back since, and credits it only once', async () => {
    const somebody = await signUpSomebody(ground);
    const { accountId, ctx } = somebody;
    await giveDetails(ctx);
    const order = await mustOrder(ctx);
    await pay(ctx, order);
    await mustDelete(somebody, 'Anna Baker, GR16 0110 1250');
    const [request] = await db
      .select()
      .from(refundRequests)
      .where(eq(refundRequests.accountId, accountId));
    const { id } = request!;
    const dispute: NewReversal = {
      ...{ accountId, orderId: order.id, totalMicros: order.totalMicros },
      ...{ kind: 'dispute', currency: 'EUR', reference: `dp_${order.id}` },
    };
    const [paid, disputed] = await Promise.all([
      payRefund(staff, { refundId: id, note }),
      db.transaction((tx) => reversePayment(tx, keyring, dispute)),
    ]);
    assert.ok(paid.ok);
    const after = await readRefund(staff, id);
    // Whichever came first took the payment: it went back once, by the balance or by the bank.
    assert.equal(after!.debtMicros > 0, disputed.ok);
    assert.equal(after!.fromPayments.totalMicros, disputed.ok ? 0 : order.totalMicros);
    const corrected = and(eq(invoices.orderId, order.id), eq(invoices.kind, 'credit_note'));
    assert.equal(await db.$count(invoices, corrected), 1);
    assert.deepEqual((await checkLedger(db)).problems, []);
  });

  it('leaves no key behind where a process ended too early', async () => {
    const old = newId<RefundId>(Date.now() - 2 * 3_600_000);
    await keyring.create(refundKeyName(old));
    const young = newId<RefundId>();
    await keyring.create(refundKeyName(young));
    const { id } = await gone();
    await sweepRefundKeys(ground);
    assert.equal(await keyring.read(refundKeyName(old)), null);
    assert.ok(await keyring.read(refundKeyName(young)));
    assert.ok(await keyring.read(refundKeyName(id)));
  });

  it('that was paid without the books is found by the check of the ledger', async () => {
    const { id } = await gone();
    await db.update(refundRequests).set({ paidAt: new Date() }).where(eq(refundRequests.id, id));
    const { problems } = await checkLedger(db);
    assert.equal(problems.length, 1);
    assert.match(problems[0]!, /was promised 2000000 micros and paid 2000000, its entries say/);
  });
});

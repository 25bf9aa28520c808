import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { invoices, reversals } from '#db/schema/billing.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import type { StaffContext } from '#lib/context.ts';
import { checkLedger } from '#lib/ledger/check-ledger.ts';
import { readBalance } from '#lib/ledger/read-balance.ts';
import { acceptTestBatch, giveCredit } from '#lib/messages/testing.ts';
import { type Micros, micros } from '#lib/money/micros.ts';
import { applyTestSettings } from '#lib/testing.ts';
import type { Order } from './place-order.ts';
import { readStaffOrder } from './read-staff-order.ts';
import { type RefundPayment, refundPayment } from './refund-payment.ts';
import { refundable } from './refundable.ts';
import { partOf } from './reverse-payment.ts';
import { giveDetails, mustOrder, pay } from './testing.ts';

applyTestSettings({ SECOND_PERSON_ABOVE: '1000' });
const ground = await openTestGround();
const { db } = ground;
let lines = 0;

async function paid(euros: number) {
  const { owner, staff } = await castOf(ground);
  await giveDetails(owner);
  const order = await mustOrder(owner, { way: 'transfer', creditMicros: euros * 1_000_000 });
  await pay(owner, order);
  return { owner, staff, order, other: (await castOf(ground)).staff };
}

const giveBack = (
  staff: StaffContext,
  order: Order,
  euros: number,
  changed: Partial<RefundPayment> = {},
) =>
  refundPayment(staff, {
    ...{ reference: order.reference, amountMicros: micros(euros * 1_000_000) },
    ...{ bankReference: `BACK-${++lines}`, reason: 'Ordered by mistake', ...changed },
  });

describe('a payment by transfer', () => {
  it('goes back in whole, with its credit note, once, however often it is told', async () => {
    const { owner, staff, order } = await paid(100);
    const presses = await Promise.all(
      Array.from({ length: 5 }, () => giveBack(staff, order, 124, { bankReference: 'BACK-A1' })),
    );
    assert.equal(presses.filter((press) => press.ok && !press.already).length, 1);
    assert.ok(presses.every(({ ok }) => ok));
    assert.equal((await readBalance(owner)).availableMicros, 0);
    const issued = await db.select().from(invoices).where(eq(invoices.orderId, order.id));
    assert.deepEqual(issued.map(({ kind, totalMicros }) => [kind, totalMicros]).toSorted(), [
      ['credit_note', 124_000_000],
      ['invoice', 124_000_000],
    ]);
    const other = await giveBack(staff, order, 1, { bankReference: 'back-a1' });
    assert.ok(!other.ok && /noted already, with €124.00/.test(other.sentence));
  });

  it('goes back as far as the balance covers it, and staff see how far that is', async () => {
    const { owner, staff, order } = await paid(50);
    await acceptTestBatch(ground, owner, { count: 1000 });
    const { availableMicros, leftMicros, refundableMicros } = (await readStaffOrder(
      staff,
      order.reference,
    ))!;
    assert.deepEqual(
      [availableMicros, leftMicros, refundableMicros],
      [8_000_000, 62_000_000, 9_920_000],
    );
    const refused = await giveBack(staff, order, 9.93);
    assert.ok(!refused.ok && /balance does not suffice/.test(refused.sentence));
    assert.ok((await giveBack(staff, order, 9.92)).ok);
    assert.equal((await readBalance(owner)).availableMicros, 0);
  });

  it('never takes trial credit with it', async () => {
    const { owner, staff, order } = await paid(50);
    await giveCredit(owner, 5_000_000);
    const more = await giveBack(staff, order, 62.01);
    assert.ok(!more.ok && /more than is left of the payment/.test(more.sentence));
    assert.ok((await giveBack(staff, order, 62)).ok);
    assert.equal((await readBalance(owner)).availableMicros, 5_000_000);
    assert.equal((await readStaffOrder(staff, order.reference))?.refundableMicros, 0);
  });

  it('is refused for amounts that nobody can pay, without a reason, and for cards', async () => {
    const { owner, staff, order } = await paid(50);
    for (const euros of [0, -10, 0.001]) {
      const refused = await giveBack(staff, order, euros);
      assert.ok(!refused.ok && refused.field === 'amount', String(euros));
    }
    const mute = await giveBack(staff, order, 1, { reason: ' why ' });
    assert.ok(!mute.ok && mute.field === 'reason');
    const card = await mustOrder(owner);
    await pay(owner, card);
    const atStripe = await giveBack(staff, card, 10);
    assert.ok(!atStripe.ok && /at Stripe/.test(atStripe.sentence));
    const open = await giveBack(staff, await mustOrder(owner, { way: 'transfer' }), 10);
    assert.ok(!open.ok && /not been paid/.test(open.sentence));
  });

  it('above the limit goes back by two of the staff in turns', async () => {
    const { owner, staff, other, order } = await paid(2000);
    const atOnce = await giveBack(staff, order, 2480);
    assert.ok(!atOnce.ok && /At most €1,000.00 goes back at once/.test(atOnce.sentence));
    assert.ok((await giveBack(staff, order, 600)).ok);
    assert.ok((await giveBack(staff, order, 400)).ok);
    const alone = await Promise.all([1, 2, 3].map(() => giveBack(staff, order, 500)));
    assert.ok(alone.every((one) => !one.ok && /another member of staff/.test(one.sentence)));
    assert.ok((await giveBack(other, order, 1000)).ok);
    assert.ok(!(await giveBack(other, order, 480)).ok);
    assert.ok((await giveBack(staff, order, 480)).ok);
    assert.equal((await readBalance(owner)).availableMicros, 0);
  });

  it('one transfer back is good for one order, also at once', async () => {
    const [one, two] = [await paid(100), await paid(100)];
    const results = await Promise.all(
      [one, two].map(({ staff, order }) => giveBack(staff, order, 10, { bankReference: 'B-7' })),
    );
    assert.equal(results.filter(({ ok }) => ok).length, 1);
    assert.equal(await db.$count(reversals, eq(reversals.reference, 'bank:B-7')), 1);
  });
});

it('what can go back is the most whose credit the balance covers, for every amount and rate', async () => {
  const { order } = await paid(50);
  const cents = fc.integer({ min: 1, max: 500_000 }).map((value) => value * 10_000);
  fc.assert(
    fc.property(cents, fc.integer({ min: 0, max: 2700 }), fc.nat(6e9), (credit, rate, has) => {
      const vat = Math.round((credit * rate) / 1e8) * 10_000;
      const total = micros(credit + vat);
      const sold = {
        ...order,
        creditMicros: micros(credit),
        vatMicros: micros(vat),
        totalMicros: total,
      };
      const most = refundable(sold, [], micros(has));
      const creditIn = (part: number): Micros | null =>
        partOf(sold, [], { kind: 'refund', totalMicros: micros(part) })?.creditMicros ?? null;
      assert.ok(most >= 0 && most <= total && most % 10_000 === 0);
      if (most > 0) assert.ok(creditIn(most)! <= has);
      if (most < total) assert.ok(creditIn(most + 10_000)! > has, `${most} of ${total}`);
    }),
    { numRuns: 2000 },
  );
});

it('the books are right after all of it', async () => {
  const { problems } = await checkLedger(db);
  assert.deepEqual(
    problems.filter((problem) => !problem.startsWith('Batch')),
    [],
  );
});

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { and, eq } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import { invoices, orders, transferConfirmations } from '#db/schema/billing.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { businessDay } from '#lib/billing/business-day.ts';
import type { StaffContext } from '#lib/context.ts';
import { checkLedger } from '#lib/ledger/check-ledger.ts';
import { readBalance } from '#lib/ledger/read-balance.ts';
import { micros } from '#lib/money/micros.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { confirmAsSecond } from './confirm-as-second.ts';
import { type ConfirmTransfer, confirmTransfer } from './confirm-transfer.ts';
import { MOST_OPEN_TRANSFERS, orderTransfer } from './order-transfer.ts';
import type { Order } from './place-order.ts';
import { readStaffOrder } from './read-staff-order.ts';
import { findOrders, listWaitingTransfers } from './staff-orders.ts';
import { giveDetails, mustOrder } from './testing.ts';
import { withdrawConfirmation } from './withdraw-confirmation.ts';

applyTestSettings({ BANK_ACCOUNT: 'GR1601101250000000012300695', SECOND_PERSON_ABOVE: '1000' });
const ground = await openTestGround();
const { db } = ground;
const today = businessDay(new Date());
let lines = 0;
const newLine = () => `STMT-2026/${++lines}`;

async function cast() {
  const { owner, stranger, staff } = await castOf(ground);
  await giveDetails(owner);
  return { owner, stranger, first: staff, second: (await castOf(ground)).staff };
}

const confirm = (staff: StaffContext, order: Order, changed: Partial<ConfirmTransfer> = {}) =>
  confirmTransfer(staff, {
    ...{ reference: order.reference, amountMicros: order.totalMicros },
    ...{ receivedOn: today, bankReference: newLine(), ...changed },
  });

const orderOf = (ctx: Awaited<ReturnType<typeof cast>>['owner'], euros: number) =>
  mustOrder(ctx, { way: 'transfer', creditMicros: euros * 1_000_000 });

/** A large transfer that one has confirmed. */
async function waiting() {
  const people = await cast();
  const order = await orderOf(people.owner, 1000);
  assert.deepEqual(await confirm(people.first, order), { ok: true, outcome: 'waits' });
  const { confirmations } = (await readStaffOrder(people.first, order.reference))!;
  return {
    ...people,
    order,
    told: { reference: order.reference, confirmationId: confirmations[0]!.id },
  };
}

describe('an order by transfer', () => {
  it('is placed once by one form, and five at most wait at once, also of twenty at once', async () => {
    const { owner } = await cast();
    const place = (formKey: string = randomUUID(), euros = 20) =>
      orderTransfer(owner, { creditMicros: micros(euros * 1_000_000), formKey });
    const same = randomUUID();
    const twice = await Promise.all([place(same), place(same)]);
    assert.equal(new Set(twice.map((one) => one.ok && one.order.id)).size, 1);
    const many = await Promise.all(Array.from({ length: 20 }, () => place()));
    assert.equal(many.filter(({ ok }) => ok).length, MOST_OPEN_TRANSFERS - 1);
    const refused = many.find(({ ok }) => !ok);
    assert.match(!refused!.ok ? refused!.sentence : '', /Pay or cancel one of them first/);
    assert.ok((await place(same)).ok, 'the same form again is still the same order');
    assert.ok(!(await place(same, 30)).ok, 'with another amount it is another order');
  });

  it('is refused without billing details', async () => {
    const { stranger } = await cast();
    const input = { creditMicros: micros(20_000_000), formKey: randomUUID() };
    const refused = await orderTransfer(stranger, input);
    assert.ok(!refused.ok && refused.field === 'details');
  });
});

describe('a transfer', () => {
  it('up to the limit is booked by one, once, however many press at once', async () => {
    const { owner, first, second } = await cast();
    const order = await orderOf(owner, 800);
    const bankReference = newLine();
    const presses = await Promise.all(
      [first, second, first, second].map((staff) => confirm(staff, order, { bankReference })),
    );
    assert.deepEqual(presses.map((press) => press.ok && press.outcome).toSorted(), [
      ...['already', 'already', 'already', 'booked'],
    ]);
    assert.equal((await readBalance(owner)).availableMicros, 800_000_000);
    assert.equal(await db.$count(invoices, eq(invoices.orderId, order.id)), 1);
  });

  it('of another amount is not booked, and staff read what to do', async () => {
    const { owner, first } = await cast();
    const order = await orderOf(owner, 100);
    const less = await confirm(first, order, { amountMicros: micros(123_990_000) });
    assert.ok(
      !less.ok && /€0.01 less than the €124.00 ordered.*Ask the customer/.test(less.sentence),
    );
    const more = await confirm(first, order, { amountMicros: micros(125_000_000) });
    assert.ok(!more.ok && /€1.00 more than .* Return €1.00/.test(more.sentence));
    for (const amount of [0, -124_000_000]) {
      const refused = await confirm(first, order, { amountMicros: micros(amount) });
      assert.ok(!refused.ok && refused.field === 'amount');
    }
    assert.equal((await readBalance(owner)).availableMicros, 0);
  });

  it('needs a day that was, and the number of a line without a name', async () => {
    const { owner, first } = await cast();
    const order = await orderOf(owner, 100);
    for (const receivedOn of ['2999-01-01', '2020-01-01', '2026-02-30', 'yesterday', '']) {
      const refused = await confirm(first, order, { receivedOn });
      assert.ok(!refused.ok && refused.field === 'receivedOn', receivedOn);
    }
    for (const bankReference of ['', 'Anna Baker', 'Ζαχαρίας 12', 'x'.repeat(50), "1'; drop"]) {
      const refused = await confirm(first, order, { bankReference });
      assert.ok(!refused.ok && refused.field === 'bankReference', bankReference);
    }
  });

  it('pays one order: its line of the statement is good for no other, also at once', async () => {
    const { owner, first } = await cast();
    const placed = await Promise.all([1, 2, 3, 4].map(() => orderOf(owner, 100)));
    const line = newLine();
    const spelled = [line, ` ${line.toLowerCase()}`, line.replace('-', ' -'), line];
    const results = await Promise.all(
      placed.map((order, i) => confirm(first, order, { bankReference: spelled[i] })),
    );
    assert.equal(results.filter(({ ok }) => ok).length, 1);
    assert.ok(results.every((one) => one.ok || one.field === 'bankReference'));
    assert.equal((await readBalance(owner)).availableMicros, 100_000_000);
  });

  it('that comes twice for an order is booked once, and staff are told to return the other', async () => {
    const { owner, first } = await cast();
    const order = await orderOf(owner, 100);
    await confirm(first, order);
    const again = await confirm(first, order);
    assert.ok(!again.ok && /return what came last/.test(again.sentence));
    assert.equal((await readBalance(owner)).availableMicros, 100_000_000);
  });

  it('is booked when the order has lapsed or was cancelled, and not for a card or a deleted account', async () => {
    const { owner, first } = await cast();
    for (const state of ['lapsed', 'cancelled'] as const) {
      const order = await orderOf(owner, 50);
      await db.update(orders).set({ state }).where(eq(orders.id, order.id));
      assert.deepEqual(await confirm(first, order), { ok: true, outcome: 'booked' });
    }
    const card = await confirm(first, await mustOrder(owner));
    assert.ok(!card.ok && /paid by card/.test(card.sentence));
    const late = await orderOf(owner, 50);
    const mine = eq(accounts.id, owner.actor.accountId);
    await db.update(accounts).set({ closedAt: new Date() }).where(mine);
    const refused = await confirm(first, late);
    assert.ok(!refused.ok && /Return the money to where it came from/.test(refused.sentence));
    const confirmed = eq(transferConfirmations.orderId, late.id);
    assert.equal(await db.$count(transferConfirmations, confirmed), 0);
  });
});

describe('above the limit', () => {
  it('one person alone books nothing: not twice, not in another way', async () => {
    const { owner, first, order, told } = await waiting();
    const again = await confirm(first, order);
    assert.ok(!again.ok && /waits for a second/.test(again.sentence));
    const asSecond = await confirmAsSecond(first, told);
    assert.ok(!asSecond.ok && /You confirmed it first/.test(asSecond.sentence));
    assert.equal((await readBalance(owner)).availableMicros, 0);
    await withdrawConfirmation(first, told);
    assert.deepEqual(await confirm(first, order), { ok: true, outcome: 'waits' });
  });

  it('two seconds at once book it once, and the first stands beside the second', async () => {
    const { owner, first, second, order, told } = await waiting();
    const third = (await castOf(ground)).staff;
    const presses = await Promise.all(
      [second, third, second, third].map((staff) => confirmAsSecond(staff, told)),
    );
    assert.ok(presses.every(({ ok }) => ok));
    assert.equal(presses.filter((press) => press.ok && !press.already).length, 1);
    assert.equal((await readBalance(owner)).availableMicros, 1_000_000_000);
    const { confirmations } = (await readStaffOrder(first, order.reference))!;
    assert.equal(confirmations[0]?.firstBy, first.actor.userId);
    assert.ok([second, third].some(({ actor }) => actor.userId === confirmations[0]?.secondBy));
  });

  it('withdrawn at the same moment it is booked or it is not, never half', async () => {
    for (let i = 0; i < 4; i++) {
      const { owner, first, second, order, told } = await waiting();
      const [booked] = await Promise.all([
        confirmAsSecond(second, told),
        withdrawConfirmation(first, told),
      ]);
      const { state, confirmations } = (await readStaffOrder(first, order.reference))!;
      assert.equal(state === 'paid', booked.ok);
      assert.equal(confirmations[0]!.withdrawnAt === null, booked.ok);
      assert.equal((await readBalance(owner)).availableMicros, booked.ok ? 1_000_000_000 : 0);
    }
  });

  it('what was withdrawn and confirmed anew is not booked by whoever read the old one', async () => {
    const { first, second, order, told } = await waiting();
    await withdrawConfirmation(first, told);
    await confirm(first, order);
    const stale = await confirmAsSecond(second, told);
    assert.ok(!stale.ok && /has been withdrawn/.test(stale.sentence));
    assert.equal((await readStaffOrder(first, order.reference))?.state, 'open');
  });

  it('what was booked cannot be withdrawn', async () => {
    const { first, second, told } = await waiting();
    await confirmAsSecond(second, told);
    const refused = await withdrawConfirmation(first, told);
    assert.ok(!refused.ok && /has been booked/.test(refused.sentence));
  });
});

describe('staff', () => {
  it('see what waits for a second person apart from what waits for its money', async () => {
    const { first, owner, order } = await waiting();
    const open = await orderOf(owner, 10);
    const { second, open: waits } = await listWaitingTransfers(first);
    assert.ok(second.some(({ id }) => id === order.id));
    assert.ok(!waits.some(({ id }) => id === order.id));
    assert.ok(waits.some(({ id }) => id === open.id));
  });

  it('find an order by its reference in a line of the statement, or by its account', async () => {
    const { owner, first } = await cast();
    const order = await orderOf(owner, 10);
    const spaced = order.reference.replace(/(.{4})/g, '$1 ').toLowerCase();
    for (const typed of [order.reference, spaced, `SEPA CREDIT ${spaced} THANKS 42`]) {
      assert.deepEqual(
        (await findOrders(first, typed)).map(({ id }) => id),
        [order.id],
      );
    }
    const found = await findOrders(first, owner.actor.accountId.toUpperCase());
    assert.deepEqual(
      found.map(({ id }) => id),
      [order.id],
    );
    assert.deepEqual(await findOrders(first, `${order.reference}`.replace(/\d$/, 'x')), []);
    assert.deepEqual(await findOrders(first, '%'), []);
    assert.equal(await readStaffOrder(first, 'RF18539007547034'), null);
  });
});

it('the books are right after all of it', async () => {
  assert.deepEqual((await checkLedger(db)).problems, []);
  const paid = and(eq(orders.way, 'transfer'), eq(orders.state, 'paid'));
  assert.ok((await db.$count(orders, paid)) >= 6);
});

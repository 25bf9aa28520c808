import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eq } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import { invoices, orders, payments, reversals } from '#db/schema/billing.ts';
import { balances } from '#db/schema/ledger.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import type { CustomerContext } from '#lib/context.ts';
import { newId, type OrderId } from '#lib/ids.ts';
import { openInvoiceBody } from '#lib/invoices/invoice-body.ts';
import { billingKeyName } from '#lib/keyring/key-names.ts';
import { checkLedger } from '#lib/ledger/check-ledger.ts';
import { readStatement } from '#lib/ledger/read-statement.ts';
import { acceptTestBatch } from '#lib/messages/testing.ts';
import { micros } from '#lib/money/micros.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { placeOrder } from './place-order.ts';
import { reversePayment } from './reverse-payment.ts';
import { giveDetails, mustOrder, pay, testBuyer } from './testing.ts';

applyTestSettings({
  OPERATOR_COMPANY: 'All SMS Ltd',
  OPERATOR_ADDRESS: '1 Example Street | Athens',
});
const ground = await openTestGround();
const { db } = ground;

async function customer(changed: Partial<typeof testBuyer> = {}) {
  const { owner } = await castOf(ground);
  await giveDetails(owner, changed);
  return owner;
}

async function balanceOf({ actor }: CustomerContext) {
  const [row] = await db.select().from(balances).where(eq(balances.accountId, actor.accountId));
  return row!;
}

const back = (
  ctx: CustomerContext,
  order: { accountId: typeof ctx.actor.accountId; id: OrderId },
  total: number,
  kind: 'refund' | 'dispute' | 'dispute_won' = 'refund',
  options: { reference?: string; made?: boolean } = {},
) =>
  db.transaction((tx) =>
    reversePayment(
      tx,
      ctx.keyring,
      {
        ...{ accountId: order.accountId, orderId: order.id, kind },
        ...{ totalMicros: micros(total), currency: 'EUR' },
        reference: options.reference ?? `re_${newId()}`,
      },
      { made: options.made ?? true },
    ),
  );

describe('an order', () => {
  it('adds the tax of its buyer to the credit', async () => {
    const home = await mustOrder(await customer());
    assert.deepEqual(
      [home.creditMicros, home.vatMicros, home.totalMicros, home.vatTreatment, home.vatRate],
      [50_000_000, 12_000_000, 62_000_000, 'domestic', 2400],
    );
    const german = await mustOrder(await customer({ country: 'DE', vatNumber: 'DE136695976' }));
    assert.deepEqual([german.vatTreatment, german.totalMicros], ['reverse_charge', 50_000_000]);
  });

  it('is refused without details, and for amounts that nobody may or can pay', async () => {
    const { owner } = await castOf(ground);
    const place = (ctx: CustomerContext, amount: number) =>
      placeOrder(ctx, {
        ...{ ...ctx.actor, way: 'card', idempotencyKey: newId() },
        creditMicros: micros(amount),
      });
    const bare = await place(owner, 50_000_000);
    assert.ok(!bare.ok && bare.field === 'details');
    const ctx = await customer();
    for (const amount of [0, -50_000_000, 9_990_000, 5_000_010_000, 50_000_001, 10_000_005]) {
      const refused = await place(ctx, amount);
      assert.ok(!refused.ok && refused.field === 'amount', String(amount));
    }
    assert.equal(await db.$count(orders, eq(orders.accountId, ctx.actor.accountId)), 0);
  });

  it('that is asked for ten times at once is one', async () => {
    const ctx = await customer();
    const idempotencyKey = newId();
    const wanted = { ...ctx.actor, way: 'card', creditMicros: micros(20_000_000) } as const;
    const placed = await Promise.all(
      Array.from({ length: 10 }, () => placeOrder(ctx, { ...wanted, idempotencyKey })),
    );
    assert.equal(new Set(placed.map((one) => one.ok && one.order.id)).size, 1);
    assert.equal(placed.filter((one) => one.ok && !one.already).length, 1);
  });
});

describe('a payment', () => {
  it('told ten times at once is credit once, with one invoice that says who bought', async () => {
    const ctx = await customer();
    const order = await mustOrder(ctx);
    const told = await Promise.all(Array.from({ length: 10 }, () => pay(ctx, order)));
    assert.equal(told.filter((one) => one.ok && !one.already).length, 1);
    assert.ok(told.every((one) => one.ok));
    assert.equal((await balanceOf(ctx)).availableMicros, 50_000_000);
    const issued = await db.select().from(invoices).where(eq(invoices.orderId, order.id));
    assert.equal(issued.length, 1);
    assert.deepEqual(
      [issued[0]!.totalMicros, issued[0]!.vatMicros, issued[0]!.kind],
      [62_000_000, 12_000_000, 'invoice'],
    );
    const body = await openInvoiceBody(ctx.keyring, issued[0]!);
    assert.deepEqual(body?.buyer, testBuyer);
    assert.deepEqual(body.seller.lines, ['1 Example Street', 'Athens']);
    assert.equal((await readStatement(ctx)).entries[0]?.words, 'Top-up');
  });

  it('of another amount or currency is not booked', async () => {
    const ctx = await customer();
    const order = await mustOrder(ctx);
    for (const changed of [
      { amountMicros: micros(order.totalMicros - 10_000) },
      { amountMicros: micros(order.totalMicros + 10_000) },
      { amountMicros: micros(-order.totalMicros) },
      { currency: 'HUF' },
    ]) {
      assert.deepEqual(await pay(ctx, order, changed), { ok: false, refusal: 'amount' });
    }
    assert.equal((await balanceOf(ctx)).availableMicros, 0);
    assert.equal(await db.$count(payments, eq(payments.orderId, order.id)), 0);
  });

  it('pays one order only', async () => {
    const ctx = await customer();
    const [one, other] = [await mustOrder(ctx), await mustOrder(ctx)];
    assert.ok((await pay(ctx, one, { reference: 'pi_same' })).ok);
    await assert.rejects(pay(ctx, other, { reference: 'pi_same' }));
    assert.equal((await balanceOf(ctx)).availableMicros, 50_000_000);
  });

  it('for a stranger’s order, or of an account that has been deleted, gives nobody credit', async () => {
    const [ctx, stranger] = [await customer(), await customer()];
    const order = await mustOrder(ctx);
    const elsewhere = { accountId: stranger.actor.accountId };
    assert.deepEqual(await pay(ctx, order, elsewhere), { ok: false, refusal: 'not_found' });
    const mine = eq(accounts.id, ctx.actor.accountId);
    await db.update(accounts).set({ closedAt: new Date() }).where(mine);
    assert.deepEqual(await pay(ctx, order), { ok: false, refusal: 'gone' });
    const without = await mustOrder(stranger);
    await ground.keyring.destroy(billingKeyName(stranger.actor.accountId));
    assert.deepEqual(await pay(stranger, without), { ok: false, refusal: 'gone' });
  });
});

describe('money that goes back', () => {
  it('in parts takes credit and tax in proportion, and the whole in the end', async () => {
    const ctx = await customer();
    const order = await mustOrder(ctx, { creditMicros: 33_330_000 });
    await pay(ctx, order);
    const third = Math.floor(order.totalMicros / 30_000) * 10_000;
    for (const part of [third, third, order.totalMicros - 2 * third]) {
      assert.ok((await back(ctx, order, part)).ok);
    }
    assert.deepEqual(await back(ctx, order, 10_000), { ok: false, refusal: 'amount' });
    const rows = await db.select().from(reversals).where(eq(reversals.orderId, order.id));
    const sumOf = (pick: (row: (typeof rows)[number]) => number) =>
      rows.reduce((total, row) => total + pick(row), 0);
    assert.equal(
      sumOf((row) => row.creditMicros),
      order.creditMicros,
    );
    assert.equal(
      sumOf((row) => row.vatMicros),
      order.vatMicros,
    );
    assert.equal((await balanceOf(ctx)).availableMicros, 0);
    const notes = await db.select().from(invoices).where(eq(invoices.orderId, order.id));
    assert.deepEqual(notes.map(({ kind }) => kind).toSorted(), [
      ...['credit_note', 'credit_note', 'credit_note'],
      'invoice',
    ]);
  });

  it('ten times at once is once', async () => {
    const ctx = await customer();
    const order = await mustOrder(ctx);
    await pay(ctx, order);
    const told = await Promise.all(
      Array.from({ length: 10 }, () =>
        back(ctx, order, order.totalMicros, 'refund', { reference: `re_${order.id}` }),
      ),
    );
    assert.equal(told.filter((one) => one.ok && !one.already).length, 1);
    assert.equal((await balanceOf(ctx)).availableMicros, 0);
  });

  it('never gives back what was spent, when we decide', async () => {
    const ctx = await customer();
    const order = await mustOrder(ctx);
    await pay(ctx, order);
    await acceptTestBatch(ground, ctx, { count: 1000 });
    const refused = await back(ctx, order, order.totalMicros, 'refund', { made: false });
    assert.deepEqual(refused, { ok: false, refusal: 'balance' });
    assert.equal((await balanceOf(ctx)).availableMicros, 8_000_000);
  });

  it('by the payer’s bank leaves a debt of what was spent, which the next payment makes good', async () => {
    const ctx = await customer();
    const order = await mustOrder(ctx);
    await pay(ctx, order);
    await acceptTestBatch(ground, ctx, { count: 1000 });
    assert.ok((await back(ctx, order, order.totalMicros, 'dispute')).ok);
    let balance = await balanceOf(ctx);
    assert.deepEqual([balance.availableMicros, balance.debtMicros], [0, 42_000_000]);
    await pay(ctx, await mustOrder(ctx, { creditMicros: 30_000_000 }));
    balance = await balanceOf(ctx);
    assert.deepEqual([balance.availableMicros, balance.debtMicros], [0, 12_000_000]);
    assert.ok((await back(ctx, order, order.totalMicros, 'dispute_won')).ok);
    balance = await balanceOf(ctx);
    assert.deepEqual([balance.availableMicros, balance.debtMicros], [38_000_000, 0]);
    assert.deepEqual(await back(ctx, order, 10_000, 'dispute_won'), {
      ...{ ok: false, refusal: 'amount' },
    });
  });
});

it('numbers are given without a gap and in the order of their days, also to fifty at once', async () => {
  const buyers = await Promise.all(Array.from({ length: 10 }, () => customer()));
  const placed = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      mustOrder(buyers[i % 10]!).then((order) => [buyers[i % 10]!, order] as const),
    ),
  );
  // Every fifth is rolled back after it took its number.
  const fates = await Promise.allSettled(
    placed.map(([ctx, order], i) =>
      db.transaction(async (tx) => {
        await pay({ ...ctx, db: tx }, order);
        if (i % 5 === 0) throw new Error('rolled back');
      }),
    ),
  );
  assert.equal(fates.filter(({ status }) => status === 'fulfilled').length, 40);
  for (const kind of ['invoice', 'credit_note'] as const) {
    const rows = await db
      .select()
      .from(invoices)
      .where(eq(invoices.kind, kind))
      .orderBy(invoices.sequence);
    assert.deepEqual(
      rows.map(({ sequence }) => sequence),
      rows.map((_, i) => i + 1),
    );
    assert.deepEqual(
      rows.map(({ issuedAt }) => issuedAt),
      rows.map(({ issuedAt }) => issuedAt).toSorted((a, b) => a.getTime() - b.getTime()),
    );
    assert.ok(rows.length >= 5);
  }
});

it('nobody changes an invoice, removes one too early, or leaves out a number', async () => {
  const change = db.update(invoices).set({ totalMicros: micros(1) });
  await assert.rejects(change, (error: Error) => /immutable/.test(String(error.cause ?? error)));
  await assert.rejects(ground.sql`delete from invoices`, /immutable/);
  await assert.rejects(ground.sql`truncate invoices`, /append-only/);
  await assert.rejects(ground.sql`update invoice_series set last = last + 2`, /gapless/);
  await assert.rejects(ground.sql`update invoice_series set last = last - 1`, /gapless/);
  await assert.rejects(ground.sql`delete from invoice_series`, /gapless/);
  await assert.rejects(ground.sql`truncate invoice_series`, /append-only/);
});

it('the books are right after all of it', async () => {
  const { problems } = await checkLedger(db);
  assert.deepEqual(
    problems.filter((problem) => !problem.startsWith('Batch')),
    [],
  );
});

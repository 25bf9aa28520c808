import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eq } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import { orders, payments, reversals, stripeEvents } from '#db/schema/billing.ts';
import { heldBatches } from '#db/schema/ceilings.ts';
import { balances } from '#db/schema/ledger.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import type { CustomerContext } from '#lib/context.ts';
import { newId } from '#lib/ids.ts';
import { checkLedger } from '#lib/ledger/check-ledger.ts';
import { acceptTestBatch } from '#lib/messages/testing.ts';
import type { Order } from '#lib/orders/place-order.ts';
import { giveDetails, mustOrder } from '#lib/orders/testing.ts';
import { mostNotificationBytes } from './answer-notification.ts';
import { listUnbooked } from './list-unbooked.ts';
import { startCheckout } from './start-checkout.ts';
import { startTestStripe } from './testing.ts';

const stripe = await startTestStripe();
const ground = await openTestGround();
stripe.listenWith(ground);
// Tests send each notification themselves.
stripe.webhooks.weather.lost = true;
const { db } = ground;
const { atCheckout, books, last, paidOrder, webhooks } = stripe;

async function customer() {
  const { owner, ...others } = await castOf(ground);
  await giveDetails(owner);
  return { owner, ...others };
}

const rowOf = async ({ id }: Order) =>
  (await db.select().from(orders).where(eq(orders.id, id)))[0]!;

async function moneyOf({ actor }: CustomerContext) {
  const [row] = await db.select().from(balances).where(eq(balances.accountId, actor.accountId));
  return { available: row!.availableMicros, debt: row!.debtMicros };
}

describe('a checkout', () => {
  it('asked for ten times at once is one, for the amount with tax, and says nothing of who buys', async () => {
    const { owner } = await customer();
    const order = await mustOrder(owner);
    const started = await Promise.all(
      Array.from({ length: 10 }, () => startCheckout(owner, order.id)),
    );
    assert.equal(new Set(started.map((one) => one.ok && one.url)).size, 1);
    const sessions = books.all('checkout.session');
    const mine = sessions.filter((one) => one.metadata.order === order.id);
    assert.equal(mine.length, 1);
    const { amount_total, currency, line, metadata, client_reference_id } = mine[0]!;
    assert.deepEqual([amount_total, currency, line], [6200, 'eur', 'SMS credit']);
    assert.deepEqual(metadata, { account: order.accountId, order: order.id });
    assert.equal(client_reference_id, order.id);
    assert.ok(!JSON.stringify(mine[0]).includes('Αρτοποιείο'));
    assert.equal((await rowOf(order)).checkoutSession, mine[0]!.id);
  });

  it('of a stranger’s order, of a transfer, or of what is over does not begin', async () => {
    const { owner, stranger } = await customer();
    const order = await mustOrder(owner);
    const [none, over] = ['not_found', 'over'].map((refusal) => ({ ok: false, refusal }));
    assert.deepEqual(await startCheckout(stranger, order.id), none);
    assert.deepEqual(await startCheckout(owner, newId()), none);
    const transfer = await mustOrder(owner, { way: 'transfer' });
    assert.deepEqual(await startCheckout(owner, transfer.id), none);
    const paid = await paidOrder(owner);
    assert.deepEqual(await startCheckout(owner, paid.order.id), over);
  });

  it('that is left stays open, is found again, and lapses when Stripe says so', async () => {
    const { owner } = await customer();
    const { order, session } = await atCheckout(owner);
    const again = await startCheckout(owner, order.id);
    assert.ok(again.ok && again.url.endsWith(session));
    books.payAtCheckout(session, { isGood: false });
    assert.equal(await webhooks.deliver(last('payment_intent.payment_failed')), 200);
    assert.equal((await rowOf(order)).state, 'open');
    books.expire(session);
    assert.equal(await webhooks.deliver(last('checkout.session.expired')), 200);
    assert.equal((await rowOf(order)).state, 'lapsed');
  });
});

describe('a notification', () => {
  it('is credit once, told twenty times at once', async () => {
    const { owner } = await customer();
    const { order, session } = await atCheckout(owner);
    books.payAtCheckout(session, { isGood: true });
    const events = [last('payment_intent.succeeded'), last('checkout.session.completed')];
    const told = Array.from({ length: 20 }, (_, i) => webhooks.deliver(events[i % 2]!));
    assert.deepEqual(new Set(await Promise.all(told)), new Set([200]));
    assert.equal((await moneyOf(owner)).available, 50_000_000);
    assert.equal(await db.$count(payments, eq(payments.orderId, order.id)), 1);
    assert.equal((await rowOf(order)).state, 'paid');
  });

  it('forged, old, changed, unsigned or endless is refused, and nothing is stored', async () => {
    const { owner } = await customer();
    const { order, session } = await atCheckout(owner);
    books.payAtCheckout(session, { isGood: true });
    const event = last('checkout.session.completed');
    assert.equal(await webhooks.deliver(event, { secret: 'whsec_guessed' }), 400);
    assert.equal(await webhooks.deliver(event, { ageS: 301 }), 400);
    const other = await mustOrder(owner);
    const changed = JSON.stringify(event).replaceAll(order.id, other.id);
    assert.equal(await webhooks.deliver(event, { body: changed }), 400);
    const send = async (body: string) =>
      (await fetch(stripe.webhookUrl, { method: 'POST', body })).status;
    assert.equal(await send(JSON.stringify(event)), 400);
    assert.equal(await send('x'.repeat(mostNotificationBytes + 1)), 413);
    assert.equal(await db.$count(stripeEvents, eq(stripeEvents.id, event.id)), 0);
    assert.equal((await rowOf(order)).state, 'open');
    assert.equal((await moneyOf(owner)).available, 0);
  });

  it('that is true but of no use, or of somebody else’s payment, changes nothing', async () => {
    const event = last('checkout.session.completed');
    const of = (type: string, id = `evt_${newId()}`) => ({ ...event, id, type });
    assert.equal(await webhooks.deliver(of('customer.created')), 200);
    const unknown = of('checkout.session.completed');
    const object = { ...event.data.object, id: 'cs_elsewhere' };
    assert.equal(await webhooks.deliver({ ...unknown, data: { object } }), 200);
  });

  it('is repeated until the database is there again, and then taken', async () => {
    const { owner } = await customer();
    const { order, session } = await atCheckout(owner);
    books.payAtCheckout(session, { isGood: true });
    const event = last('checkout.session.completed');
    const broken = { ...ground, db: { $count: () => Promise.reject(new Error('away')) } };
    stripe.listenWith(broken as unknown as typeof ground);
    assert.equal(await webhooks.deliver(event), 500);
    stripe.listenWith(ground);
    assert.equal(await webhooks.deliver(event), 200);
    assert.equal((await rowOf(order)).state, 'paid');
  });
});

describe('what comes in', () => {
  it('of another amount or currency than was ordered is not booked, and staff see it', async () => {
    const { owner, staff } = await customer();
    for (const trick of [
      { amount: 100 },
      { amount: 6201 },
      { currency: 'huf' },
      { currency: 'jpy' },
    ]) {
      const { order, session } = await atCheckout(owner);
      books.trick = trick;
      books.payAtCheckout(session, { isGood: true });
      assert.equal(await webhooks.deliver(last('checkout.session.completed')), 200);
      assert.equal((await rowOf(order)).state, 'open');
      const unbooked = await listUnbooked(staff);
      assert.ok(
        unbooked.some(({ id }) => id === order.id),
        JSON.stringify(trick),
      );
    }
    assert.equal((await moneyOf(owner)).available, 0);
  });

  it('for an account that was deleted meanwhile is nobody’s credit, and staff see it', async () => {
    const { owner, staff } = await customer();
    const { order, session } = await atCheckout(owner);
    const mine = eq(accounts.id, owner.actor.accountId);
    await db.update(accounts).set({ closedAt: new Date() }).where(mine);
    books.payAtCheckout(session, { isGood: true });
    assert.equal(await webhooks.deliver(last('checkout.session.completed')), 200);
    assert.equal((await moneyOf(owner)).available, 0);
    assert.ok((await listUnbooked(staff)).some(({ id }) => id === order.id));
  });
});

describe('what goes back', () => {
  it('is booked once, however often it is told', async () => {
    const { owner } = await customer();
    const { order, intent } = await paidOrder(owner);
    books.refund(intent, 3100);
    const told = ['refund.created', 'charge.refunded', 'refund.created'].map((type) =>
      webhooks.deliver(last(type)),
    );
    assert.deepEqual(await Promise.all(told), [200, 200, 200]);
    assert.equal((await moneyOf(owner)).available, 25_000_000);
    assert.equal(await db.$count(reversals, eq(reversals.orderId, order.id)), 1);
  });

  it('by the payer’s bank leaves a debt of what was spent and holds what has not left; a mere inquiry nothing', async () => {
    const { owner } = await customer();
    const { intent } = await paidOrder(owner);
    await acceptTestBatch(ground, owner, { count: 1000 });
    books.dispute(intent, { inquiry: true });
    assert.equal(await webhooks.deliver(last('charge.dispute.created')), 200);
    assert.deepEqual(await moneyOf(owner), { available: 8_000_000, debt: 0 });
    const { id } = books.dispute(intent);
    assert.equal(await webhooks.deliver(last('charge.dispute.created')), 200);
    assert.deepEqual(await moneyOf(owner), { available: 0, debt: 42_000_000 });
    const held = eq(heldBatches.accountId, owner.actor.accountId);
    assert.equal(await db.$count(heldBatches, held), 1);
    books.decide(id, 'won');
    assert.equal(await webhooks.deliver(last('charge.dispute.closed')), 200);
    assert.deepEqual(await moneyOf(owner), { available: 8_000_000, debt: 0 });
  });

  it('as more than was paid takes all of it, and never more', async () => {
    const { owner } = await customer();
    const { order, intent } = await paidOrder(owner);
    books.dispute(intent, { amount: 6500 });
    assert.equal(await webhooks.deliver(last('charge.dispute.created')), 200);
    assert.deepEqual(await moneyOf(owner), { available: 0, debt: 0 });
    const [row] = await db.select().from(reversals).where(eq(reversals.orderId, order.id));
    assert.equal(row?.totalMicros, order.totalMicros);
  });
});

it('the books are right after all of it', async () => {
  const { problems } = await checkLedger(db);
  assert.deepEqual(
    problems.filter((problem) => !problem.startsWith('Batch')),
    [],
  );
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { and, eq } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import { orders } from '#db/schema/billing.ts';
import { balances } from '#db/schema/ledger.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import type { CustomerContext } from '#lib/context.ts';
import { cancelOrder } from '#lib/orders/cancel-order.ts';
import { lapseOrders } from '#lib/orders/lapse-orders.ts';
import type { Order } from '#lib/orders/place-order.ts';
import { giveDetails, mustOrder } from '#lib/orders/testing.ts';
import { reconcileOpenOrders } from './reconcile-open-orders.ts';
import { stripeClient } from './stripe-client.ts';
import { takeMissedEvents } from './take-missed-events.ts';
import { startTestStripe } from './testing.ts';

const stripe = await startTestStripe();
const ground = await openTestGround();
stripe.listenWith(ground);
stripe.webhooks.weather.lost = true;
const { db } = ground;
const { atCheckout, books, paidOrder } = stripe;

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

describe('when notifications are lost', () => {
  const looks = () => new Map();
  const later = () => Date.now() + 3 * 60_000;

  it('an open order is asked about after two minutes, and then ever more seldom', async () => {
    const { owner, worker } = await customer();
    const { order, session } = await atCheckout(owner);
    books.payAtCheckout(session, { isGood: true });
    const api = stripeClient()!;
    const mine = looks();
    await reconcileOpenOrders(worker, api, mine);
    assert.equal((await rowOf(order)).state, 'open');
    await reconcileOpenOrders(worker, api, mine, later());
    assert.equal((await rowOf(order)).state, 'paid');
    const waiting = await atCheckout(owner);
    await reconcileOpenOrders(worker, api, mine, later());
    assert.equal((await rowOf(waiting.order)).state, 'open');
    const dueMs = mine.get(waiting.order.id)!;
    assert.ok(dueMs > later() + 60_000);
  });

  it('refunds are found among the events', async () => {
    const { owner, worker } = await customer();
    const { intent } = await paidOrder(owner);
    books.refund(intent);
    const since = new Date(Date.now() - 60_000);
    assert.ok((await takeMissedEvents(worker, stripeClient()!, since)) > 0);
    assert.equal((await moneyOf(owner)).available, 0);
    assert.equal(await takeMissedEvents(worker, stripeClient()!, since), 0);
  });

  it('nobody pays for an order that was cancelled: its checkout is closed', async () => {
    const { owner, worker } = await customer();
    const { order, session } = await atCheckout(owner);
    assert.ok((await cancelOrder(owner, order.id)).ok);
    await reconcileOpenOrders(worker, stripeClient()!, looks(), later());
    assert.equal(books.get('checkout.session', session).status, 'expired');
    assert.equal((await rowOf(order)).state, 'cancelled');
  });

  it('nobody pays for an account that was deleted: its checkout is closed', async () => {
    const { owner, worker } = await customer();
    const { order, session } = await atCheckout(owner);
    const mine = eq(accounts.id, owner.actor.accountId);
    await db.update(accounts).set({ closedAt: new Date() }).where(mine);
    await reconcileOpenOrders(worker, stripeClient()!, looks(), later());
    assert.equal(books.get('checkout.session', session).status, 'expired');
    assert.equal((await rowOf(order)).state, 'lapsed');
  });

  it('what nobody can pay any more lapses by the clock', async () => {
    const { owner, worker } = await customer();
    const [card, transfer] = [await mustOrder(owner), await mustOrder(owner, { way: 'transfer' })];
    const started = await atCheckout(owner);
    const mine = and(eq(orders.accountId, owner.actor.accountId), eq(orders.state, 'open'));
    await db
      .update(orders)
      .set({ lapsesAt: new Date(Date.now() - 1000) })
      .where(mine);
    await lapseOrders(worker);
    assert.equal((await rowOf(card)).state, 'lapsed');
    assert.equal((await rowOf(transfer)).state, 'lapsed');
    assert.equal((await rowOf(started.order)).state, 'open');
  });
});

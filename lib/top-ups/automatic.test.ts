import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { and, eq } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import { automaticTopUps, orders } from '#db/schema/billing.ts';
import { balances } from '#db/schema/ledger.ts';
import { notices } from '#db/schema/notices.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { type Intent, nowS, standInId } from '#dev/stripe-stand-in/objects.ts';
import type { CustomerContext, WorkerContext } from '#lib/context.ts';
import { checkLedger } from '#lib/ledger/check-ledger.ts';
import type { Order } from '#lib/orders/place-order.ts';
import { stripeClient } from '#lib/payments/stripe-client.ts';
import { startTestStripe } from '#lib/payments/testing.ts';
import { liftSuspension } from '#lib/suspensions/lift-suspension.ts';
import { suspendAccount } from '#lib/suspensions/suspend-account.ts';
import { chargeAutomaticOrders } from './charge-automatic-orders.ts';
import { chooseAutomatic } from './choose-automatic.ts';
import { placeAutomaticOrders } from './place-automatic-orders.ts';
import { readAutomatic } from './read-automatic.ts';
import { switchOffAutomatic } from './switch-off-automatic.ts';
import { euros, password, switchedOn, topUp, wanted } from './testing.ts';

const stripe = await startTestStripe();
const ground = await openTestGround();
stripe.listenWith(ground);
const { db } = ground;
const { books, last, webhooks } = stripe;
webhooks.weather.lost = true;
const ofAccount = ({ actor }: CustomerContext) =>
  db
    .select()
    .from(orders)
    .where(and(eq(orders.accountId, actor.accountId), eq(orders.way, 'automatic')));

async function available({ actor }: CustomerContext): Promise<number> {
  const [row] = await db.select().from(balances).where(eq(balances.accountId, actor.accountId));
  return row!.availableMicros / 1_000_000;
}

const chargesOf = ({ actor }: CustomerContext) =>
  books.all('charge').filter(({ metadata }) => metadata.account === actor.accountId).length;

const preparedFor = (order: Order): Intent => ({
  ...{ id: standInId('pi'), object: 'payment_intent', created: nowS() },
  ...{ metadata: { account: order.accountId, order: order.id }, status: 'requires_confirmation' },
  ...{ amount: 2480, amount_received: 0, currency: 'eur', customer: null, latest_charge: null },
  ...{ payment_method: 'pm_works', setup_future_usage: null, last_payment_error: null },
});

describe('an automatic top-up', () => {
  it('comes as often as the month’s ceiling lets it, and no more', async () => {
    const { owner, worker } = await switchedOn(ground, stripe);
    for (let i = 0; i < 4; i++) await topUp(worker);
    assert.equal(await available(owner), 90);
    assert.equal((await readAutomatic(owner))?.usedMicros, euros(40));
    const lastMonth = new Date(Date.now() - 40 * 24 * 3_600_000);
    await db
      .update(orders)
      .set({ placedAt: lastMonth })
      .where(eq(orders.accountId, owner.actor.accountId));
    await topUp(worker);
    assert.equal(await available(owner), 110);
  });

  it('is one when ten workers look at once', async () => {
    const { owner, worker } = await switchedOn(ground, stripe, { monthlyMicros: euros(20) });
    await Promise.all(Array.from({ length: 10 }, () => topUp(worker)));
    assert.equal(await available(owner), 70);
    assert.deepEqual(
      (await ofAccount(owner)).map(({ state }) => state),
      ['paid'],
    );
    assert.equal(chargesOf(owner), 2);
  });

  it('never comes without need, switched off, with a debt, or for an account that was deleted', async () => {
    const { owner, worker } = await switchedOn(ground, stripe, { belowMicros: euros(50) });
    await topUp(worker);
    const mine = eq(balances.accountId, owner.actor.accountId);
    await db.update(automaticTopUps).set(wanted);
    await db
      .update(balances)
      .set({ debtMicros: euros(1) })
      .where(mine);
    await topUp(worker);
    await db
      .update(balances)
      .set({ debtMicros: euros(0) })
      .where(mine);
    await db
      .update(accounts)
      .set({ closedAt: new Date() })
      .where(eq(accounts.id, owner.actor.accountId));
    await topUp(worker);
    assert.equal((await ofAccount(owner)).length, 0);
  });

  it('neither is ordered nor charged while the account is suspended, and comes once that is lifted', async () => {
    const { owner, worker } = await switchedOn(ground, stripe);
    const { staff } = await castOf(ground);
    const { accountId } = owner.actor;
    await placeAutomaticOrders(worker);
    assert.ok((await suspendAccount(staff, { accountId, reason: 'Complaints of phones.' })).ok);
    await topUp(worker);
    await topUp(worker);
    assert.equal(chargesOf(owner), 1);
    assert.deepEqual(
      (await ofAccount(owner)).map(({ state }) => state),
      ['cancelled'],
    );
    assert.ok((await liftSuspension(staff, { accountId, reason: 'They proved consent.' })).ok);
    await topUp(worker);
    assert.equal(chargesOf(owner), 2);
  });

  it('does not come after a dispute, until somebody switches it on again', async () => {
    const { owner, worker, intent } = await switchedOn(ground, stripe);
    const { id } = books.dispute(intent, { amount: 100 });
    assert.equal(await webhooks.deliver(last('charge.dispute.created')), 200);
    await topUp(worker);
    assert.equal((await ofAccount(owner)).length, 0);
    assert.ok((await chooseAutomatic(owner, { ...wanted, password })).ok);
    books.decide(id, 'won');
    assert.equal(await webhooks.deliver(last('charge.dispute.closed')), 200);
    assert.equal((await readAutomatic(owner))?.isOn, true);
  });

  it('that was ordered is not charged after it was switched off', async () => {
    for (const isPrepared of [false, true]) {
      const { owner, worker } = await switchedOn(ground, stripe);
      await placeAutomaticOrders(worker);
      if (isPrepared) {
        const { id: paymentIntent } = books.add(preparedFor((await ofAccount(owner))[0]!));
        const mine = eq(orders.accountId, owner.actor.accountId);
        await db
          .update(orders)
          .set({ paymentIntent })
          .where(and(mine, eq(orders.state, 'open')));
      }
      await switchOffAutomatic(owner);
      await chargeAutomaticOrders(worker, stripeClient()!);
      assert.equal(await available(owner), 50);
      assert.equal((await ofAccount(owner))[0]?.state, 'cancelled');
      assert.equal((await readAutomatic(owner))?.failedAt, null);
    }
  });

  for (const kept of ['refused', 'asks'] as const) {
    it(`whose card ${kept === 'asks' ? 'asks for its owner' : 'is refused'} fails, rests, and says so`, async () => {
      const { owner, worker } = await switchedOn(ground, stripe, { kept });
      for (let i = 0; i < 3; i++) await topUp(worker);
      assert.equal(await available(owner), 50);
      const [order, ...more] = await ofAccount(owner);
      assert.deepEqual([order?.state, more.length], ['failed', 0]);
      assert.equal(books.get('payment_intent', order!.paymentIntent!).status, 'canceled');
      const automatic = await readAutomatic(owner);
      assert.deepEqual([automatic?.isOn, automatic?.failedAt !== null], [false, true]);
      const told = await db
        .select()
        .from(notices)
        .where(
          and(
            eq(notices.accountId, owner.actor.accountId),
            eq(notices.kind, 'automatic_top_up_failed'),
          ),
        );
      assert.deepEqual(
        told.map(({ facts }) => facts.orderId),
        [order!.id],
      );
      assert.ok((await chooseAutomatic(owner, { ...wanted, password })).ok);
      assert.equal((await readAutomatic(owner))?.failedAt, null);
    });
  }

  it('whose card is not at Stripe any more fails and rests', async () => {
    const { owner, worker } = await switchedOn(ground, stripe);
    const mine = eq(automaticTopUps.accountId, owner.actor.accountId);
    await db.update(automaticTopUps).set({ paymentMethod: 'pm_gone' }).where(mine);
    await topUp(worker);
    assert.equal((await ofAccount(owner))[0]?.state, 'failed');
    assert.equal((await readAutomatic(owner))?.isOn, false);
  });

  it('that a crash left half done is charged once', async () => {
    const { owner, worker } = await switchedOn(ground, stripe, { monthlyMicros: euros(20) });
    await placeAutomaticOrders(worker);
    // Charged, and killed before anything of it was booked.
    const broken = {
      ...worker,
      keyring: { ...worker.keyring, read: () => Promise.reject(new Error('killed')) },
    };
    await chargeAutomaticOrders(broken as WorkerContext, stripeClient()!);
    assert.equal(await available(owner), 50);
    assert.equal(chargesOf(owner), 2);
    await topUp(worker);
    assert.equal(await available(owner), 70);
    assert.equal(chargesOf(owner), 2);
  });
});

it('the books are right after all of it', async () => {
  const { problems } = await checkLedger(db);
  assert.deepEqual(problems, []);
});

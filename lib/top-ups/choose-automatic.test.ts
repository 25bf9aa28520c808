import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { and, eq } from 'drizzle-orm';
import { orders } from '#db/schema/billing.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import type { AccountId } from '#lib/ids.ts';
import { micros } from '#lib/money/micros.ts';
import { startTestStripe } from '#lib/payments/testing.ts';
import { chooseAutomatic } from './choose-automatic.ts';
import { forgetCard } from './forget-card.ts';
import { readAutomatic } from './read-automatic.ts';
import { switchOffAutomatic } from './switch-off-automatic.ts';
import { euros, password, switchedOn, topUp, wanted, withCard } from './testing.ts';

const stripe = await startTestStripe();
const ground = await openTestGround();
stripe.listenWith(ground);
const { db } = ground;
const { atCheckout, books, last, webhooks } = stripe;
webhooks.weather.lost = true;

const ordered = (accountId: AccountId) =>
  db.$count(orders, and(eq(orders.accountId, accountId), eq(orders.way, 'automatic')));

describe('a card', () => {
  it('that is kept switches nothing on, and its payer at Stripe has no name', async () => {
    const { owner, worker } = await withCard(ground, stripe);
    const automatic = await readAutomatic(owner);
    assert.deepEqual([automatic?.hasCard, automatic?.isOn], [true, false]);
    await topUp(worker);
    assert.equal(await ordered(owner.actor.accountId), 0);
    const payer = books.all('customer').at(-1)!;
    assert.deepEqual(payer.metadata, { account: owner.actor.accountId });
    assert.ok(!('name' in payer) && !('email' in payer));
  });

  it('that is not kept is charged by nobody', async () => {
    const { owner } = await castOf(ground);
    const refused = await chooseAutomatic(owner, { ...wanted, password });
    assert.ok(!refused.ok && /Keep a card first/.test(refused.sentence));
    assert.equal(await readAutomatic(owner), null);
  });

  it('that is forgotten is gone at Stripe too, and charged by nobody', async () => {
    const { owner, worker } = await switchedOn(ground, stripe);
    const payers = books.all('customer').length;
    await forgetCard(owner);
    assert.equal(books.all('customer').length, payers - 1);
    await topUp(worker);
    assert.equal(await ordered(owner.actor.accountId), 0);
  });

  it('that was forgotten does not come back with what is told later, and another one can be kept', async () => {
    const { owner, intent } = await withCard(ground, stripe);
    await forgetCard(owner);
    books.refund(intent, 100);
    assert.equal(await webhooks.deliver(last('charge.refunded')), 200);
    assert.equal(await readAutomatic(owner), null);
    const { session } = await atCheckout(owner, { keepCard: true });
    books.payAtCheckout(session, { isGood: true });
    assert.equal(await webhooks.deliver(last('checkout.session.completed')), 200);
    assert.equal((await readAutomatic(owner))?.hasCard, true);
  });
});

describe('switching it on', () => {
  it('and raising it needs the password, lowering it and switching it off do not', async () => {
    const { owner } = await withCard(ground, stripe);
    const wrong = await chooseAutomatic(owner, { ...wanted, password: '' });
    assert.ok(!wrong.ok && wrong.field === 'password');
    assert.equal((await readAutomatic(owner))?.isOn, false);
    assert.ok((await chooseAutomatic(owner, { ...wanted, password })).ok);
    const lower = {
      ...{ belowMicros: euros(4000), creditMicros: euros(10), monthlyMicros: euros(40) },
      password: '',
    };
    assert.ok((await chooseAutomatic(owner, lower)).ok);
    for (const name of ['belowMicros', 'creditMicros', 'monthlyMicros'] as const) {
      const higher = await chooseAutomatic(owner, { ...lower, [name]: wanted[name] });
      assert.ok(!higher.ok && higher.field === 'password', name);
    }
    await switchOffAutomatic(owner);
    assert.equal((await readAutomatic(owner))?.isOn, false);
  });

  it('is refused for amounts that nobody sells, and a ceiling below one top-up', async () => {
    const { owner } = await withCard(ground, stripe);
    const fields = { belowMicros: 'below', creditMicros: 'credit', monthlyMicros: 'monthly' };
    for (const [name, value] of [
      ['belowMicros', 0],
      ['belowMicros', -1],
      ['creditMicros', 9_990_000],
      ['creditMicros', 20_000_001],
      ['monthlyMicros', 19_990_000],
    ] as const) {
      const refused = await chooseAutomatic(owner, { ...wanted, password, [name]: micros(value) });
      assert.ok(!refused.ok && refused.field === fields[name], `${name} ${value}`);
    }
  });
});

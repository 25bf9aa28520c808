import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, beforeEach, describe, it } from 'node:test';
import { setTimeout as rest } from 'node:timers/promises';
import Stripe from 'stripe';
import { startStripeStandIn } from './start-stand-in.ts';

const keys = { secretKey: 'sk_test_standin', webhookSecret: 'whsec_standin' };

/** What the product was told, and what it answers next. */
let told: Stripe.Event[] = [];
let answers: number[] = [];
const product = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += String(part);
  const signature = String(request.headers['stripe-signature']);
  const status = answers.shift() ?? 200;
  if (status === 200) {
    told.push(Stripe.webhooks.constructEvent(body, signature, keys.webhookSecret));
  }
  response.writeHead(status).end();
});
await new Promise<void>((resolve) => product.listen(0, '127.0.0.1', resolve));
const { port } = product.address() as AddressInfo;
const standIn = await startStripeStandIn({ ...keys, webhookUrl: `http://127.0.0.1:${port}/` });
after(async () => {
  await standIn.stop();
  product.closeAllConnections();
  product.close();
});
const { books, url, webhooks } = standIn;
const library = (key: string) => {
  const { hostname: host, port: apiPort } = new URL(url);
  return new Stripe(key, { host, port: apiPort, protocol: 'http', maxNetworkRetries: 0 });
};
const stripe = library(keys.secretKey);

beforeEach(() => {
  Object.assign(webhooks.weather, { times: 1, lost: true, reversed: false });
  [told, answers] = [[], []];
});

const wanted = (expiresInS = 3600): Stripe.Checkout.SessionCreateParams => ({
  mode: 'payment',
  line_items: [
    {
      quantity: 1,
      price_data: { currency: 'eur', unit_amount: 6200, product_data: { name: 'SMS credit' } },
    },
  ],
  metadata: { order: 'one' },
  expires_at: Math.floor(Date.now() / 1000) + expiresInS,
  success_url: 'http://localhost/paid',
  cancel_url: 'http://localhost/left',
});

async function paid() {
  const { id } = await stripe.checkout.sessions.create(wanted());
  books.payAtCheckout(id, { isGood: true });
  return stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent.latest_charge'] });
}

const untilTold = async (count: number) => {
  for (let i = 0; i < 100 && told.length < count; i++) await rest(50);
  return told.map(({ type }) => type);
};

describe('the API, as the real library speaks it', () => {
  it('expands, and lists page by page, newest first', async () => {
    const session = await paid();
    const intent = session.payment_intent as Stripe.PaymentIntent;
    assert.equal((intent.latest_charge as Stripe.Charge).amount, 6200);
    for (const amount of [100, 200, 300]) {
      await stripe.refunds.create({ payment_intent: intent.id, amount });
    }
    const of = { payment_intent: intent.id, limit: 2 };
    const all = await stripe.refunds.list(of).autoPagingToArray({ limit: 10 });
    assert.deepEqual(
      all.map(({ amount }) => amount),
      [300, 200, 100],
    );
    await assert.rejects(stripe.refunds.create({ payment_intent: intent.id, amount: 5601 }));
  });

  it('answers a key that is sent again alike, and refuses it for something else', async () => {
    const once = { idempotencyKey: 'once' };
    const params = wanted();
    const [one, two] = [
      await stripe.checkout.sessions.create(params, once),
      await stripe.checkout.sessions.create(params, once),
    ];
    assert.equal(one.id, two.id);
    await assert.rejects(
      stripe.checkout.sessions.create({ ...params, metadata: { order: 'two' } }, once),
      Stripe.errors.StripeIdempotencyError,
    );
  });

  it('refuses what Stripe refuses', async () => {
    const { StripeAuthenticationError, StripeInvalidRequestError } = Stripe.errors;
    await assert.rejects(library('sk_test_other').events.list(), StripeAuthenticationError);
    for (const expiresInS of [60, 86_500]) {
      const create = stripe.checkout.sessions.create(wanted(expiresInS));
      await assert.rejects(create, StripeInvalidRequestError);
    }
    await assert.rejects(stripe.checkout.sessions.retrieve('cs_none'), { statusCode: 404 });
  });

  it('asks for the owner of a card that wants it', async () => {
    const { id } = await stripe.paymentIntents.create({
      ...{ amount: 6200, currency: 'eur', customer: 'cus_1', payment_method: 'pm_asks_1' },
    });
    await assert.rejects(stripe.paymentIntents.confirm(id, { off_session: true }), {
      code: 'authentication_required',
    });
    const { status } = await stripe.paymentIntents.retrieve(id);
    assert.equal(status, 'requires_payment_method');
  });
});

describe('notifications', () => {
  const both = ['payment_intent.succeeded', 'checkout.session.completed'];

  it('are signed, and repeated until they are answered', async () => {
    webhooks.weather.lost = false;
    answers = [500, 500];
    await paid();
    assert.deepEqual((await untilTold(2)).toSorted(), both.toSorted());
  });

  it('come twice, in the wrong order, or not at all, as one likes', async () => {
    Object.assign(webhooks.weather, { times: 2, lost: false });
    await paid();
    assert.equal((await untilTold(4)).length, 4);
    Object.assign(webhooks.weather, { times: 1, reversed: true });
    told = [];
    await paid();
    assert.deepEqual(await untilTold(2), both.toReversed());
    Object.assign(webhooks.weather, { reversed: false, lost: true });
    told = [];
    await paid();
    await rest(200);
    assert.deepEqual(told, []);
    assert.ok((await stripe.events.list({ types: both })).data.length >= 6);
  });
});

it('its checkout says that it is not Stripe, and a trick changes what is paid', async () => {
  const { id, url: page } = await stripe.checkout.sessions.create(wanted());
  assert.match(await (await fetch(page!)).text(), /stands in for Stripe/);
  await fetch(`${url}/control`, {
    method: 'POST',
    body: JSON.stringify({ trick: { amount: 1, currency: 'huf' } }),
  });
  const { status, headers } = await fetch(`${page}/good`, { method: 'POST', redirect: 'manual' });
  assert.deepEqual([status, headers.get('location')], [303, 'http://localhost/paid']);
  const session = await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] });
  const intent = session.payment_intent as Stripe.PaymentIntent;
  assert.deepEqual([intent.amount_received, intent.currency], [1, 'huf']);
});

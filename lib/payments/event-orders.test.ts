import assert from 'node:assert/strict';
import { it } from 'node:test';
import { eq } from 'drizzle-orm';
import { invoices, orders, payments, reversals } from '#db/schema/billing.ts';
import { balances } from '#db/schema/ledger.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import type { StandInEvent } from '#dev/stripe-stand-in/objects.ts';
import type { CustomerContext } from '#lib/context.ts';
import { checkLedger } from '#lib/ledger/check-ledger.ts';
import { giveDetails } from '#lib/orders/testing.ts';
import { startTestStripe } from './testing.ts';

const stripe = await startTestStripe();
const ground = await openTestGround();
stripe.listenWith(ground);
const { db } = ground;
const { atCheckout, books, last, webhooks } = stripe;
webhooks.weather.lost = true;

/** What happens to a payment, one after the other, each with the event that tells of it. */
function newHistory(session: string) {
  let [intent, dispute] = ['', ''];
  return [
    () => {
      intent = books.payAtCheckout(session, { isGood: true }).payment_intent!;
      return last('checkout.session.completed');
    },
    () => {
      books.refund(intent, 1240);
      return last('charge.refunded');
    },
    () => {
      ({ id: dispute } = books.dispute(intent, { amount: 4960 }));
      return last('charge.dispute.created');
    },
    () => {
      books.decide(dispute, 'won');
      return last('charge.dispute.funds_reinstated');
    },
  ];
}

async function begin() {
  const { owner } = await castOf(ground);
  await giveDetails(owner);
  const { session } = await atCheckout(owner);
  return { owner, happenings: newHistory(session) };
}

const right = {
  state: 'paid',
  money: [40_000_000, 0],
  payments: 1,
  reversals: ['dispute 49600000', 'dispute_won 49600000', 'refund 12400000'],
  invoices: [
    'credit_note 12400000',
    'credit_note 49600000',
    'invoice 49600000',
    'invoice 62000000',
  ],
};

async function booksOf({ actor: { accountId } }: CustomerContext) {
  const [order] = await db.select().from(orders).where(eq(orders.accountId, accountId));
  const [balance] = await db.select().from(balances).where(eq(balances.accountId, accountId));
  const back = await db.select().from(reversals).where(eq(reversals.accountId, accountId));
  const issued = await db.select().from(invoices).where(eq(invoices.accountId, accountId));
  const line = (row: { kind: string; totalMicros: number }) => `${row.kind} ${row.totalMicros}`;
  return {
    state: order!.state,
    money: [balance!.availableMicros, balance!.debtMicros],
    payments: await db.$count(payments, eq(payments.accountId, accountId)),
    reversals: back.map(line).toSorted(),
    invoices: issued.map(line).toSorted(),
  };
}

function permutationsOf<T>(list: T[]): T[][] {
  if (list.length < 2) return [list];
  return list.flatMap((one, i) =>
    permutationsOf(list.toSpliced(i, 1)).map((rest) => [one, ...rest]),
  );
}

it('told in any order, doubled, with forgeries and recordings between, it ends alike', async () => {
  for (const order of permutationsOf([0, 1, 2, 3])) {
    const { owner, happenings } = await begin();
    const events = happenings.map((happen) => happen());
    for (const event of order.map((which) => events[which]!)) {
      assert.equal(await webhooks.deliver(event, { secret: 'whsec_guessed' }), 400);
      assert.equal(await webhooks.deliver(event, { ageS: 3600 }), 400);
      const twice = await Promise.all([webhooks.deliver(event), webhooks.deliver(event)]);
      assert.deepEqual(twice, [200, 200]);
    }
    assert.deepEqual(await booksOf(owner), right, order.join(', '));
  }
});

it('told however late while more happens, it ends alike', async () => {
  // After which happening each of the four is told.
  const delays = [0, 1, 2, 3].flatMap((a) =>
    [1, 2, 3].flatMap((b) => [2, 3].map((c) => [a, b, c, 3])),
  );
  for (const told of delays) {
    const { owner, happenings } = await begin();
    const waiting: StandInEvent[] = [];
    for (const [now, happen] of happenings.entries()) {
      waiting.push(happen());
      const due = waiting.filter((_, which) => told[which] === now);
      await Promise.all(due.map((event) => webhooks.deliver(event)));
    }
    assert.deepEqual(await booksOf(owner), right, told.join(', '));
  }
});

it('told all at once, it ends alike', async () => {
  for (let i = 0; i < 5; i++) {
    const { owner, happenings } = await begin();
    const events = happenings.map((happen) => happen());
    const told = [...events, ...events, ...events].map((event) => webhooks.deliver(event));
    assert.deepEqual(new Set(await Promise.all(told)), new Set([200]));
    assert.deepEqual(await booksOf(owner), right);
  }
});

it('the books are right after all of it', async () => {
  assert.deepEqual((await checkLedger(db)).problems, []);
});

import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { eq } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import { automaticTopUps, billingDetails, orders } from '#db/schema/billing.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import type { CustomerContext } from '#lib/context.ts';
import { openInvoiceBody } from '#lib/invoices/invoice-body.ts';
import { billingKeyName } from '#lib/keyring/key-names.ts';
import { micros } from '#lib/money/micros.ts';
import { mustOrder, pay } from '#lib/orders/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { explainVat } from './explain-vat.ts';
import type { TypedDetails } from './parse-details.ts';
import { readDetails } from './read-details.ts';
import { removeDetails } from './remove-details.ts';
import { saveDetails } from './save-details.ts';
import { openTestVies, typedCompany } from './testing.ts';

applyTestSettings({ VIES_CHECK: 'true', OPERATOR_COMPANY: 'All SMS Ltd' });
const ground = await openTestGround();
const { db, keyring } = ground;

let say: Parameters<typeof openTestVies>[0] = () => ({ body: '{"valid":true}' });
const vies = await openTestVies(() => say());
const german = { country: 'DE', postal: '10115', city: 'Berlin', vatNumber: 'DE136695976' };

beforeEach(() => {
  vies.asked.length = 0;
  say = () => ({ body: '{"valid":true,"name":"BAECKEREI"}' });
});

async function mustSave(ctx: CustomerContext, changed: Partial<TypedDetails> = {}) {
  const saved = await saveDetails(ctx, { ...typedCompany, ...changed }, vies);
  assert.ok(saved.ok, JSON.stringify(saved));
  return saved.details;
}
const orderOf = async ({ id }: { id: string }) =>
  (
    await db
      .select()
      .from(orders)
      .where(eq(orders.id, id as never))
  )[0]!;

describe('billing details', () => {
  it('are read by the account that gave them, and by no other', async () => {
    const { owner, colleague, stranger } = await castOf(ground);
    assert.equal(await readDetails(owner), null);
    const details = await mustSave(owner);
    assert.deepEqual(await readDetails(colleague), details);
    assert.equal(await readDetails(stranger), null);
    await mustSave(colleague, { name: 'Bakery Zacharias & Sons' });
    assert.equal((await readDetails(owner))?.name, 'Bakery Zacharias & Sons');
  });

  it('that are refused leave those before', async () => {
    const { owner } = await castOf(ground);
    await mustSave(owner);
    const refused = await saveDetails(owner, { ...typedCompany, name: '' }, vies);
    assert.ok(!refused.ok && refused.problems[0]?.field === 'name');
    assert.equal((await readDetails(owner))?.name, typedCompany.name);
  });

  it('are not stored for an account that has been deleted: nobody would destroy the key', async () => {
    const { owner } = await castOf(ground);
    const { accountId } = owner.actor;
    await db.update(accounts).set({ closedAt: new Date() }).where(eq(accounts.id, accountId));
    assert.ok(!(await saveDetails(owner, typedCompany, vies)).ok);
    assert.deepEqual(await keyring.list(billingKeyName(accountId)), []);
  });

  it('change nothing about orders that were placed', async () => {
    const { owner } = await castOf(ground);
    await mustSave(owner);
    const order = await mustOrder(owner);
    await mustSave(owner, { name: 'Another' });
    assert.ok((await pay(owner, order)).ok);
    const [invoice] = await db.query.invoices.findMany({
      where: (row, is) => is.eq(row.orderId, order.id),
    });
    assert.equal((await openInvoiceBody(keyring, invoice!))?.buyer.name, typedCompany.name);
  });
});

describe('VIES', () => {
  it('is asked in the body, never in the address, and its answer is kept for a day', async () => {
    const { owner } = await castOf(ground);
    const { vatLookedUp } = await mustSave(owner, german);
    assert.equal(vatLookedUp?.valid, true);
    const body = '{"countryCode":"DE","vatNumber":"136695976"}';
    assert.deepEqual(vies.asked, [{ path: '/check-vat-number', body }]);
    assert.deepEqual((await mustSave(owner, german)).vatLookedUp, vatLookedUp);
    assert.equal(vies.asked.length, 1);
  });

  it('that calls a number invalid has VAT charged as for a person', async () => {
    const { owner } = await castOf(ground);
    say = () => ({ body: '{"valid":false,"name":"---"}' });
    const details = await mustSave(owner, german);
    assert.equal(details.vatLookedUp?.valid, false);
    assert.match(explainVat(details, new Date()), /^24 % VAT of Greece is added, as for everybody/);
    assert.equal((await mustOrder(owner)).vatTreatment, 'domestic');
  });

  it('that does not answer, or whose state is away, leaves it at the check digits', async () => {
    const { owner } = await castOf(ground);
    const silences: ReturnType<typeof say>[] = [
      { body: '{"actionSucceed":false,"errorWrappers":[{"error":"MS_UNAVAILABLE"}]}' },
      { status: 500, body: '{"valid":false}' },
      { body: '<html>' },
      { body: '{"valid":"yes"}' },
    ];
    for (const silence of silences) {
      say = () => silence;
      const details = await mustSave(owner, german);
      assert.equal(details.vatLookedUp, null);
      assert.match(explainVat(details, new Date()), /^No VAT is added\. Reverse charge: /);
    }
    assert.equal(vies.asked.length, silences.length);
    const gone = { viesUrl: 'http://127.0.0.1:9' };
    const saved = await saveDetails(owner, { ...typedCompany, ...german }, gone);
    assert.ok(saved.ok && saved.details.vatLookedUp === null);
  });

  it('is waited for five seconds', async () => {
    const { owner } = await castOf(ground);
    say = () => 'nothing';
    const begun = performance.now();
    assert.equal((await mustSave(owner, german)).vatLookedUp, null);
    assert.ok(performance.now() - begun >= 4_900);
  });

  it('is not asked about a number of another Union or of nobody', async () => {
    const { owner } = await castOf(ground);
    await mustSave(owner, { vatNumber: '' });
    await mustSave(owner, { country: 'CH', postal: '3000', vatNumber: 'CHE-123.456.788' });
    assert.deepEqual(vies.asked, []);
  });
});

describe('removing billing details', () => {
  it('destroys their key, cancels what is open, and lets the balance rest; invoices stay', async () => {
    const { owner, stranger } = await castOf(ground);
    const { accountId, userId } = owner.actor;
    for (const ctx of [owner, stranger]) await mustSave(ctx);
    const paid = await mustOrder(owner);
    await pay(owner, paid);
    const open = await mustOrder(owner);
    const theirs = await mustOrder(stranger);
    await db.insert(automaticTopUps).values({
      ...{ accountId, belowMicros: micros(5), creditMicros: micros(50), monthlyMicros: micros(90) },
      ...{ enabledAt: new Date(), enabledBy: userId },
    });
    assert.equal(await removeDetails(owner), 1);
    assert.equal(await readDetails(owner), null);
    assert.equal(await db.$count(billingDetails, eq(billingDetails.accountId, accountId)), 0);
    assert.deepEqual(await keyring.list(billingKeyName(accountId)), []);
    assert.deepEqual(
      [(await orderOf(open)).state, (await orderOf(paid)).state, (await orderOf(theirs)).state],
      ['cancelled', 'paid', 'open'],
    );
    const [rests] = await db
      .select()
      .from(automaticTopUps)
      .where(eq(automaticTopUps.accountId, accountId));
    assert.equal(rests?.enabledAt, null);
    assert.equal(await db.query.invoices.findMany().then((rows) => rows.length > 0), true);
    assert.equal((await readDetails(stranger))?.name, typedCompany.name);
    assert.equal(await removeDetails(owner), 0);
  });

  it('and giving new ones: money for an order of before is for staff to give back', async () => {
    const { owner } = await castOf(ground);
    await mustSave(owner);
    const order = await mustOrder(owner);
    await removeDetails(owner);
    await mustSave(owner, { name: 'Another' });
    assert.deepEqual(await pay(owner, order), { ok: false, refusal: 'gone' });
    assert.ok((await pay(owner, await mustOrder(owner))).ok);
  });

  it('while orders are placed, paid and details saved leaves no order open that nobody can pay', async () => {
    const { owner } = await castOf(ground);
    for (let round = 0; round < 5; round++) {
      await mustSave(owner);
      const before = await mustOrder(owner);
      await Promise.allSettled([
        ...Array.from({ length: 4 }, () => mustOrder(owner)),
        removeDetails(owner),
        pay(owner, before),
        saveDetails(owner, { ...typedCompany, name: 'Saved meanwhile' }, vies),
        ...Array.from({ length: 4 }, () => mustOrder(owner)),
      ]);
      const rows = await db
        .select()
        .from(orders)
        .where(eq(orders.accountId, owner.actor.accountId));
      for (const order of rows.filter(({ state }) => state === 'open')) {
        assert.ok((await pay(owner, order)).ok, 'an open order can be paid');
      }
      await removeDetails(owner);
    }
  });
});

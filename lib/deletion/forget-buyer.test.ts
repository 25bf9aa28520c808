import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eq } from 'drizzle-orm';
import { automaticTopUps, billingDetails, invoices, orders } from '#db/schema/billing.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { signUpSomebody } from '#lib/accounts/testing.ts';
import { readDetails } from '#lib/billing/read-details.ts';
import { saveDetails } from '#lib/billing/save-details.ts';
import { typedCompany } from '#lib/billing/testing.ts';
import { openInvoiceBody } from '#lib/invoices/invoice-body.ts';
import { billingKeyName } from '#lib/keyring/key-names.ts';
import { micros } from '#lib/money/micros.ts';
import { giveDetails, mustOrder, pay } from '#lib/orders/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { mustDelete } from './testing.ts';
import { whatStays } from './what-stays.ts';

applyTestSettings({ TRIAL_CREDIT: '0', INVOICE_YEARS: '7' });
const ground = await openTestGround();
const { db, keyring } = ground;

describe('who bought, after a deletion', () => {
  it('is known to invoices only: details, key and automatic top-up are gone, nothing can be paid', async () => {
    const { stranger } = await castOf(ground);
    await giveDetails(stranger);
    const somebody = await signUpSomebody(ground);
    const { ctx, accountId, userId } = somebody;
    assert.ok((await saveDetails(ctx, typedCompany)).ok);
    const paid = await mustOrder(ctx);
    await pay(ctx, paid);
    const open = await mustOrder(ctx);
    await db.insert(automaticTopUps).values({
      ...{ accountId, belowMicros: micros(5), creditMicros: micros(50), monthlyMicros: micros(90) },
      ...{ enabledAt: new Date(), enabledBy: userId },
    });

    await mustDelete(somebody);

    assert.equal(await keyring.read(billingKeyName(accountId)), null);
    for (const table of [billingDetails, automaticTopUps]) {
      assert.equal(await db.$count(table, eq(table.accountId, accountId)), 0);
    }
    const left = await db.select().from(orders).where(eq(orders.accountId, accountId));
    assert.deepEqual(
      left.map(({ id, state, buyerSealed }) => [id, state, buyerSealed.length]).sort(),
      [
        [paid.id, 'paid', 0],
        [open.id, 'cancelled', 0],
      ].sort(),
    );
    assert.deepEqual(await pay(ctx, open), { ok: false, refusal: 'gone' });
    const [invoice] = await db.select().from(invoices).where(eq(invoices.orderId, paid.id));
    assert.equal((await openInvoiceBody(keyring, invoice!))?.buyer.name, typedCompany.name);
    assert.ok(await readDetails(stranger));
  });

  it('what stays by tax law stays as long as invoices do', () => {
    const stays = whatStays(new Date('2026-05-01T00:00:00Z'), { hasRefund: false });
    const byLaw = stays.filter(({ why }) => why === 'Tax law');
    assert.equal(byLaw.length, 2);
    for (const { until } of byLaw) assert.deepEqual(until, new Date('2033-12-31T00:00:00Z'));
  });
});

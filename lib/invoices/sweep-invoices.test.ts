import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eq } from 'drizzle-orm';
import { invoices } from '#db/schema/billing.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { businessDay } from '#lib/billing/business-day.ts';
import { type InvoiceId, newId, type OrderId } from '#lib/ids.ts';
import { invoicesKeyName } from '#lib/keyring/key-names.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { readInvoice } from './read-invoice.ts';
import { sweepInvoices } from './sweep-invoices.ts';
import { storeTestInvoice, testInvoice } from './testing.ts';

applyTestSettings();
const ground = await openTestGround();
const { db, keyring } = ground;
const { owner } = await castOf(ground);
const { accountId } = owner.actor;
const thisYear = Number(businessDay(new Date()).slice(0, 4));

/** An invoice of a year that is kept until a day. */
async function store(year: number, sequence: number, keptUntil: string): Promise<InvoiceId> {
  const id = newId<InvoiceId>();
  await storeTestInvoice(
    owner,
    testInvoice({ accountId, id, orderId: newId<OrderId>(), year, sequence, keptUntil }),
  );
  return id;
}

const day = (offsetDays: number) =>
  new Date(Date.now() + offsetDays * 86_400_000).toISOString().slice(0, 10);

test('what need not be kept any more goes, and the key of its year with the last of it', async () => {
  const old = thisYear - 11;
  for (let sequence = 1; sequence <= 510; sequence++) await store(old, sequence, day(-2));
  const kept = await store(old, 511, day(2));
  const recent = await store(thisYear - 2, 1, day(-2));
  await keyring.create(invoicesKeyName(thisYear - 3));
  await keyring.create(invoicesKeyName(thisYear - 1));
  await keyring.create(invoicesKeyName(thisYear));

  assert.equal(await sweepInvoices(ground), 500);
  assert.equal(await sweepInvoices(ground), 11);
  assert.equal(await sweepInvoices(ground), 0);
  const left = await db.select({ id: invoices.id }).from(invoices);
  assert.deepEqual(left, [{ id: kept }]);
  assert.equal((await readInvoice(owner, kept))?.body.buyer.city, 'Αθήνα');
  assert.equal(await readInvoice(owner, recent), null);
  // Without an invoice: of the year with the recent one, and one that a payment made which was rolled back. The years in
  // which one may still be issued keep theirs.
  assert.deepEqual(
    (await keyring.list('invoices/')).toSorted(),
    [old, thisYear - 1, thisYear].map(invoicesKeyName).toSorted(),
  );
});

test('without its key an invoice cannot be read by anybody, whatever copies of the database there are', async () => {
  const [row] = await db.select().from(invoices).where(eq(invoices.accountId, accountId));
  await keyring.destroy(row!.keyName);
  assert.equal(await readInvoice(owner, row!.id), null);
});

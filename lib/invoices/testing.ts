import type { Db } from '#db/client.ts';
import { invoices } from '#db/schema/billing.ts';
import type { CustomerContext } from '#lib/context.ts';
import { type InvoiceId, newId, type OrderId } from '#lib/ids.ts';
import { invoicesKeyName } from '#lib/keyring/key-names.ts';
import type { Keyring } from '#lib/keyring/keyring.ts';
import { micros } from '#lib/money/micros.ts';
import type { Order } from '#lib/orders/place-order.ts';
import { type NewReversal, reversePayment } from '#lib/orders/reverse-payment.ts';
import { testBuyer } from '#lib/orders/testing.ts';
import { type InvoiceBody, sealInvoiceBody } from './invoice-body.ts';
import type { InvoiceDocument } from './read-invoice.ts';

/** An invoice of 50 and 24 % for a bakery in Athens, paid by card, unless said otherwise. Nothing of it is stored. */
export function testInvoice(
  changed: Partial<Omit<InvoiceDocument, 'body'>> = {},
  said: Partial<InvoiceBody> = {},
): InvoiceDocument {
  return {
    ...{ accountId: newId(), id: newId<InvoiceId>(), orderId: newId<OrderId>() },
    ...{ kind: 'invoice', year: 2026, sequence: 123, number: '2026-000123' },
    ...{ reversalId: null, correctsId: null, currency: 'EUR' },
    ...{ creditMicros: micros(50_000_000), vatMicros: micros(12_000_000) },
    ...{ totalMicros: micros(62_000_000), vatTreatment: 'domestic', vatRate: 2400 },
    ...{ issuedOn: '2026-11-27', issuedAt: new Date('2026-11-27T10:00:00Z') },
    ...{ keyName: 'invoices/2026', bodySealed: Buffer.alloc(0), keptUntil: '2036-12-31' },
    ...changed,
    body: {
      seller: {
        name: 'Example Messaging Ltd',
        lines: ['1 Example Street', '105 63 Athens'],
        ...{ country: 'GR', vatNumber: 'EL094259216' },
      },
      ...{ buyer: testBuyer, way: 'card', paidOn: '2026-11-26' },
      ...{ orderReference: 'RF18539007547034', corrects: null, reason: null },
      ...said,
    },
  };
}

/** Stores an invoice of long ago, as one that was issued then. */
export async function storeTestInvoice(
  ctx: { db: Db; keyring: Keyring },
  invoice: InvoiceDocument,
): Promise<void> {
  const { body, ...row } = invoice;
  const keyName = invoicesKeyName(invoice.year);
  const bodySealed = sealInvoiceBody(await ctx.keyring.create(keyName), invoice.id, body);
  await ctx.db.insert(invoices).values({ ...row, keyName, bodySealed });
}

/** That so much of an order's payment went back, all of it unless said otherwise. */
export const giveBack = (ctx: CustomerContext, order: Order, changed: Partial<NewReversal> = {}) =>
  ctx.db.transaction((tx) =>
    reversePayment(tx, ctx.keyring, {
      ...{ accountId: order.accountId, orderId: order.id, kind: 'refund' },
      ...{ totalMicros: order.totalMicros, currency: order.currency, reference: newId() },
      ...changed,
    }),
  );

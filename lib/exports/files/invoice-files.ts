import { invoices } from '#db/schema/billing.ts';
import { buyerLines } from '#lib/invoices/buyer-lines.ts';
import { type InvoiceBody, invoiceIdentity } from '#lib/invoices/invoice-body.ts';
import { exportFile } from '../export-file.ts';
import { mapPages } from '../read-pages.ts';
import { rowsOfAccount } from '../rows-of-account.ts';
import { amount } from './amount.ts';

const invoicesFile = exportFile({
  name: 'invoices',
  about:
    'An invoice or credit note, with everything that is printed on it. Pages "Billing", "Invoices" has them as PDF and XML.',
  fields: {
    id: 'Its id.',
    number: 'Its number.',
    kind: 'invoice or credit_note.',
    issuedOn: 'The day on which it was issued, in the zone of the operator.',
    issuedAt: 'The moment.',
    orderReference: 'For which order: the reference that the payer quotes.',
    way: 'How the order was paid: card, transfer or automatic.',
    paidOn: 'The day on which the payment came.',
    corrects: 'Of a correction: the number of the first invoice.',
    reason: 'Of a correction: why.',
    sellerName: 'Who sold.',
    sellerAddress: 'Where the seller is.',
    sellerVatNumber: 'The VAT number of the seller.',
    buyerKind: 'company or person.',
    buyerName: 'Who bought.',
    buyerAddress: 'Where the buyer is, in the order of the country.',
    buyerCountry: 'The country (ISO 3166-1).',
    buyerVatNumber: 'The VAT number of the buyer.',
    buyerVatLookedUp: 'When the European Commission was asked about that number, and its answer.',
    net: 'The SMS credit, without tax. On a credit note: what went back.',
    vat: 'The tax.',
    total: 'Both together.',
    currency: 'The currency (ISO 4217).',
    vatTreatment: 'domestic, member_state, reverse_charge or outside.',
    vatPercent: 'The rate of the tax in percent.',
    keptUntil: 'The last day on which the law asks to keep it.',
  },
  pages: (source) =>
    mapPages(rowsOfAccount(source, invoices), async ({ id, keyName, bodySealed, ...invoice }) => {
      const said = await source.open(keyName, invoiceIdentity(id), bodySealed);
      const { number, kind, issuedOn, issuedAt, currency, vatTreatment, keptUntil } = invoice;
      return {
        ...{ id, number, kind, issuedOn, issuedAt },
        ...wordsOf(said === null ? null : JSON.parse(said)),
        net: amount(invoice.creditMicros),
        vat: amount(invoice.vatMicros),
        total: amount(invoice.totalMicros),
        ...{ currency, vatTreatment, keptUntil },
        vatPercent: invoice.vatRate / 100,
      };
    }),
});

/** What is printed besides amounts. Nothing once its key has gone. */
const wordsOf = (body: InvoiceBody | null) => ({
  orderReference: body?.orderReference ?? null,
  way: body?.way ?? null,
  paidOn: body?.paidOn ?? null,
  corrects: body?.corrects?.number ?? null,
  reason: body?.reason ?? null,
  sellerName: body?.seller.name ?? null,
  sellerAddress: body?.seller.lines.join(', ') ?? null,
  sellerVatNumber: body?.seller.vatNumber ?? null,
  buyerKind: body?.buyer.kind ?? null,
  buyerName: body?.buyer.name ?? null,
  buyerAddress: body && buyerLines(body.buyer).join(', '),
  buyerCountry: body?.buyer.country ?? null,
  buyerVatNumber: body?.buyer.vatNumber ?? null,
  buyerVatLookedUp: lookUpWords(body?.buyer.vatLookedUp ?? null),
});

const lookUpWords = (lookedUp: InvoiceBody['buyer']['vatLookedUp']): string | null =>
  lookedUp && `${lookedUp.at}: ${lookedUp.valid ? 'valid' : 'not valid'}`;

export const invoiceFiles = [invoicesFile];

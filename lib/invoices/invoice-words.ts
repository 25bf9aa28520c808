import type { BillingDetails } from '#lib/billing/billing-details.ts';
import { isMemberState } from '#lib/billing/vat-rates.ts';
import { vatCategory, writeVatRate } from '#lib/billing/vat-words.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import { writeOrderReference } from '#lib/orders/order-reference.ts';
import type { OrderWay } from '#lib/orders/place-order.ts';
import { countryName } from '#lib/phone-numbers/country-name.ts';
import { buyerLines } from './buyer-lines.ts';
import type { InvoiceKind } from './issue-invoice.ts';
import type { InvoiceDocument } from './read-invoice.ts';
import { writeDay } from './write-day.ts';

type Fact = { term: string; value: string };
type Party = { role: string; name: string; lines: string[] };

/** What an invoice or credit note says, in the order in which it is read. */
export type InvoiceWords = {
  title: string;
  number: string;
  issued: string;
  parties: Party[];
  amounts: Fact[];
  total: Fact;
  facts: Fact[];
};

/** What is sold. Never who was texted, or what. */
export const WHAT_IS_SOLD = 'SMS credit';

export const kindWords: Record<InvoiceKind, string> = {
  invoice: 'Invoice',
  credit_note: 'Credit note',
};

/** How an order was paid. */
export const wayWords: Record<OrderWay, string> = {
  card: 'By card',
  automatic: 'By card (automatic top-up)',
  transfer: 'By bank transfer',
};

/** Everything that an invoice or credit note says, in words. */
export function invoiceWords(invoice: InvoiceDocument): InvoiceWords {
  const { kind, number, currency, body } = invoice;
  const money = (micros: InvoiceDocument['totalMicros']) => formatMoney(micros, currency);
  return {
    title: kindWords[kind],
    number,
    issued: `Issued on ${writeDay(invoice.issuedOn)}`,
    parties: [
      { role: 'From', name: body.seller.name, lines: sellerLines(body.seller) },
      {
        role: 'To',
        name: body.buyer.name,
        lines: [
          ...buyerLines(body.buyer),
          ...numberLine(body.buyer.country, buyerVatNumber(body.buyer)),
        ],
      },
    ],
    amounts: [
      { term: WHAT_IS_SOLD, value: money(invoice.creditMicros) },
      { term: vatTerm(invoice), value: money(invoice.vatMicros) },
    ],
    total: { term: totalTerm(invoice), value: money(invoice.totalMicros) },
    facts: factsOf(invoice),
  };
}

const sellerLines = ({ lines, country, vatNumber }: InvoiceDocument['body']['seller']) => [
  ...lines,
  countryName(country),
  ...numberLine(country, vatNumber),
];

/** The VAT number of a buyer, '' for none: one that VIES calls invalid is none. */
export const buyerVatNumber = ({ vatNumber, vatLookedUp }: BillingDetails): string =>
  vatLookedUp?.valid === false ? '' : vatNumber;

/** Outside the Union it is whatever number they have there. */
const numberLine = (country: string, number: string): string[] =>
  number ? [`${isMemberState(country) ? 'VAT' : 'Tax'} number ${number}`] : [];

function vatTerm({ vatTreatment, vatRate, body }: InvoiceDocument): string {
  if (vatTreatment === 'domestic') return `VAT ${writeVatRate(vatRate)}`;
  if (vatTreatment !== 'member_state') return 'VAT';
  return `VAT ${writeVatRate(vatRate)}, ${countryName(body.buyer.country)}`;
}

const totalTerm = ({ kind, currency }: InvoiceDocument): string =>
  `${kind === 'credit_note' ? 'Total paid back' : 'Total paid'} (${currency})`;

function factsOf({ kind, vatTreatment, keptUntil, body }: InvoiceDocument): Fact[] {
  const { seller, way, paidOn, orderReference, corrects, reason } = body;
  const tax = vatCategory(vatTreatment, isMemberState(seller.country)).reason;
  return [
    ...(tax ? [{ term: 'VAT', value: tax }] : []),
    ...(corrects
      ? [
          {
            term: kind === 'credit_note' ? 'Corrects' : 'Follows',
            value: `Invoice ${corrects.number} of ${writeDay(corrects.issuedOn)}`,
          },
        ]
      : []),
    ...(reason ? [{ term: 'Reason', value: reason }] : []),
    { term: corrects ? 'Was paid' : 'Paid', value: `${wayWords[way]}, on ${writeDay(paidOn)}` },
    { term: 'Order', value: writeOrderReference(orderReference) },
    { term: 'Kept until', value: `${writeDay(keptUntil)}, as the law asks; then it is deleted` },
  ];
}

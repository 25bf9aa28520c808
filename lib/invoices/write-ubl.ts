import type { Invoice as Ubl } from '@e-invoice-eu/core';
import { minorUnitMicros, toMinorUnits } from '#lib/billing/minor-units.ts';
import { isMemberState } from '#lib/billing/vat-rates.ts';
import { type VatCategory, vatCategory } from '#lib/billing/vat-words.ts';
import { type Micros, zero } from '#lib/money/micros.ts';
import { buyerVatNumber, WHAT_IS_SOLD, wayWords } from './invoice-words.ts';
import type { InvoiceDocument } from './read-invoice.ts';

type UblInvoice = Ubl['ubl:Invoice'];
type Seller = UblInvoice['cac:AccountingSupplierParty']['cac:Party'];
type Buyer = UblInvoice['cac:AccountingCustomerParty']['cac:Party'];

/**
 * An invoice or credit note as XML for programs: EN 16931 in UBL 2.1 (380 and 381), for no particular network: no
 * electronic addresses. Null where the standard allows none: for a seller without a VAT number (BR-CO-26, BR-S-02), and in
 * a currency with more than two decimals (BR-DEC).
 */
export async function writeUbl(invoice: InvoiceDocument): Promise<string | null> {
  const data = ublOf(invoice);
  if (!data) return null;
  // Loaded when it is first asked for: it brings readers of spreadsheets and writers of PDFs along.
  const { FormatFactoryService } = await import('@e-invoice-eu/core');
  const format = new FormatFactoryService().createFormatService('UBL', console);
  return String(await format.generate(data, { format: 'UBL', lang: 'en' }));
}

/** The same as data, in the words of the library. */
export function ublOf(invoice: InvoiceDocument): Ubl | null {
  const { currency, body, vatTreatment } = invoice;
  if (!body.seller.vatNumber || minorUnitMicros(currency) < 10_000) return null;
  const category = vatCategory(vatTreatment, isMemberState(body.seller.country));
  return {
    'ubl:Invoice': {
      'cbc:CustomizationID': 'urn:cen.eu:en16931:2017',
      ...headOf(invoice, category),
      'cac:AccountingSupplierParty': { 'cac:Party': sellerOf(invoice, category) },
      'cac:AccountingCustomerParty': { 'cac:Party': buyerOf(invoice, category) },
      'cac:PaymentTerms': { 'cbc:Note': `${wayWords[body.way]}, on ${body.paidOn}` },
      ...amountsOf(invoice, category),
    },
  };
}

function headOf(
  { kind, number, issuedOn, currency, body }: InvoiceDocument,
  { reason }: VatCategory,
) {
  const notes = [body.reason, reason].filter((note) => note !== null).map(clean);
  return {
    'cbc:ID': number,
    'cbc:IssueDate': issuedOn,
    'cbc:InvoiceTypeCode': kind === 'credit_note' ? ('381' as const) : ('380' as const),
    ...(notes.length > 0 ? { 'cbc:Note': notes } : {}),
    // Of a payment that came before the invoice was issued (Directive 2006/112/EC, article 65).
    ...(body.corrects ? {} : { 'cbc:TaxPointDate': body.paidOn }),
    'cbc:DocumentCurrencyCode': currency as UblInvoice['cbc:DocumentCurrencyCode'],
    // UBL asks for the buyer's number of an order too; there is none.
    'cac:OrderReference': { 'cbc:ID': 'NA', 'cbc:SalesOrderID': body.orderReference },
    ...(body.corrects
      ? {
          'cac:BillingReference': [
            {
              'cac:InvoiceDocumentReference': {
                'cbc:ID': body.corrects.number,
                'cbc:IssueDate': body.corrects.issuedOn,
              },
            },
          ],
        }
      : {}),
  };
}

function sellerOf({ body: { seller } }: InvoiceDocument, { code }: VatCategory): Seller {
  return {
    // With category O no VAT numbers (BR-O-02), but something that tells who the seller is (BR-CO-26).
    ...(code === 'O' ? { 'cac:PartyIdentification': [{ 'cbc:ID': seller.vatNumber }] } : {}),
    'cac:PostalAddress': {
      ...streetOf(seller.lines),
      'cac:Country': { 'cbc:IdentificationCode': seller.country as 'GR' },
    },
    ...(code === 'O' ? {} : { 'cac:PartyTaxScheme': [vatNumber(seller.vatNumber)] }),
    'cac:PartyLegalEntity': { 'cbc:RegistrationName': clean(seller.name) },
  };
}

function buyerOf({ body: { buyer } }: InvoiceDocument, { code }: VatCategory): Buyer {
  const number = code === 'O' ? '' : buyerVatNumber(buyer);
  return {
    'cac:PostalAddress': {
      ...streetOf(buyer.lines),
      ...filled({
        'cbc:CityName': buyer.city,
        'cbc:PostalZone': buyer.postalCode,
        'cbc:CountrySubentity': buyer.region,
      }),
      'cac:Country': { 'cbc:IdentificationCode': buyer.country as 'GR' },
    },
    ...(number ? { 'cac:PartyTaxScheme': vatNumber(number) } : {}),
    'cac:PartyLegalEntity': { 'cbc:RegistrationName': clean(buyer.name) },
  };
}

const scheme = { 'cac:TaxScheme': { 'cbc:ID': 'VAT' } };

const vatNumber = (number: string) => ({ 'cbc:CompanyID': number, ...scheme });

/** Three lines are all that EN 16931 has. */
function streetOf([first = '', second = '', ...rest]: string[]) {
  const third = clean(rest.join(', '));
  return {
    ...filled({ 'cbc:StreetName': first, 'cbc:AdditionalStreetName': second }),
    ...(third ? { 'cac:AddressLine': { 'cbc:Line': third } } : {}),
  };
}

/** An element may not be empty (BR-CL, PEPPOL-EN16931-R008): what is not known is left out. */
function filled<Name extends string>(texts: Record<Name, string>): Partial<Record<Name, string>> {
  const known = Object.entries<string>(texts).filter(([, text]) => text !== '');
  return Object.fromEntries(known.map(([name, text]) => [name, clean(text)])) as Partial<
    Record<Name, string>
  >;
}

/** Without what XML cannot hold (XML 1.0 §2.2). */
const clean = (text: string): string =>
  text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ' ');

type Amounts = Pick<UblInvoice, 'cac:TaxTotal' | 'cac:LegalMonetaryTotal' | 'cac:InvoiceLine'>;

/** One line, which is paid already: nothing is due (BR-CO-10 to BR-CO-16). */
function amountsOf(
  { creditMicros, vatMicros, totalMicros, currency, vatRate }: InvoiceDocument,
  category: VatCategory,
): Amounts {
  const money = <Name extends string>(name: Name, micros: Micros) =>
    ({ [name]: amount(micros, currency), [`${name}@currencyID`]: currency }) as Record<
      Name,
      string
    >;
  const percent = category.code === 'O' ? {} : { 'cbc:Percent': String(vatRate / 100) };
  const tax = { 'cbc:ID': category.code, ...percent, ...scheme };
  const why = category.reason
    ? {
        'cbc:TaxExemptionReasonCode': category.reasonCode as 'VATEX-EU-AE',
        'cbc:TaxExemptionReason': category.reason,
      }
    : {};
  return {
    'cac:TaxTotal': [
      {
        ...money('cbc:TaxAmount', vatMicros),
        'cac:TaxSubtotal': [
          {
            ...money('cbc:TaxableAmount', creditMicros),
            ...money('cbc:TaxAmount', vatMicros),
            'cac:TaxCategory': { ...tax, ...why },
          },
        ],
      },
    ],
    'cac:LegalMonetaryTotal': {
      ...money('cbc:LineExtensionAmount', creditMicros),
      ...money('cbc:TaxExclusiveAmount', creditMicros),
      ...money('cbc:TaxInclusiveAmount', totalMicros),
      ...money('cbc:PrepaidAmount', totalMicros),
      ...money('cbc:PayableAmount', zero),
    },
    'cac:InvoiceLine': [
      {
        'cbc:ID': '1',
        'cbc:InvoicedQuantity': '1',
        'cbc:InvoicedQuantity@unitCode': 'C62',
        ...money('cbc:LineExtensionAmount', creditMicros),
        'cac:Item': { 'cbc:Name': WHAT_IS_SOLD, 'cac:ClassifiedTaxCategory': tax },
        'cac:Price': money('cbc:PriceAmount', creditMicros),
      },
    ],
  };
}

/** In whole units, with the decimals that the currency has: `62.00`, `1005`. */
function amount(micros: Micros, currency: string): string {
  const decimals = Math.log10(1_000_000 / minorUnitMicros(currency));
  const digits = String(toMinorUnits(micros, currency)).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

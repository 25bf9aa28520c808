import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { InvoiceService } from '@e-invoice-eu/core';
import { convert } from 'xmlbuilder2';
import type { BillingDetails } from '#lib/billing/billing-details.ts';
import { micros } from '#lib/money/micros.ts';
import { testBuyer } from '#lib/orders/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import type { InvoiceDocument } from './read-invoice.ts';
import { testInvoice } from './testing.ts';
import { ublOf, writeUbl } from './write-ubl.ts';

applyTestSettings();

type Node = { [name: string]: Node } & { '#'?: string };

/** The XML read back, as its names with what is in them. Throws when it is not well formed. */
async function readBack(invoice: InvoiceDocument): Promise<Node> {
  const xml = await writeUbl(invoice);
  assert.ok(xml);
  return convert(xml, { format: 'object' }) as unknown as Node;
}

/** What stands at a path; the text of an element that has attributes too. */
function at(node: Node, path: string): unknown {
  const found = path.split('/').reduce<Node | undefined>((parent, name) => parent?.[name], node);
  return found?.['#'] ?? found;
}

/** Throws unless it keeps to the schema of the library. Its CII asks for no electronic addresses, its UBL does (Peppol). */
const validate = (invoice: InvoiceDocument) =>
  new InvoiceService({ ...console, error: () => {} }).generate(ublOf(invoice)!, {
    ...{ format: 'CII', lang: 'en' },
  });

const untaxed = { vatMicros: micros(0), totalMicros: micros(50_000_000), vatRate: 0 };
const buyer = (country: BillingDetails['country'], vatNumber = '') => ({
  buyer: { ...testBuyer, country, vatNumber },
});
const corrects = { number: '2026-000123', issuedOn: '2026-11-20' };
const examples: Record<string, InvoiceDocument> = {
  home: testInvoice(),
  oss: testInvoice(
    {
      vatTreatment: 'member_state',
      vatRate: 2550,
      vatMicros: micros(12_750_000),
      totalMicros: micros(62_750_000),
    },
    buyer('FI'),
  ),
  reverse: testInvoice({ ...untaxed, vatTreatment: 'reverse_charge' }, buyer('DE', 'DE136695976')),
  outside: testInvoice({ ...untaxed, vatTreatment: 'outside' }, buyer('US')),
  note: testInvoice(
    { kind: 'credit_note', number: 'CN-2026-000007' },
    { corrects, reason: 'Paid twice' },
  ),
  noteWithoutTax: testInvoice(
    { ...untaxed, kind: 'credit_note', vatTreatment: 'reverse_charge' },
    { ...buyer('DE', 'DE136695976'), corrects, reason: 'Paid twice' },
  ),
};

describe('the XML of an invoice', () => {
  it('keeps to the schema of the library, and adds up by the rules of EN 16931', async () => {
    for (const [name, invoice] of Object.entries(examples)) {
      await validate(invoice);
      const { Invoice, CreditNote } = await readBack(invoice);
      const root = (Invoice ?? CreditNote)!;
      const line = Invoice ? 'cac:InvoiceLine' : 'cac:CreditNoteLine';
      const quantity = Invoice ? 'cbc:InvoicedQuantity' : 'cbc:CreditedQuantity';
      const coins = (path: string) => Math.round(Number(at(root, path)) * 100);
      const totals = 'cac:LegalMonetaryTotal';
      const tax = 'cac:TaxTotal/cac:TaxSubtotal';
      const net = coins(`${totals}/cbc:LineExtensionAmount`);
      assert.equal(invoice.kind === 'credit_note', CreditNote !== undefined, name);
      assert.equal(at(root, `${line}/${quantity}`), '1', name);
      // BR-CO-10, -13, -14, -15, -16, -17; BR-27; what was paid is not due.
      assert.equal(coins(`${line}/cbc:LineExtensionAmount`), net, name);
      assert.equal(coins(`${line}/cac:Price/cbc:PriceAmount`), net, name);
      assert.equal(coins(`${totals}/cbc:TaxExclusiveAmount`), net, name);
      assert.equal(coins(`${tax}/cbc:TaxableAmount`), net, name);
      const taxed = coins('cac:TaxTotal/cbc:TaxAmount');
      assert.equal(coins(`${tax}/cbc:TaxAmount`), taxed, name);
      assert.equal(coins(`${totals}/cbc:TaxInclusiveAmount`), net + taxed, name);
      assert.equal(coins(`${totals}/cbc:PrepaidAmount`), net + taxed, name);
      assert.equal(coins(`${totals}/cbc:PayableAmount`), 0, name);
      const percent = Number(at(root, `${tax}/cac:TaxCategory/cbc:Percent`) ?? 0);
      assert.equal(taxed, Math.round((net * percent) / 100), name);
      assert.equal(net * 10_000, invoice.creditMicros, name);
    }
  });

  it('is 380, or 381 with the invoice that it corrects and the reason', async () => {
    const { Invoice } = await readBack(examples.home!);
    assert.equal(at(Invoice!, 'cbc:CustomizationID'), 'urn:cen.eu:en16931:2017');
    assert.equal(at(Invoice!, 'cbc:ProfileID'), undefined);
    assert.equal(at(Invoice!, 'cbc:InvoiceTypeCode'), '380');
    assert.equal(at(Invoice!, 'cbc:TaxPointDate'), '2026-11-26');
    assert.equal(at(Invoice!, 'cac:BillingReference'), undefined);
    const { CreditNote } = await readBack(examples.note!);
    assert.equal(at(CreditNote!, 'cbc:CreditNoteTypeCode'), '381');
    assert.equal(at(CreditNote!, 'cbc:Note'), 'Paid twice');
    assert.deepEqual(at(CreditNote!, 'cac:BillingReference/cac:InvoiceDocumentReference'), {
      'cbc:ID': '2026-000123',
      'cbc:IssueDate': '2026-11-20',
    });
  });

  it('has the category of its treatment, why there is no tax, and VAT numbers where they belong', async () => {
    const seen = [];
    for (const name of ['home', 'oss', 'reverse', 'outside']) {
      const { Invoice } = await readBack(examples[name]!);
      const category = 'cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory';
      const party = (side: string) => `cac:Accounting${side}Party/cac:Party`;
      const number = (side: string) =>
        at(Invoice!, `${party(side)}/cac:PartyTaxScheme/cbc:CompanyID`);
      seen.push([
        at(Invoice!, `${category}/cbc:ID`),
        at(Invoice!, `${category}/cbc:Percent`),
        at(Invoice!, `${category}/cbc:TaxExemptionReasonCode`),
        ...[number('Supplier'), number('Customer')],
        at(Invoice!, `${party('Supplier')}/cac:PartyIdentification/cbc:ID`),
      ]);
      assert.equal(
        at(Invoice!, 'cac:InvoiceLine/cac:Item/cac:ClassifiedTaxCategory/cbc:Percent'),
        at(Invoice!, `${category}/cbc:Percent`),
      );
    }
    const seller = 'EL094259216';
    assert.deepEqual(seen, [
      ['S', '24', undefined, seller, testBuyer.vatNumber, undefined],
      ['S', '25.5', undefined, seller, undefined, undefined],
      ['AE', '0', 'VATEX-EU-AE', seller, 'DE136695976', undefined],
      ['O', undefined, 'VATEX-EU-O', undefined, undefined, seller],
    ]);
  });

  it('holds any name, and says nothing but SMS credit of what was bought', async () => {
    const name = 'Ω & <Sons> "Łódź" ]]> 株式会社\u0000\u0008\ud800\uffff';
    const lines = ['1', '2', '3', '4'];
    const said = testInvoice({}, { buyer: { ...testBuyer, name, lines, city: '' } });
    await validate(said);
    const { Invoice } = await readBack(said);
    const party = 'cac:AccountingCustomerParty/cac:Party';
    const told = '>Ω &amp; &lt;Sons&gt; "Łódź" ]]&gt; 株式会社    </cbc:RegistrationName>';
    assert.ok((await writeUbl(said))!.includes(told));
    assert.equal(at(Invoice!, `${party}/cac:PostalAddress/cac:AddressLine/cbc:Line`), '3, 4');
    assert.equal(at(Invoice!, `${party}/cac:PostalAddress/cbc:CityName`), undefined);
    assert.equal(at(Invoice!, 'cac:InvoiceLine/cac:Item/cbc:Name'), 'SMS credit');
  });

  it('writes amounts with the decimals of their currency', async () => {
    const yen = testInvoice({
      ...{ currency: 'JPY', creditMicros: micros(1_005_000_000) },
      ...{ vatMicros: micros(101_000_000), totalMicros: micros(1_106_000_000), vatRate: 1000 },
    });
    const { Invoice } = await readBack(yen);
    assert.equal(at(Invoice!, 'cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount'), '1106');
    const cents = testInvoice({ creditMicros: micros(10_000) });
    const small = await readBack(cents);
    assert.equal(at(small.Invoice!, 'cac:InvoiceLine/cac:Price/cbc:PriceAmount'), '0.01');
  });

  it('is not there without a VAT number of the seller, or with more decimals than the standard has', async () => {
    const { seller } = testInvoice().body;
    const unnamed = testInvoice({}, { seller: { ...seller, vatNumber: '' } });
    assert.equal(await writeUbl(unnamed), null);
    assert.equal(await writeUbl(testInvoice({ currency: 'BHD' })), null);
  });
});

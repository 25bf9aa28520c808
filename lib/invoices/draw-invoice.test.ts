import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { micros } from '#lib/money/micros.ts';
import { testBuyer } from '#lib/orders/testing.ts';
import { margin, openPdf, widthOf } from '#lib/pdf/open-pdf.ts';
import { pagesOfPdf } from '#lib/pdf/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { drawInvoice } from './draw-invoice.ts';
import { testInvoice } from './testing.ts';

applyTestSettings();

const corrects = { number: '2026-000123', issuedOn: '2026-11-20' };
const extreme = testInvoice(
  {
    ...{ kind: 'credit_note', number: 'CN-2026-000007', vatTreatment: 'reverse_charge' },
    ...{ vatRate: 0, vatMicros: micros(0) },
    ...{ creditMicros: micros(1e14), totalMicros: micros(1e14) },
  },
  {
    seller: {
      name: 'Ω'.repeat(100),
      lines: Array.from({ length: 5 }, () => 'Λεωφόρος Βασιλίσσης Σοφίας '.repeat(4)),
      ...{ country: 'GR', vatNumber: 'EL094259216' },
    },
    buyer: {
      ...testBuyer,
      name: `Zażółć gęślą jaźń ${'W'.repeat(82)}`,
      lines: Array.from({ length: 5 }, () => 'Большая Пушкарская '.repeat(6)),
      ...{ city: 'Ж'.repeat(100), country: 'PL', vatNumber: 'PL5260001246' },
    },
    ...{ way: 'automatic', corrects, reason: 'This was paid twice. '.repeat(50) },
  },
);

describe('an invoice on paper', () => {
  it('says who sold what to whom, the tax, how it was paid and until when it is kept', async () => {
    const [page] = pagesOfPdf(await drawInvoice(testInvoice()));
    assert.deepEqual(page!.split('\n'), [
      ...['Invoice', '2026-000123', 'Issued on 27 November 2026'],
      ...['From', 'Example Messaging Ltd', '1 Example Street', '105 63 Athens', 'Greece'],
      ...['VAT number EL094259216', 'To', 'Αρτοποιείο Ζαχαρίας & Υιοί Ο.Ε.', 'Ερμού 15'],
      ...['105 63 Αθήνα', 'Greece', 'VAT number EL094259216'],
      ...['SMS credit', '€50.00', 'VAT 24 %', '€12.00', 'Total paid (EUR)', '€62.00'],
      ...['Paid', 'By card, on 26 November 2026', 'Order', 'RF18 5390 0754 7034'],
      ...['Kept until', '31 December 2036, as the law asks; then it is deleted'],
    ]);
  });

  it('says in a credit note what it corrects and why, and why there is no tax', async () => {
    const buyer = { ...testBuyer, country: 'DE' as const, vatNumber: 'DE136695976' };
    const note = testInvoice(
      {
        ...{ kind: 'credit_note', number: 'CN-2026-000007', vatTreatment: 'reverse_charge' },
        ...{ vatRate: 0, vatMicros: micros(0), totalMicros: micros(50_000_000) },
      },
      { buyer, corrects, reason: 'Paid twice' },
    );
    const [page] = pagesOfPdf(await drawInvoice(note));
    assert.match(page!, /^Credit note\nCN-2026-000007\n/);
    assert.match(page!, /\nVAT\n€0\.00\nTotal paid back \(EUR\)\n€50\.00\n/);
    assert.match(page!, /Reverse charge: VAT to be accounted for by the recipient/);
    assert.match(
      page!,
      /\nCorrects\nInvoice 2026-000123 of 20 November 2026\nReason\nPaid twice\n/,
    );
    assert.match(page!, /\nWas paid\nBy card, on 26 November 2026\n/);
  });

  it('names the country of a rate that is not the seller’s, and writes addresses in the order of their country', async () => {
    const buyer = {
      ...testBuyer,
      ...{
        country: 'GB' as const,
        lines: ['10 High Street'],
        city: 'Leeds',
        ...{ postalCode: 'LS1 1AA', vatNumber: '123 4567 89' },
      },
    };
    const [abroad] = pagesOfPdf(
      await drawInvoice(testInvoice({ vatTreatment: 'outside', vatRate: 0 }, { buyer })),
    );
    assert.match(
      abroad!,
      /10 High Street\nLeeds\nLS1 1AA\nUnited Kingdom\nTax number 123 4567 89\n/,
    );
    const finn = {
      ...{ ...testBuyer, country: 'FI' as const, vatNumber: 'FI20774740' },
      vatLookedUp: { valid: false, at: '2026-11-26' },
    };
    const [state] = pagesOfPdf(
      await drawInvoice(
        testInvoice({ vatTreatment: 'member_state', vatRate: 2550 }, { buyer: finn }),
      ),
    );
    assert.match(state!, /VAT 25\.5 %, Finland\n/);
    // VIES called it invalid.
    assert.doesNotMatch(state!, /FI20774740/);
  });

  it('is the same octets when it is drawn again, with a title and no author', async () => {
    const [one, other] = [await drawInvoice(testInvoice()), await drawInvoice(testInvoice())];
    assert.deepEqual(one, other);
    const text = one.toString('latin1');
    assert.ok(text.includes('(Invoice 2026-000123)'));
    assert.ok(!/\/Author|node_modules/.test(text));
  });

  it('keeps everything between its margins and nothing upon another, whatever the names', async () => {
    await assertReadable(await drawInvoice(extreme));
    const letters = fc.constantFrom(...'aWłŹéßœŃ ΩώΐЖщё-&.,0123456789 ');
    const line = fc.array(letters, { minLength: 1, maxLength: 100 }).map((all) => all.join(''));
    await fc.assert(
      fc.asyncProperty(line, fc.array(line, { maxLength: 4 }), line, async (name, lines, city) => {
        const buyer = { ...testBuyer, name, lines, city };
        await assertReadable(await drawInvoice(testInvoice({}, { buyer, reason: name })));
      }),
      { numRuns: 6 },
    );
  });
});

const ruler = openPdf({ title: '', madeAt: new Date(0) });

type Piece = { words: string; left: number; right: number; base: number; points: number };

/** What stands where on each page: where its words begin and end, and the line that they stand on, from below. */
function piecesOf(octets: Buffer): Piece[][] {
  const words = pagesOfPdf(octets).map((page) => page.split('\n'));
  const contents = [...octets.toString('latin1').matchAll(/stream\n(.*?)\nendstream/gs)]
    .map(([, stream]) => inflated(stream!))
    .filter((content) => content.includes('\nBT\n'));
  const strong = /\/(F\d+) 28 Tf/.exec(contents[0]!)![1]!;
  return contents.map((content, page) =>
    [...content.matchAll(/1 0 0 1 ([\d.]+) ([\d.]+) Tm\n\/(F\d+) ([\d.]+) Tf/g)].map(
      ([, left, base, font, points], at) => {
        const said = words[page]![at]!.trimEnd();
        ruler.font(font === strong ? 'strong' : 'text').fontSize(Number(points));
        const right = Number(left) + ruler.widthOfString(said);
        return {
          words: said,
          left: Number(left),
          right,
          base: Number(base),
          points: Number(points),
        };
      },
    ),
  );
}

function inflated(stream: string): string {
  try {
    return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
  } catch {
    return '';
  }
}

async function assertReadable(octets: Buffer): Promise<void> {
  const rightEdge = margin + widthOf(ruler) + 1;
  for (const pieces of piecesOf(octets)) {
    assert.ok(pieces.length > 0);
    for (const [at, piece] of pieces.entries()) {
      const { words, left, right, base, points } = piece;
      assert.ok(left >= margin - 1 && right <= rightEdge, `${words}: ${left} to ${right}`);
      assert.ok(points >= 13 ? base > margin : words.includes('2026') || /^Page/.test(words));
      const upon = pieces.slice(at + 1).find((other) => areUpon(piece, other));
      assert.equal(upon, undefined, `${words} and ${upon?.words}`);
    }
  }
}

/** Whether two pieces share paper: letters reach from a fifth below their line to three quarters above. */
const areUpon = (a: Piece, b: Piece): boolean =>
  a.left < b.right &&
  b.left < a.right &&
  a.base - a.points / 5 < b.base + (b.points * 3) / 4 &&
  b.base - b.points / 5 < a.base + (a.points * 3) / 4;

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { closePdf } from './close-pdf.ts';
import { drawFacts } from './draw-facts.ts';
import { drawTable, type PdfColumn } from './draw-table.ts';
import { drawHeading, drawParagraph, drawTitle } from './draw-words.ts';
import { openPdf } from './open-pdf.ts';
import { pagesOfPdf } from './testing.ts';

const open = () => openPdf({ title: 'Κατάσταση', madeAt: new Date('2026-11-27T20:41:00Z') });
type Row = { what: string; amount: string };
const columns: PdfColumn<Row>[] = [
  { header: 'What', share: 3, cell: ({ what }) => what },
  { header: 'Amount', share: 1, figures: true, cell: ({ amount }) => amount },
];
const rowsOf = (count: number): Row[] =>
  Array.from({ length: count }, (_, at) => ({ what: `Line ${at + 1}`, amount: `€${at}.042` }));

describe('a document', () => {
  it('shows Greek, accents and signs of money so that they can be read and copied', async () => {
    const pdf = open();
    drawTitle(pdf, 'Ταβέρνα «Ο Ξένος»');
    drawParagraph(pdf, 'Ünïcødé, Łódź, −€0.042');
    drawFacts(pdf, [{ term: 'Έδρα', value: 'Οδός Ερμού 1\n105 63 Αθήνα' }]);
    assert.deepEqual(pagesOfPdf(await closePdf(pdf)), [
      'Ταβέρνα «Ο Ξένος»\nÜnïcødé, Łódź, −€0.042\nΈδρα\nΟδός Ερμού 1\n105 63 Αθήνα',
    ]);
  });

  it('goes on over pages with the header of its table, and numbers them', async () => {
    const pdf = open();
    drawTable(pdf, { columns, rows: rowsOf(100), isStrong: ({ what }) => what === 'Line 100' });
    const pages = pagesOfPdf(await closePdf(pdf, 'Statement'));
    assert.equal(pages.length, 3);
    for (const [at, page] of pages.entries()) {
      assert.match(page, /^What\nAmount\nLine \d+\n/);
      assert.ok(page.endsWith(`\nStatement\nPage ${at + 1} of 3`), page.slice(-40));
    }
    const lines = pages.flatMap((page) => page.match(/^Line \d+$/gm));
    assert.deepEqual(
      lines,
      rowsOf(100).map(({ what }) => what),
    );
  });

  it('never tears a row, nor leaves a heading or a header behind', async () => {
    for (let before = 46; before <= 49; before++) {
      const pdf = open();
      drawTable(pdf, { columns, rows: rowsOf(before - 15) });
      drawHeading(pdf, 'The end');
      drawTable(pdf, { columns, rows: [{ what: 'Long '.repeat(30).trim(), amount: '€1.00' }] });
      const pages = pagesOfPdf(await closePdf(pdf));
      const page = pages.find((words) => words.includes('The end'))!;
      assert.match(page, /The end\nWhat\nAmount\nLong /, `after ${before} rows`);
      assert.equal(page.match(/Long/g)?.length, 30, `after ${before} rows`);
    }
  });

  it('is the same octets when it is drawn again', async () => {
    const draw = () => {
      const pdf = open();
      drawTable(pdf, { columns, rows: rowsOf(60) });
      return closePdf(pdf, 'Statement');
    };
    assert.deepEqual(await draw(), await draw());
  });
});

import { closePdf } from '#lib/pdf/close-pdf.ts';
import {
  drawRule,
  ink,
  makeRoom,
  margin,
  muted,
  openPdf,
  type Pdf,
  widthOf,
} from '#lib/pdf/open-pdf.ts';
import { type InvoiceWords, invoiceWords } from './invoice-words.ts';
import type { InvoiceDocument } from './read-invoice.ts';

/** Larger than on other papers, one below the other: an A4 page on a phone is two thirds of its size. */
const size = { title: 28, number: 17, total: 19, text: 13 } as const;
const moneyWidth = 170;
const termWidth = 90;
const padding = 6;
const gap = 12;
const lineGap = 2;

/** Figures of one width, so that they stand below each other digit by digit. */
const tabular: PDFKit.Mixins.OpenTypeFeatures[] = ['tnum'];

/**
 * An invoice or credit note as a PDF in A4, to print and to read on a phone. The same invoice gives the same octets. Names
 * in scripts that Inter does not have (it has Latin, Greek and Cyrillic) are not readable in it; in the XML they are.
 */
export function drawInvoice(invoice: InvoiceDocument): Promise<Buffer> {
  const words = invoiceWords(invoice);
  const title = `${words.title} ${words.number}`;
  const pdf = openPdf({ title, madeAt: invoice.issuedAt });
  write(pdf, words.title, { font: 'strong', points: size.title });
  pdf.y += padding;
  write(pdf, words.number, { font: 'strong', points: size.number });
  write(pdf, words.issued);
  for (const party of words.parties) drawParty(pdf, party);
  drawAmounts(pdf, words);
  for (const fact of words.facts) drawFact(pdf, fact);
  return closePdf(pdf, pdf.bufferedPageRange().count > 1 ? title : undefined);
}

type Look = { font?: 'text' | 'strong'; points?: number; colour?: string };

/** A paragraph across the page, which begins the next one where it has no room. */
function write(
  pdf: Pdf,
  words: string,
  { font = 'text', points = size.text, colour = ink }: Look = {},
) {
  pdf.font(font).fontSize(points);
  makeRoom(pdf, pdf.heightOfString(words, { width: widthOf(pdf), lineGap }));
  pdf.fillColor(colour).text(words, margin, pdf.y, { width: widthOf(pdf), lineGap });
}

function drawParty(pdf: Pdf, { role, name, lines }: InvoiceWords['parties'][number]): void {
  pdf.y += gap * 1.5;
  write(pdf, role, { colour: muted });
  write(pdf, name, { font: 'strong' });
  for (const line of lines) write(pdf, line);
}

/** Rows of an amount each, the last one the total. They stay together. */
function drawAmounts(pdf: Pdf, { amounts, total }: InvoiceWords): void {
  const rows = [
    ...amounts.map((row) => ({ ...row, font: 'text', points: size.text })),
    { ...total, font: 'strong', points: size.total },
  ];
  const termRoom = widthOf(pdf) - moneyWidth - gap;
  const heights = rows.map(({ term, font, points }) =>
    pdf.font(font).fontSize(points).heightOfString(term, { width: termRoom, lineGap }),
  );
  pdf.y += gap * 2;
  makeRoom(
    pdf,
    heights.reduce((sum, height) => sum + height + 2 * padding, 0),
  );
  for (const [at, { term, value, font, points }] of rows.entries()) {
    drawRule(pdf);
    const top = pdf.y + padding;
    pdf.font(font).fontSize(points).fillColor(ink);
    pdf.text(term, margin, top, { width: termRoom, lineGap });
    const money = { width: moneyWidth, align: 'right' as const, lineGap, features: tabular };
    pdf.text(value, margin + widthOf(pdf) - moneyWidth, top, money);
    pdf.y = top + heights[at]! + padding;
  }
  drawRule(pdf);
  pdf.y += gap;
}

/** A term and beside it what it is. */
function drawFact(pdf: Pdf, { term, value }: InvoiceWords['facts'][number]): void {
  const width = widthOf(pdf) - termWidth - gap;
  pdf.font('text').fontSize(size.text);
  const height = pdf.heightOfString(value, { width, lineGap });
  makeRoom(pdf, height);
  const top = pdf.y;
  pdf.fillColor(muted).text(term, margin, top, { width: termWidth });
  pdf.fillColor(ink).text(value, margin + termWidth + gap, top, { width, lineGap });
  pdf.y = top + height + padding;
}

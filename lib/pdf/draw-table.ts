import { drawRule, ink, makeRoom, margin, muted, type Pdf, widthOf } from './open-pdf.ts';

export type PdfColumn<Row> = {
  header: string;
  /** Its part of the width, in proportion to those of the others. */
  share: number;
  cell: (row: Row) => string;
  /** Figures of one width, at the right. */
  figures?: boolean;
};

type PdfTable<Row> = {
  columns: PdfColumn<Row>[];
  rows: readonly Row[];
  /** Rows that close what is above them, such as a total. */
  isStrong?: (row: Row) => boolean;
};

const size = 8.5;
const between = 10;
const padding = 4;
/**
 * Figures of one width (OpenType `tnum`), so that they stand below each other digit by digit. What the font would look for
 * in words is switched off, which makes a long table ten times faster; pdfkit hands these to fontkit as they are.
 */
const tabular = {
  tnum: true,
  ...{ calt: false, ccmp: false, clig: false, liga: false, locl: false, rclt: false, rlig: false },
  ...{ kern: false, mark: false, mkmk: false, frac: false, numr: false, dnom: false },
} as unknown as PDFKit.Mixins.OpenTypeFeatures[];

type Cell = { words: string; left: number; options: PDFKit.Mixins.TextOptions };

/** A table across the page. It goes on over pages, its header repeated on each; a row is never torn. */
export function drawTable<Row>(pdf: Pdf, { columns, rows, isStrong }: PdfTable<Row>): void {
  const place = placesOf(pdf, columns);
  const headers = columns.map((column, at) => place(column.header, at));
  pdf.moveDown(0.6);
  const drawHeader = () => drawRow(pdf, headers, { font: 'text', colour: muted });
  for (const [index, row] of rows.entries()) {
    const cells = columns.map((column, at) => place(column.cell(row), at));
    const font = isStrong?.(row) ? 'strong' : 'text';
    // Never the header without a row below it.
    const header = index === 0 ? heightOf(pdf, headers, 'text') : 0;
    if (makeRoom(pdf, header + heightOf(pdf, cells, font)) || index === 0) drawHeader();
    drawRow(pdf, cells, { font, colour: ink });
  }
  drawRule(pdf);
}

function placesOf<Row>(pdf: Pdf, columns: PdfColumn<Row>[]): (words: string, at: number) => Cell {
  const shares = columns.reduce((total, { share }) => total + share, 0);
  const room = widthOf(pdf) - between * (columns.length - 1);
  const widths = columns.map(({ share }) => (room * share) / shares);
  const lefts = widths.map((_, at) =>
    widths.slice(0, at).reduce((left, width) => left + width + between, margin),
  );
  return (words, at) => ({
    words,
    left: lefts[at]!,
    options: columns[at]!.figures
      ? { width: widths[at]!, align: 'right', features: tabular }
      : { width: widths[at]! },
  });
}

type Font = 'text' | 'strong';

function heightOf(pdf: Pdf, cells: Cell[], font: Font): number {
  pdf.font(font).fontSize(size);
  const heights = cells.map(({ words, options }) => pdf.heightOfString(words, options));
  return Math.max(...heights) + 2 * padding;
}

function drawRow(pdf: Pdf, cells: Cell[], { font, colour }: { font: Font; colour: string }): void {
  const height = heightOf(pdf, cells, font);
  drawRule(pdf);
  const { y } = pdf;
  pdf.fillColor(colour);
  for (const { words, left, options } of cells) pdf.text(words, left, y + padding, options);
  pdf.x = margin;
  pdf.y = y + height;
}

import { margin, muted, type Pdf, widthOf } from './open-pdf.ts';

/** Ends a document and gives its octets. With a `footer` each page says it, and which of how many it is. */
export function closePdf(pdf: Pdf, footer?: string): Promise<Buffer> {
  const octets = gather(pdf);
  if (footer !== undefined) drawFooters(pdf, footer);
  pdf.end();
  return octets;
}

function gather(pdf: Pdf): Promise<Buffer> {
  const pieces: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (piece: Buffer) => pieces.push(piece));
    pdf.on('end', () => resolve(Buffer.concat(pieces)));
    pdf.on('error', reject);
  });
}

const footerBelow = 20;
const numberWidth = 80;

function drawFooters(pdf: Pdf, footer: string): void {
  const { count } = pdf.bufferedPageRange();
  const width = widthOf(pdf);
  for (let page = 0; page < count; page++) {
    pdf.switchToPage(page);
    // Below the margin a text would otherwise begin a page of its own.
    pdf.page.margins.bottom = 0;
    const top = pdf.page.height - margin + footerBelow;
    pdf.font('text').fontSize(8).fillColor(muted);
    const words = { width: width - numberWidth, height: 10, ellipsis: true };
    pdf.text(footer, margin, top, words);
    const number = { width: numberWidth, align: 'right' as const };
    pdf.text(`Page ${page + 1} of ${count}`, margin + width - numberWidth, top, number);
    pdf.page.margins.bottom = margin;
  }
}

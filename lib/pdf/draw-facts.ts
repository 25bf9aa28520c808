import { drawRule, ink, makeRoom, margin, muted, type Pdf, widthOf } from './open-pdf.ts';

export type PdfFact = { term: string; value: string };

const termWidth = 150;
const gap = 8;

/** Terms and their values, one below the other; a line break in a value begins a new line. */
export function drawFacts(pdf: Pdf, facts: PdfFact[]): void {
  const valueWidth = widthOf(pdf) - termWidth - gap;
  pdf.moveDown(0.6).font('text').fontSize(9.5);
  for (const { term, value } of facts) {
    const height = Math.max(
      pdf.heightOfString(term, { width: termWidth }),
      pdf.heightOfString(value, { width: valueWidth }),
    );
    makeRoom(pdf, height + gap);
    drawRule(pdf);
    const top = pdf.y + gap / 2;
    pdf.fillColor(muted).text(term, margin, top, { width: termWidth });
    pdf.fillColor(ink).text(value, margin + termWidth + gap, top, { width: valueWidth });
    pdf.x = margin;
    pdf.y = top + height + gap / 2;
  }
}

import { ink, makeRoom, margin, muted, type Pdf, widthOf } from './open-pdf.ts';

/** The title of a document, at its top. */
export function drawTitle(pdf: Pdf, title: string): void {
  pdf.font('strong').fontSize(20).fillColor(ink).text(title, margin);
}

type Look = { size?: number; quiet?: boolean };

/** A paragraph; `quiet` for what explains. */
export function drawParagraph(pdf: Pdf, words: string, { size = 11, quiet }: Look = {}): void {
  pdf.moveDown(0.5).font('text').fontSize(size);
  makeRoom(pdf, pdf.heightOfString(words, { width: widthOf(pdf), lineGap: 2 }));
  pdf.fillColor(quiet ? muted : ink).text(words, margin, pdf.y, { lineGap: 2 });
}

// A heading goes on with what it heads.
const headed = 60;

/** The heading of a part, never the last line of a page. */
export function drawHeading(pdf: Pdf, heading: string): void {
  pdf.moveDown(1.2).font('strong').fontSize(12).fillColor(ink);
  makeRoom(pdf, pdf.heightOfString(heading, { width: widthOf(pdf) }) + headed);
  pdf.text(heading, margin);
}

import { join } from 'node:path';
import PDFDocument from 'pdfkit';

/** The fonts of every document by their names: Inter, whole, with Latin, Greek and Cyrillic. A PDF gets the letters it uses. */
const fonts = {
  text: fontFile('400Regular', 'Inter_400Regular.ttf'),
  strong: fontFile('600SemiBold', 'Inter_600SemiBold.ttf'),
} as const;

function fontFile(...names: [string, string]): string {
  return join(process.cwd(), 'node_modules', '@expo-google-fonts', 'inter', ...names);
}

export type Pdf = PDFKit.PDFDocument;
export const [ink, muted, line] = ['#18181b', '#52525b', '#d4d4d8'];
/** On every side of a page, and all other lengths too: in points, 72 to the inch. */
export const margin = 56;

type OpenPdf = {
  title: string;
  /** What the file says of when it was made: the same document drawn again gives the same octets. */
  madeAt: Date;
  /** Entries beside the names that the format knows; any other is allowed (ISO 32000-1 §14.3.3). */
  info?: Record<string, string>;
};

/** An empty document in A4, its fonts `text` and `strong` registered. Draw from the top down, then `closePdf`. */
export function openPdf({ title, madeAt, info = {} }: OpenPdf): Pdf {
  const pdf = new PDFDocument({
    size: 'A4',
    margin,
    lang: 'en',
    displayTitle: true,
    bufferPages: true,
    info: { Title: title, CreationDate: madeAt, ...info },
  });
  for (const [name, file] of Object.entries(fonts)) pdf.registerFont(name, file);
  return pdf.font('text').fillColor(ink);
}

/** The width between the margins. */
export const widthOf = (pdf: Pdf): number => pdf.page.width - 2 * margin;

/** Begins a page when `height` does not fit on this one any more. Says whether it did. */
export function makeRoom(pdf: Pdf, height: number): boolean {
  if (pdf.y + height <= pdf.page.maxY()) return false;
  pdf.addPage();
  pdf.x = margin;
  return true;
}

/** A thin line across the page where the next thing is drawn. */
export function drawRule(pdf: Pdf): void {
  pdf
    .moveTo(margin, pdf.y)
    .lineTo(margin + widthOf(pdf), pdf.y)
    .lineWidth(0.5)
    .stroke(line);
}

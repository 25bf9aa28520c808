import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { type StatementFact, statementFacts } from './statement-facts.ts';
import { packForPdf, type SignedStatement } from './statement-file.ts';

/** Inter, whole: Latin, Greek and Cyrillic. A PDF gets the letters that it uses. */
const fonts = {
  text: fontFile('400Regular', 'Inter_400Regular.ttf'),
  strong: fontFile('600SemiBold', 'Inter_600SemiBold.ttf'),
} as const;

function fontFile(...names: [string, string]): string {
  return join(process.cwd(), 'node_modules', '@expo-google-fonts', 'inter', ...names);
}

const [ink, muted, line] = ['#18181b', '#52525b', '#d4d4d8'];
const margin = 56;
const termWidth = 150;
const gap = 8;

/**
 * A receipt of destruction as a PDF of one page: what is stated, in words, and the signed statement itself inside it, for
 * `npm run verify-receipt` and the page that does the same. The same statement gives the same octets. Throws when the
 * text is no statement.
 */
export function drawReceipt(signed: SignedStatement): Promise<Buffer> {
  const words = statementFacts(signed.text);
  if (!words) throw new Error('There is no statement to draw.');
  const { statedAt } = JSON.parse(signed.text) as { statedAt: string };
  const document = new PDFDocument({
    size: 'A4',
    margin,
    lang: 'en',
    displayTitle: true,
    info: {
      Title: words.title,
      CreationDate: new Date(statedAt),
      // Beside the names that the format knows, any other is allowed (ISO 32000-1 §14.3.3).
      ...{ SignedStatement: packForPdf(signed) },
    },
  });
  const done = gather(document);
  document.font(fonts.strong).fontSize(20).fillColor(ink).text(words.title);
  document.moveDown(0.5).font(fonts.text).fontSize(11);
  if (words.sentence) document.text(words.sentence, { lineGap: 2 });
  drawFacts(document, words.facts);
  drawHeading(document, 'What is left, and until when');
  drawFacts(document, words.left);
  drawHeading(document, 'How to check it');
  drawFacts(document, [
    { term: 'Signature', value: signed.signature },
    {
      term: 'In a browser',
      value: `${words.service}/verify-receipt: choose this file. It is checked in your browser and sent nowhere. The public keys of All SMS are printed there.`,
    },
    {
      term: 'Without All SMS',
      value:
        'npm run verify-receipt -- FILE PUBLIC_KEY, with the program of All SMS. Or by yourself: the signature is Ed25519 (RFC 8032) over the line “allsms statement 1”, a line feed, and the statement. The file as JSON has both.',
    },
    {
      term: 'What counts',
      value: 'The signed statement inside this file, not how this page looks.',
    },
  ]);
  document.end();
  return done;
}

function gather(document: PDFKit.PDFDocument): Promise<Buffer> {
  const pieces: Buffer[] = [];
  return new Promise((resolve, reject) => {
    document.on('data', (piece: Buffer) => pieces.push(piece));
    document.on('end', () => resolve(Buffer.concat(pieces)));
    document.on('error', reject);
  });
}

function drawHeading(document: PDFKit.PDFDocument, heading: string): void {
  document.moveDown(1.2).font(fonts.strong).fontSize(12).fillColor(ink).text(heading, margin);
}

function drawFacts(document: PDFKit.PDFDocument, facts: StatementFact[]): void {
  const width = document.page.width - 2 * margin;
  const valueWidth = width - termWidth - gap;
  document.moveDown(0.6).fontSize(9.5);
  for (const { term, value } of facts) {
    const top = document.y;
    document.font(fonts.text);
    const height = Math.max(
      document.heightOfString(term, { width: termWidth }),
      document.heightOfString(value, { width: valueWidth }),
    );
    document
      .moveTo(margin, top)
      .lineTo(margin + width, top)
      .lineWidth(0.5)
      .stroke(line);
    const at = top + gap / 2;
    document.fillColor(muted).text(term, margin, at, { width: termWidth });
    document.fillColor(ink).text(value, margin + termWidth + gap, at, { width: valueWidth });
    document.x = margin;
    document.y = at + height + gap / 2;
  }
}

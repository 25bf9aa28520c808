import { closePdf } from '#lib/pdf/close-pdf.ts';
import { drawFacts } from '#lib/pdf/draw-facts.ts';
import { drawHeading, drawParagraph, drawTitle } from '#lib/pdf/draw-words.ts';
import { openPdf } from '#lib/pdf/open-pdf.ts';
import { statementFacts } from './statement-facts.ts';
import { packForPdf, type SignedStatement } from './statement-file.ts';

/**
 * A receipt of destruction as a PDF of one page: what is stated, in words, and the signed statement itself inside it, for
 * `npm run verify-receipt` and the page that does the same. The same statement gives the same octets. Throws when the
 * text is no statement.
 */
export function drawReceipt(signed: SignedStatement): Promise<Buffer> {
  const words = statementFacts(signed.text);
  if (!words) throw new Error('There is no statement to draw.');
  const { statedAt } = JSON.parse(signed.text) as { statedAt: string };
  const pdf = openPdf({
    title: words.title,
    madeAt: new Date(statedAt),
    info: { SignedStatement: packForPdf(signed) },
  });
  drawTitle(pdf, words.title);
  if (words.sentence) drawParagraph(pdf, words.sentence);
  drawFacts(pdf, words.facts);
  drawHeading(pdf, 'What is left, and until when');
  drawFacts(pdf, words.left);
  drawHeading(pdf, 'How to check it');
  drawFacts(pdf, [
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
  return closePdf(pdf);
}

// Runs in the browser too: no Node.js here.

/** What a signature of a statement begins with: one made for anything else is none of a statement. */
export const STATEMENT_HEAD = 'allsms statement 1\n';

/** A statement exactly as it was signed, and its signature in base64. */
export type SignedStatement = { text: string; signature: string };

const FORMAT = 'allsms signed statement 1';
/** Stands in a PDF before the file in base64, where a string of it begins. */
const PDF_MARK = '(allsms-signed-statement-1:';

/** No receipt is a tenth as large. */
export const MAX_STATEMENT_BYTES = 1_000_000;

/** The file that customers keep: JSON with the statement, letter by letter as it was signed, and the signature. */
export const packStatement = ({ text, signature }: SignedStatement): string =>
  `${JSON.stringify({ format: FORMAT, statement: text, signature }, null, 2)}\n`;

/** The same for a PDF, as a text that it carries uncompressed: `readStatement` finds it in the octets. */
export const packForPdf = (signed: SignedStatement): string =>
  PDF_MARK.slice(1) + toBase64(new TextEncoder().encode(packStatement(signed)));

/**
 * The signed statement in a file, JSON or PDF, signed by whomever; null when there is none, or more than one. A JSON file
 * must be as `packStatement` wrote it, octet by octet, but for the end of its last line.
 */
export function readStatement(octets: Uint8Array): SignedStatement | null {
  if (octets.length > MAX_STATEMENT_BYTES) return null;
  try {
    // Mail and editors add and take away the end of the last line.
    return startsAsPdf(octets) ? inPdf(octets) : unpack(`${utf8(octets).trimEnd()}\n`);
  } catch {
    return null;
  }
}

/** Octets of base64 (RFC 4648 §4), or of its form for addresses (§5). Null when it is not written as they are. */
export function fromBase64(text: string): Uint8Array | null {
  const standard = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  if (!/^[A-Za-z0-9+/]*$/.test(standard) || standard.length % 4 === 1) return null;
  const octets = Uint8Array.from(atob(standard), (character) => character.charCodeAt(0));
  // The last letter has bits to spare, which must be none.
  return toBase64(octets).replace(/=+$/, '') === standard ? octets : null;
}

const toBase64 = (octets: Uint8Array): string =>
  btoa(Array.from(octets, (octet) => String.fromCharCode(octet)).join(''));

const startsAsPdf = (octets: Uint8Array) => latin1(octets.subarray(0, 5)) === '%PDF-';

const latin1 = (octets: Uint8Array) => new TextDecoder('latin1').decode(octets);

function inPdf(octets: Uint8Array): SignedStatement | null {
  const [, found, ...more] = latin1(octets).split(PDF_MARK);
  const end = found?.indexOf(')') ?? -1;
  if (!found || end < 0 || more.length > 0) return null;
  const file = fromBase64(found.slice(0, end));
  return file && unpack(utf8(file));
}

const utf8 = (octets: Uint8Array) =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets);

/** Nothing but what `packStatement` writes: what looks alike and is written differently is none. */
function unpack(file: string): SignedStatement | null {
  const { statement: text, signature } = JSON.parse(file) as Record<string, unknown>;
  if (typeof text !== 'string' || typeof signature !== 'string') return null;
  const signed = fromBase64(signature);
  if (!signed || toBase64(signed) !== signature) return null;
  return packStatement({ text, signature }) === file ? { text, signature } : null;
}

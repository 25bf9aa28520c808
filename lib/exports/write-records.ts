import type { Cell, ExportFile, ExportRecord } from './export-file.ts';
import type { ExportSource } from './export-source.ts';

/** The records of a file as JSON lines: one object a line, UTF-8, each value exactly as it is. */
export async function* writeJsonLines(file: ExportFile, source: ExportSource): Texts {
  const names = Object.keys(file.fields);
  for await (const records of file.pages(source)) {
    yield records.map((record) => jsonLine(names, record)).join('');
  }
}

const jsonLine = (names: string[], record: ExportRecord): string =>
  `${JSON.stringify(Object.fromEntries(names.map((name) => [name, record[name]])))}\n`;

/**
 * The records of a file as CSV (RFC 4180) with a line of headers: comma, CRLF, UTF-8 with the mark by which spreadsheet
 * programs know it. Texts are quoted, and changed where a spreadsheet program would calculate: see `harmless`.
 */
export async function* writeCsv(file: ExportFile, source: ExportSource): Texts {
  const names = Object.keys(file.fields);
  yield `\uFEFF${names.join(',')}\r\n`;
  for await (const records of file.pages(source)) {
    yield records.map((record) => csvLine(names, record)).join('');
  }
}

type Texts = AsyncGenerator<string>;

const csvLine = (names: string[], record: ExportRecord): string =>
  `${names.map((name) => csvCell(record[name] ?? null)).join(',')}\r\n`;

/** One value in CSV. Numbers and moments are ours and stay as they are, so that they can be added and sorted. */
export function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell === 'object') return csvCell(countsInWords(cell));
  return `"${harmless(cell).replaceAll('"', '""')}"`;
}

const countsInWords = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

/**
 * With what a formula begins (OWASP, CSV Injection), full-width forms included, at the beginning of a text or behind what
 * a program may take for the end of a cell: programs with Greek settings part cells at semicolons.
 */
const formula = /(^|[;,|\t\r\n"])([^\S\t\r\n]*)(?=[=+\-@＝＋－＠])/g;

/** A text that no spreadsheet program calculates: an apostrophe stands before each character that begins a formula. */
export const harmless = (text: string): string =>
  text.replace(formula, "$1'$2").replace(/^(?=[\t\r\n])/, "'");

import { randomBytes, randomInt } from 'node:crypto';

/** How a canary goes: what its text looks like, to which number, and what becomes of it. */
export type Plan = {
  text: string;
  /** The last four digits of the number: what the simulator does with it. */
  ending: string;
  masked: 'by account' | 'for this send' | 'not';
  /** Planned for later: taken back, or sealed anew while it waits and then sent. */
  later: 'cancelled' | 'resealed' | null;
};

const greek = 'αβγδεζηθικλμνξοπρστυφχψω';
/** A word like no other. */
const word = (bytes = 9) => randomBytes(bytes).toString('base64url').replace(/[-_]/g, 'x');
const words = (count: number) => Array.from({ length: count }, () => word()).join(' ');
const greekWords = (count: number) =>
  Array.from({ length: count }, () =>
    Array.from({ length: 10 }, () => greek[randomInt(greek.length)]).join(''),
  ).join(' ');

/** Short, as one SMS, with signs of two septets, compressible, UCS-2, of several parts in both alphabets. */
const shapes: (() => string)[] = [
  () => word(),
  () => `${word()} is your ${word()}.`,
  () => words(9),
  () => `${word()} [${word()}] {${word()}} 12 € @${word()}`,
  () => Array(30).fill(word(6)).join(' '),
  () => greekWords(5),
  () => words(20),
  () => `${greekWords(8)} ✓ ${words(3)}`,
  () => words(110),
  () => word(12),
];

/** The place of the longest among them. */
const TEN_PARTS = 8;

/** Endings of numbers in the simulator: ordinary, refused, answered oddly, with receipts of every kind. */
const endings = [
  ...['', '', '', '', '', '', '9001', '9004', '9007', '9013', '9017', '9019', '9020'],
  ...['9021', '9022', '9023', '9024', '9025', '9026', '9027', '9033', '9045', '9046', '9050'],
];
/** Of these a few suffice: what is never answered holds a place of the window, and a line that drops takes others along. */
const SILENT = ['9010', '9011'];
const HANGS_UP = '9015';

const ordinaryEnding = () => String(randomInt(1000, 8000));

function endingOf(i: number, slow: boolean): string {
  if (slow && i % 40 === 21) return SILENT[Math.floor(i / 40) % 2]!;
  if (i % 100 === 10) return HANGS_UP;
  // Parts that are put off are tried for a minute.
  if (!slow && i % shapes.length === TEN_PARTS) return ordinaryEnding();
  return endings[(i * 7 + Math.floor(i / shapes.length)) % endings.length] || ordinaryEnding();
}

/** So many plans, every shape with every ending in turn; `slow`: also those that take minutes, never answered or sealed anew. */
export function planCanaries(count: number, slow: boolean): Plan[] {
  return Array.from({ length: count }, (_, i): Plan => {
    const later = i % 20 === 7 ? 'cancelled' : slow && i % 50 === 13 ? 'resealed' : null;
    return {
      text: shapes[i % shapes.length]!(),
      ending: endingOf(i, slow),
      masked: i % 4 === 3 ? 'for this send' : 'by account',
      later,
    };
  });
}

/** Texts that are kept: their keys are there, so they open. */
export const planKept = (count: number): Plan[] =>
  Array.from({ length: count }, () => ({
    ...{ text: words(9), ending: ordinaryEnding(), masked: 'not', later: null },
  }));

/** Texts to be stored readable on purpose, of every shape: the same search has to find them all. */
export const planTwins = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => shapes[i % shapes.length]!());

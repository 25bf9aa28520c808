/** GSM 03.38 (3GPP TS 23.038 §6.2.1): the default alphabet, each character at the position of its code. */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1BÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';

/** §6.2.1.1: what stands in the extension table, and its code after the escape. */
const extension: [string, number][] = [
  ['\f', 0x0a],
  ['^', 0x14],
  ['{', 0x28],
  ['}', 0x29],
  ['\\', 0x2f],
  ['[', 0x3c],
  ['~', 0x3d],
  [']', 0x3e],
  ['|', 0x40],
  ['€', 0x65],
];

export const escapeCode = 0x1b;

const codes = new Map<number, number>();
for (const [code, character] of [...basic].entries()) {
  // The escape itself is no character: a text with U+001B in it is not a GSM text.
  if (code !== escapeCode) codes.set(character.charCodeAt(0), code);
}
for (const [character, code] of extension) {
  codes.set(character.charCodeAt(0), (escapeCode << 8) | code);
}

/**
 * The code of a UTF-16 unit in the GSM alphabet: below 0x80 in the default alphabet, 0x1B00 and more for a character that
 * needs the escape, undefined for one that GSM does not have.
 */
export function gsmCode(unit: number): number | undefined {
  return codes.get(unit);
}

import { gsmCode } from './gsm-alphabet.ts';
import { isGsmText } from './is-gsm-text.ts';

/** How a text travels: seven-bit GSM 03.38, or UTF-16 (UCS-2) as soon as one character is not in that alphabet. */
export type Encoding = 'gsm7' | 'ucs2';

/** One part: from where to where in the text (UTF-16 units), and how many units of the encoding it takes. */
export type Part = { start: number; end: number; units: number };

/** Units that fit in a message of one part, and in each part of a longer one, where six octets are the header's. */
const room = { gsm7: { single: 160, each: 153 }, ucs2: { single: 70, each: 67 } } as const;

/**
 * Cuts `text` into the parts that are sent: 160 or 153 septets, 70 or 67 UTF-16 units (3GPP TS 23.040 §9.2.3.24). An
 * escape pair and a surrogate pair stay together, so a part may end one unit early. Counting, pricing and encoding all
 * read this one answer.
 */
export function packParts(
  text: string,
  encoding: Encoding = isGsmText(text) ? 'gsm7' : 'ucs2',
): { encoding: Encoding; unitsPerPart: number; parts: Part[] } {
  const { single, each } = room[encoding];
  const whole = cut(text, encoding, single);
  return whole.length <= 1
    ? { encoding, unitsPerPart: single, parts: whole }
    : { encoding, unitsPerPart: each, parts: cut(text, encoding, each) };
}

function cut(text: string, encoding: Encoding, unitsPerPart: number): Part[] {
  const parts: Part[] = [];
  let part: Part | undefined;
  for (let i = 0; i < text.length; ) {
    const length = encoding === 'ucs2' && text.codePointAt(i)! > 0xffff ? 2 : 1;
    const units = encoding === 'gsm7' ? (gsmCode(text.charCodeAt(i))! > 0x7f ? 2 : 1) : length;
    if (!part || part.units + units > unitsPerPart) {
      part = { start: i, end: i, units: 0 };
      parts.push(part);
    }
    i += length;
    part.end = i;
    part.units += units;
  }
  return parts;
}

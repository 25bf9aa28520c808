import { maxSegments } from './count-segments.ts';
import { escapeCode, gsmCode } from './gsm-alphabet.ts';
import { packParts } from './pack-parts.ts';

/** The three fields of `submit_sm` that a part decides. `octets` is the short message, its header included. */
export type EncodedPart = { dataCoding: 0 | 8; esmClass: 0 | 0x40; octets: Uint8Array };

const headerLength = 6;

/**
 * `text` as it goes into `submit_sm`, part by part: one octet a septet (`@` is 0x00, an extension character 0x1B and its
 * code), or UTF-16 big endian. More than one part: each begins with the header 05 00 03 reference, number of parts, number
 * (3GPP TS 23.040 §9.2.3.24.1) and `esmClass` says so (SMPP 3.4 §5.2.12). `reference` ties the parts together; its low
 * eight bits are used. Throws a RangeError beyond `maxSegments`, which the form refuses before.
 */
export function encodeParts(text: string, reference: number): EncodedPart[] {
  const { encoding, parts } = packParts(text);
  if (parts.length > maxSegments) throw new RangeError('The text has more parts than may be sent.');
  const long = parts.length > 1;
  return parts.map(({ start, end, units }, index) => {
    const header = long ? headerLength : 0;
    const octets = new Uint8Array(header + (encoding === 'gsm7' ? units : units * 2));
    if (long) octets.set([0x05, 0x00, 0x03, reference & 0xff, parts.length, index + 1]);
    if (encoding === 'gsm7') writeGsm(text, start, end, octets, header);
    else writeUcs2(text, start, end, octets, header);
    return { dataCoding: encoding === 'gsm7' ? 0 : 8, esmClass: long ? 0x40 : 0, octets };
  });
}

function writeGsm(text: string, start: number, end: number, octets: Uint8Array, at: number): void {
  let to = at;
  for (let i = start; i < end; i++) {
    const code = gsmCode(text.charCodeAt(i))!;
    if (code > 0x7f) octets[to++] = escapeCode;
    octets[to++] = code & 0x7f;
  }
}

function writeUcs2(text: string, start: number, end: number, octets: Uint8Array, at: number): void {
  const view = new DataView(octets.buffer, at);
  for (let i = start; i < end; i++) view.setUint16((i - start) * 2, text.charCodeAt(i));
}

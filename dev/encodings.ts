import { escapeCode, gsmCode } from '#lib/segments/gsm-alphabet.ts';
import { isGsmText } from '#lib/segments/is-gsm-text.ts';

/** One way in which something readable may lie in a file or in memory. */
export type Written = {
  encoding: string;
  octets: Buffer;
  /** So many octets of it in one piece count as readable. */
  least: number;
};

/** So many characters of a text in one piece count as readable; of a shorter text, all of it. */
const FRAGMENT = 16;
/** Below this, a packed text has hardly a whole octet of its own. */
const LEAST_PACKED = 8;
const SEPTET_BITS = 7;

/** Ways in which a text may lie there without being encrypted. */
export function writingsOf(text: string): Written[] {
  const utf8 = Buffer.from(text);
  const utf16 = Buffer.from(text, 'utf16le');
  const big = Buffer.from(utf16).swap16();
  const characters = Math.min(FRAGMENT, text.length);
  const least = Math.min(FRAGMENT, utf8.length);
  return [
    { encoding: 'UTF-8', octets: utf8, least },
    { encoding: 'UTF-16 little endian', octets: utf16, least: characters * 2 },
    { encoding: 'UTF-16 big endian', octets: big, least: characters * 2 },
    ...textual(utf8, least),
    { encoding: 'hexadecimal of UTF-16', octets: hex(big), least: characters * 4 },
    ...septetWritings(text),
  ];
}

/** Ways in which octets (a key) may lie there: all of them in one piece. */
export function writingsOfOctets(octets: Buffer): Written[] {
  return [{ encoding: 'raw', octets, least: octets.length }, ...textual(octets, octets.length)];
}

const hex = (octets: Buffer) => Buffer.from(octets.toString('hex'));

function textual(octets: Buffer, least: number): Written[] {
  const upper = Buffer.from(octets.toString('hex').toUpperCase());
  return [
    { encoding: 'hexadecimal', octets: hex(octets), least: least * 2 },
    { encoding: 'upper-case hexadecimal', octets: upper, least: least * 2 },
    ...[0, 1, 2].map((offset) => {
      const written = base64(octets, offset);
      // The characters at both ends of a fragment stand for its neighbours too.
      const whole = Math.floor((least * 8) / 6) - 1;
      return {
        encoding: `base64 at offset ${offset}`,
        octets: written,
        least: Math.min(whole, written.length),
      };
    }),
  ];
}

/** The characters of base64 that stand for `octets` alone, when `offset` octets go before them. */
function base64(octets: Buffer, offset: number): Buffer {
  const text = Buffer.concat([Buffer.alloc(offset), octets])
    .toString('base64')
    .replaceAll('=', '');
  const first = Math.ceil((offset * 8) / 6);
  const last = Math.floor(((offset + octets.length) * 8) / 6);
  return Buffer.from(text.slice(first, last));
}

/** GSM 03.38: a septet an octet, and packed, beginning at each bit of an octet. Nothing for a text that GSM does not have. */
function septetWritings(text: string): Written[] {
  if (!isGsmText(text)) return [];
  const unpacked = septetsOf(text);
  const least = Math.min(FRAGMENT, unpacked.length);
  const one = { encoding: 'GSM unpacked', octets: unpacked, least };
  if (unpacked.length < LEAST_PACKED) return [one];
  const wholeOctets = Math.floor((least * SEPTET_BITS) / 8) - 1;
  return [
    one,
    ...Array.from({ length: 8 }, (_, bit) => ({
      encoding: `GSM packed from bit ${bit}`,
      octets: packed(unpacked, bit),
      least: wholeOctets,
    })),
  ];
}

function septetsOf(text: string): Buffer {
  const septets: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = gsmCode(text.charCodeAt(i))!;
    if (code > 0x7f) septets.push(escapeCode);
    septets.push(code & 0x7f);
  }
  return Buffer.from(septets);
}

/** Septets in a row, the lowest bit first (3GPP TS 23.038 §6.1.2.1), from `bit` of an octet: its whole octets alone. */
function packed(septets: Buffer, bit: number): Buffer {
  const end = bit + septets.length * SEPTET_BITS;
  const octets = Buffer.alloc(Math.ceil(end / 8));
  for (let i = 0; i < septets.length * SEPTET_BITS; i++) {
    const set = (septets[Math.floor(i / SEPTET_BITS)]! >> (i % SEPTET_BITS)) & 1;
    octets[(bit + i) >> 3]! |= set << ((bit + i) & 7);
  }
  return octets.subarray(bit === 0 ? 0 : 1, end >> 3);
}

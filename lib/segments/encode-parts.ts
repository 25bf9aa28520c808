import { maxSegments } from './count-segments.ts';
import { escapeCode, gsmCode } from './gsm-alphabet.ts';
import { type Encoding, type Part, packParts } from './pack-parts.ts';
import { packSeptets } from './pack-septets.ts';

/** How a provider wants texts: see the settings of the same names in `lib/providers/provider-settings.ts`. */
export type Writing = {
  alphabet: 'gsm' | 'gsmPacked' | 'latin1';
  longText: 'udh' | 'sar' | 'payload';
};

/** The fields of `submit_sm` that a part decides. */
export type EncodedPart = {
  /** SMPP 3.4 §5.2.19: 0 the SMSC's default alphabet, 3 Latin-1, 8 UCS-2. */
  dataCoding: 0 | 3 | 8;
  /** 0x40: the octets begin with a user data header (§5.2.12). */
  esmClass: 0 | 0x40;
  /** The short message, its header included; or the message payload. */
  octets: Uint8Array;
  /** True for a text of several segments that goes in one PDU, in message_payload. */
  isPayload: boolean;
  /** The sar_* parameters that say which part this is. */
  sar: { reference: number; total: number; part: number } | null;
};

const headerOctets = 6;

/**
 * `text` as it goes into `submit_sm`, part by part, cut as it was counted and paid: one octet a septet (`@` is 0x00, an
 * extension character 0x1B and its code), the same packed, Latin-1, or UTF-16 big endian. More than one part: each begins
 * with the header 05 00 03 reference, number of parts, number (3GPP TS 23.040 §9.2.3.24.1), or has the sar_* parameters;
 * or the whole text is one payload. `reference` ties the parts together; its low eight bits are used. Null where this
 * writing would take more parts than were paid. Throws a RangeError beyond `maxSegments`, which the form refuses before.
 */
export function encodeParts(
  text: string,
  reference: number,
  { alphabet, longText }: Writing,
): EncodedPart[] | null {
  const counted = packParts(text);
  if (counted.parts.length > maxSegments) throw new RangeError('The text has too many parts.');
  const cut = alphabet === 'latin1' ? cutForLatin1(text, counted) : counted;
  if (!cut) return null;
  const { parts } = cut;
  const coding = codingOf(cut.encoding, alphabet);
  const total = parts.length;
  if (total > 1 && longText === 'payload') {
    const octets = coding.write(text, 0);
    return [{ dataCoding: coding.dataCoding, esmClass: 0, octets, isPayload: true, sar: null }];
  }
  const hasHeader = total > 1 && longText === 'udh';
  return parts.map(({ start, end }, index) => {
    const part = index + 1;
    const body = coding.write(text.slice(start, end), hasHeader ? headerOctets : 0);
    const header = [0x05, 0x00, 0x03, reference & 0xff, total, part];
    return {
      dataCoding: coding.dataCoding,
      esmClass: hasHeader ? 0x40 : 0,
      octets: hasHeader ? Uint8Array.of(...header, ...body) : body,
      isPayload: false,
      sar: total > 1 && !hasHeader ? { reference: reference & 0xff, total, part } : null,
    };
  });
}

type Cut = { encoding: Encoding; parts: Part[] };

/**
 * Latin-1 carries what GSM and Latin-1 both have, cut as septets were counted: over the air it is GSM again. What GSM
 * lacks travels in UCS-2 there, so we write UCS-2 and the SMSC replaces nothing. What Latin-1 lacks (€, Greek capitals)
 * goes in UCS-2 where that needs no more parts than were paid.
 */
function cutForLatin1(text: string, counted: Cut): Cut | null {
  if (counted.encoding === 'ucs2' || isLatin1(text)) return counted;
  const asUcs2 = packParts(text, 'ucs2');
  return asUcs2.parts.length <= counted.parts.length ? asUcs2 : null;
}

function isLatin1(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0xff) return false;
  return true;
}

type Coding = {
  dataCoding: EncodedPart['dataCoding'];
  write: (text: string, header: number) => Uint8Array;
};

const codings: Record<'ucs2' | Writing['alphabet'], Coding> = {
  gsm: { dataCoding: 0, write: septetsOf },
  gsmPacked: { dataCoding: 0, write: (text, header) => packSeptets(septetsOf(text), header) },
  latin1: { dataCoding: 3, write: (text) => Uint8Array.from(text, (each) => each.charCodeAt(0)) },
  ucs2: { dataCoding: 8, write: ucs2Of },
};

const codingOf = (encoding: Encoding, alphabet: Writing['alphabet']): Coding =>
  codings[encoding === 'ucs2' ? 'ucs2' : alphabet];

function septetsOf(text: string): Uint8Array {
  const septets = new Uint8Array(text.length * 2);
  let to = 0;
  for (let i = 0; i < text.length; i++) {
    const code = gsmCode(text.charCodeAt(i))!;
    if (code > 0x7f) septets[to++] = escapeCode;
    septets[to++] = code & 0x7f;
  }
  return septets.slice(0, to);
}

function ucs2Of(text: string): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i));
  return new Uint8Array(view.buffer);
}

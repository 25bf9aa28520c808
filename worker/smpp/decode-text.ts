/** GSM 03.38 (3GPP TS 23.038 §6.2.1), septets 0x00 to 0x7F. The escape, 0x1B, is read before this table is asked. */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅå' +
  'Δ_ΦΓΛΩΠΨΣΘΞ\u{1b}ÆæßÉ' +
  ' !"#¤%&\'()*+,-./' +
  '0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNO' +
  'PQRSTUVWXYZÄÖÑÜ§' +
  '¿abcdefghijklmno' +
  'pqrstuvwxyzäöñüà';

/** The table behind 0x1B (§6.2.1.1). */
const extension: Readonly<Record<number, string>> = {
  10: '\f',
  20: '^',
  40: '{',
  41: '}',
  47: '\\',
  60: '[',
  61: '~',
  62: ']',
  64: '|',
  101: '€',
};

const escapeOctet = 0x1b;
const unreadable = '\ufffd';

/**
 * Reads a text by its data_coding (SMPP 3.4 §5.2.19, 3GPP TS 23.038 §4): the GSM default alphabet with one septet per
 * octet (0, 0x10, 0xF0 …), UCS-2 big endian (8, 0x18), ASCII and Latin-1 (1, 3, and what nobody defined).
 * Never throws: an octet or a surrogate that means nothing becomes U+FFFD, an odd octet at the end of UCS-2 is passed over.
 */
export function decodeText(octets: Buffer, dataCoding: number): string {
  switch (alphabetOf(dataCoding)) {
    case 'gsm':
      return decodeGsm(octets);
    case 'ucs2':
      return decodeUcs2(octets);
    case 'latin1':
      return octets.toString('latin1');
  }
}

function alphabetOf(dataCoding: number): 'gsm' | 'ucs2' | 'latin1' {
  if (dataCoding === 0) return 'gsm';
  if (dataCoding === 8) return 'ucs2';
  const group = dataCoding & 0xf0;
  // Message class groups: bits 3 and 2 name the alphabet in 0x10, bit 2 alone in 0xF0.
  if (group === 0x10) return (['gsm', 'latin1', 'ucs2', 'latin1'] as const)[(dataCoding >> 2) & 3]!;
  if (group === 0xf0) return dataCoding & 0x04 ? 'latin1' : 'gsm';
  return 'latin1';
}

function decodeGsm(octets: Buffer): string {
  let text = '';
  for (let at = 0; at < octets.length; at++) {
    const octet = octets[at]!;
    if (octet !== escapeOctet) {
      text += basic[octet] ?? unreadable;
      continue;
    }
    const escaped = octets[at + 1];
    // §6.2.1: a receiver that does not know the escaped code shows the basic character; a lone escape is a space.
    if (escaped === undefined || escaped === escapeOctet) text += ' ';
    else text += extension[escaped] ?? basic[escaped] ?? unreadable;
    at++;
  }
  return text;
}

function decodeUcs2(octets: Buffer): string {
  const even = Buffer.from(octets.subarray(0, octets.length & ~1));
  return even.swap16().toString('utf16le').toWellFormed();
}

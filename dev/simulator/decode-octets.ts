// GSM 03.38 (3GPP TS 23.038 §6.2.1), the default alphabet in the order of its codes. Written here again and not taken
// from the product, because the simulator is there to notice when the product is wrong.
const alphabet = [
  '@£$¥èéùìòÇ\nØø\rÅå',
  'Δ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ',
  ' !"#¤%&\'()*+,-./',
  '0123456789:;<=>?',
  '¡ABCDEFGHIJKLMNO',
  'PQRSTUVWXYZÄÖÑÜ§',
  '¿abcdefghijklmno',
  'pqrstuvwxyzäöñüà',
].join('');
const ESCAPE = 0x1b;
const afterEscape = new Map([
  [0x0a, '\f'],
  [0x14, '^'],
  [0x28, '{'],
  [0x29, '}'],
  [0x2f, '\\'],
  [0x3c, '['],
  [0x3d, '~'],
  [0x3e, ']'],
  [0x40, '|'],
  [0x65, '€'],
]);
/** Shown where the octets mean nothing, so that a mistake is seen. */
const NOTHING = '\ufffd';

function decodeGsm(octets: Buffer): string {
  let text = '';
  for (let i = 0; i < octets.length; i += 1) {
    const code = octets[i] ?? 0;
    if (code === ESCAPE) {
      i += 1;
      text += afterEscape.get(octets[i] ?? -1) ?? NOTHING;
    } else {
      text += alphabet[code] ?? NOTHING;
    }
  }
  return text;
}

function decodeUcs2(octets: Buffer): string {
  let text = '';
  for (let i = 0; i + 1 < octets.length; i += 2)
    text += String.fromCharCode(octets.readUInt16BE(i));
  if (octets.length % 2 === 1) text += NOTHING;
  // Half of a surrogate pair is shown as the phone would: as nothing readable.
  return text.toWellFormed();
}

/** The text of one part, by its data_coding (SMPP 3.4 §5.2.19): 0 GSM, 1 ASCII, 3 Latin-1, 8 UCS-2. */
export function decodeOctets(dataCoding: number, octets: Buffer): string {
  if (dataCoding === 0) return decodeGsm(octets);
  if (dataCoding === 1) return octets.toString('ascii');
  if (dataCoding === 3) return octets.toString('latin1');
  if (dataCoding === 8) return decodeUcs2(octets);
  return octets.toString('hex');
}

/** How people call the encoding of a text. */
export function encodingName(dataCoding: number): string {
  const names: Record<number, string> = { 0: 'GSM', 1: 'ASCII', 3: 'Latin-1', 8: 'Unicode' };
  return names[dataCoding] ?? `coding ${dataCoding}`;
}

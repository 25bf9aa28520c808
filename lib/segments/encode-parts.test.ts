import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { countSegments, maxSegments } from './count-segments.ts';
import { type EncodedPart, encodeParts as encodeFor } from './encode-parts.ts';

const encodeParts = (text: string, reference: number) =>
  encodeFor(text, reference, { alphabet: 'gsm', longText: 'udh' })!;

const octetsOf = (text: string, reference = 0): number[][] =>
  encodeParts(text, reference).map(({ octets }) => [...octets]);

test('T1 golden: @ is 0x00, the dollar 0x02, a line feed 0x0A', () => {
  assert.deepEqual(octetsOf('@$\n'), [[0x00, 0x02, 0x0a]]);
});

test('golden: Greek capitals that are GSM take one octet', () => {
  assert.deepEqual(octetsOf('ΔΦΓΛΩΠΨΣΘΞ'), [
    [0x10, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1a],
  ]);
});

test('T1 golden: extension characters are escaped', () => {
  assert.deepEqual(octetsOf('€[]'), [[0x1b, 0x65, 0x1b, 0x3c, 0x1b, 0x3e]]);
  assert.deepEqual(octetsOf('\f^{}\\~|'), [
    [0x1b, 0x0a, 0x1b, 0x14, 0x1b, 0x28, 0x1b, 0x29, 0x1b, 0x2f, 0x1b, 0x3d, 0x1b, 0x40],
  ]);
});

test('golden: letters with accents of the default alphabet', () => {
  assert.deepEqual(octetsOf('èéùìòÇØøÅåÆæßÉÄÖÑÜ§¿äöñüà¡¤_'), [
    [
      0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0b, 0x0c, 0x0e, 0x0f, 0x1c, 0x1d, 0x1e, 0x1f, 0x5b,
      0x5c, 0x5d, 0x5e, 0x5f, 0x60, 0x7b, 0x7c, 0x7d, 0x7e, 0x7f, 0x40, 0x24, 0x11,
    ],
  ]);
});

test('T2 golden: UCS-2 is big endian, a surrogate pair is two units', () => {
  assert.deepEqual(encodeParts('Άβ😀', 7), [
    {
      dataCoding: 8,
      esmClass: 0,
      octets: Uint8Array.of(0x03, 0x86, 0x03, 0xb2, 0xd8, 0x3d, 0xde, 0x00),
      isPayload: false,
      sar: null,
    },
  ]);
});

test('golden: a text of two parts has the header in each', () => {
  const parts = encodeParts('a'.repeat(161), 0x1ab);
  assert.deepEqual(
    parts.map(({ dataCoding, esmClass, octets }) => [dataCoding, esmClass, octets.length]),
    [
      [0, 0x40, 159],
      [0, 0x40, 14],
    ],
  );
  assert.deepEqual([...parts[0]!.octets.subarray(0, 7)], [5, 0, 3, 0xab, 2, 1, 0x61]);
  assert.deepEqual([...parts[1]!.octets.subarray(0, 7)], [5, 0, 3, 0xab, 2, 2, 0x61]);
});

test('T2 golden: an escape pair at the border of 153 moves to the next part', () => {
  const [first, second] = octetsOf(`${'a'.repeat(152)}€${'b'.repeat(20)}`);
  assert.equal(first!.length, 6 + 152);
  assert.deepEqual(second!.slice(6, 9), [0x1b, 0x65, 0x62]);
});

test('T2 golden: a surrogate pair at the border of 67 moves to the next part', () => {
  const [first, second] = octetsOf(`${'a'.repeat(66)}😀${'b'.repeat(20)}`);
  assert.equal(first!.length, 6 + 66 * 2);
  assert.deepEqual(second!.slice(6, 10), [0xd8, 0x3d, 0xde, 0x00]);
});

test('T7 nothing has no parts, and more than ten are refused', () => {
  assert.deepEqual(encodeParts('', 1), []);
  assert.equal(encodeParts('a'.repeat(1530), 1).length, maxSegments);
  assert.throws(() => encodeParts('a'.repeat(1531), 1), RangeError);
});

// An independent decoder: TextDecoder for UTF-16, and the table written the other way round, from code to letter.
const rows = [
  '@£$¥èéùìòÇ\nØø\rÅå',
  'Δ_ΦΓΛΩΠΨΣΘΞ\0ÆæßÉ',
  ' !"#¤%&\'()*+,-./',
  '0123456789:;<=>?',
  '¡ABCDEFGHIJKLMNO',
  'PQRSTUVWXYZÄÖÑÜ§',
  '¿abcdefghijklmno',
  'pqrstuvwxyzäöñüà',
];
const escaped: Record<string, string> = {
  '0a': '\f',
  14: '^',
  28: '{',
  29: '}',
  '2f': '\\',
  '3c': '[',
  '3d': '~',
  '3e': ']',
  40: '|',
  65: '€',
};

function decodePart(octets: Uint8Array, dataCoding: EncodedPart['dataCoding']): string {
  if (dataCoding === 8) return new TextDecoder('utf-16be', { fatal: true }).decode(octets);
  const hex = Buffer.from(octets)
    .toString('hex')
    .replace(/1b(..)|(..)/g, '$1$2,')
    .split(',');
  let at = 0;
  return hex
    .filter((code) => code !== '')
    .map((code) => {
      const isEscaped = octets[at] === 0x1b;
      at += isEscaped ? 2 : 1;
      return isEscaped
        ? escaped[code]!
        : rows[Number.parseInt(code[0]!, 16)]![Number.parseInt(code[1]!, 16)]!;
    })
    .join('');
}

const letters = [...'@£ΔΞ \n\rabcÄé€€[]{}~|^\\\f'];
const gsmText = fc.array(fc.constantFrom(...letters), { maxLength: 700 });
const anyText = fc.array(fc.constantFrom(...letters, 'ά', 'ж', '😀', '👩‍👧', '…'), {
  maxLength: 300,
});

test('T8 every part decodes by itself, and together they are the text', () => {
  fc.assert(
    fc.property(fc.oneof(gsmText, anyText), fc.nat(255), (found, reference) => {
      const text = found.join('');
      const count = countSegments(text);
      fc.pre(count.segments <= maxSegments);
      const parts = encodeParts(text, reference);
      assert.equal(parts.length, count.segments, 'what was counted is what is sent');
      const header = parts.length > 1 ? 6 : 0;
      const texts = parts.map(({ octets, dataCoding }, i) => {
        assert.ok(octets.length <= 160 && (dataCoding === 0 || octets.length <= 140));
        assert.ok(header === 0 || (octets.length - 6) * (dataCoding === 0 ? 7 : 8) <= 134 * 8);
        const udh = header ? [5, 0, 3, reference, parts.length, i + 1] : [];
        assert.deepEqual([...octets.subarray(0, header)], udh);
        return decodePart(octets.subarray(header), dataCoding);
      });
      assert.equal(texts.join(''), text);
    }),
    { numRuns: 500 },
  );
});

test('T6 every character of Unicode arrives as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 150 }), (text) => {
      const parts = encodeParts(text, 0);
      const header = parts.length > 1 ? 6 : 0;
      const texts = parts.map((part) => decodePart(part.octets.subarray(header), part.dataCoding));
      assert.equal(texts.join(''), text);
    }),
  );
});

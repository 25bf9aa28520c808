import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import splitSms from 'split-sms';
import { measureWork } from '#lib/testing.ts';
import { countSegments } from './count-segments.ts';
import { isGsmText } from './is-gsm-text.ts';

const a = (times: number): string => 'a'.repeat(times);

/** Counted by hand from 3GPP TS 23.038 and 23.040: text, encoding, units, segments, units left. */
const golden: [string, string, 'gsm7' | 'ucs2', number, number, number][] = [
  ['nothing', '', 'gsm7', 0, 0, 160],
  ['one letter', 'a', 'gsm7', 1, 1, 159],
  ['@ is a letter like others', '@', 'gsm7', 1, 1, 159],
  ['160 fit in one', a(160), 'gsm7', 160, 1, 0],
  ['161 need two of 153', a(161), 'gsm7', 161, 2, 145],
  ['306 fill two', a(306), 'gsm7', 306, 2, 0],
  ['307 need three', a(307), 'gsm7', 307, 3, 152],
  ['1530 fill ten', a(1530), 'gsm7', 1530, 10, 0],
  ['1531 need eleven', a(1531), 'gsm7', 1531, 11, 152],
  ['€ counts two', '€', 'gsm7', 2, 1, 158],
  ['€ as 159th and 160th', `${a(158)}€`, 'gsm7', 160, 1, 0],
  ['€ over the border of 160', `${a(159)}€`, 'gsm7', 161, 2, 145],
  ['€ up to the border of 153', `${a(151)}€${a(153)}`, 'gsm7', 306, 2, 0],
  ['€ over the border of 153 wastes one', `${a(152)}€${a(152)}`, 'gsm7', 306, 3, 152],
  ['Greek capitals of GSM', 'ΓΔΘΛΞΠΣΦΨΩ', 'gsm7', 10, 1, 150],
  ['a Greek capital that GSM lacks', 'Α', 'ucs2', 1, 1, 69],
  ['ç is not GSM, Ç is', 'ç', 'ucs2', 1, 1, 69],
  ['Ç is GSM', 'Ç', 'gsm7', 1, 1, 159],
  ['a back-tick is not GSM', '`', 'ucs2', 1, 1, 69],
  ['the escape itself is no letter', '\x1b', 'ucs2', 1, 1, 69],
  ['70 fit in one', `ж${a(69)}`, 'ucs2', 70, 1, 0],
  ['71 need two of 67', `ж${a(70)}`, 'ucs2', 71, 2, 63],
  ['134 fill two', `ж${a(133)}`, 'ucs2', 134, 2, 0],
  ['135 need three', `ж${a(134)}`, 'ucs2', 135, 3, 66],
  ['an extension character counts one in UCS-2', 'ж€', 'ucs2', 2, 1, 68],
  ['an emoji counts two', '😀', 'ucs2', 2, 1, 68],
  ['an emoji as 69th and 70th', `${a(68)}😀`, 'ucs2', 70, 1, 0],
  ['an emoji over the border of 70', `${a(69)}😀`, 'ucs2', 71, 2, 63],
  ['an emoji over the border of 67 wastes one', `${a(66)}😀${a(66)}`, 'ucs2', 134, 3, 66],
];

for (const [name, text, encoding, units, segments, unitsLeft] of golden) {
  test(`T3 golden: ${name}`, () => {
    const each = encoding === 'gsm7' ? [160, 153] : [70, 67];
    assert.deepEqual(countSegments(text), {
      encoding,
      units,
      segments,
      unitsPerSegment: each[segments > 1 ? 1 : 0],
      unitsLeft,
    });
  });
}

const gsmLetters = [...'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !aZ09ü\f^{}\\[~]|€€€'];
const otherLetters = [...'αβΆжç`…’“漢字', '😀', '👍', '𝒳', 'e\u0301', '👩‍👩‍👧', '🇬🇷', '\ud800'];
const textOf = (letters: string[], maxLength: number) =>
  fc.array(fc.constantFrom(...letters), { maxLength }).map((found) => found.join(''));
const gsmText = textOf(gsmLetters, 700);
const anyText = textOf([...gsmLetters, ...otherLetters], 400);

test('T3 GSM texts: both libraries count the same', () => {
  fc.assert(
    fc.property(gsmText, (text) => {
      fc.pre(text !== '');
      const count = countSegments(text);
      const split = splitSms.split(text);
      assert.equal(split.characterSet, 'GSM');
      assert.equal(count.segments, split.parts.length);
      assert.equal(count.units, split.bytes);
      assert.equal(count.unitsLeft, split.remainingInPart);
      // The library takes \r\n for one letter of one unit, but both octets are sent.
      fc.pre(!text.includes('\r\n'));
      const twilio = new SegmentedMessage(text);
      assert.equal(twilio.encodingName, 'GSM-7');
      assert.equal(count.segments, twilio.segmentsCount);
      assert.equal(count.units, twilio.numberOfCharacters);
    }),
    { numRuns: 500 },
  );
});

test('T3 all texts: split-sms counts the same', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      // A surrogate without its half is no character; split-sms takes the next letter for the half.
      fc.pre(text !== '' && text.isWellFormed());
      const count = countSegments(text);
      const split = splitSms.split(text);
      assert.equal(split.characterSet === 'GSM', count.encoding === 'gsm7');
      assert.equal(count.segments, split.parts.length);
    }),
    { numRuns: 500 },
  );
});

test('UCS-2 texts: sms-segments-calculator counts the same unless a sign of several code points is at a border', () => {
  // It never cuts such a sign (an emoji with modifiers, a letter with a combining accent), which no standard asks for:
  // phones put the parts together before they draw them. So only texts without such signs are compared.
  const simple = textOf(
    [...gsmLetters.filter((letter) => letter !== '\r'), ...'αжç`…漢😀👍𝒳'],
    400,
  );
  fc.assert(
    fc.property(simple, (text) => {
      fc.pre(!isGsmText(text));
      const twilio = new SegmentedMessage(text);
      assert.equal(twilio.encodingName, 'UCS-2');
      assert.equal(countSegments(text).segments, twilio.segmentsCount);
    }),
    { numRuns: 500 },
  );
});

test('one more letter never takes fewer segments', () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom(...gsmLetters, ...otherLetters), (text, letter) => {
      assert.ok(countSegments(text + letter).segments >= countSegments(text).segments);
    }),
  );
});

test('unitsLeft is true: so many plain letters fit and one more does not', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      fc.pre(text !== '' && text.isWellFormed());
      const { segments, unitsLeft } = countSegments(text);
      assert.equal(countSegments(text + a(unitsLeft)).segments, segments);
      assert.equal(countSegments(text + a(unitsLeft + 1)).segments, segments + 1);
    }),
  );
});

test('ten parts are counted in well under a frame', async () => {
  const text = `${'Καλημέρα σας 😀 '.repeat(42)}`;
  const { ms } = await measureWork(() => {
    for (let i = 0; i < 100; i++) countSegments(text);
  });
  assert.ok(ms / 100 < 4, `${ms / 100} ms`);
});

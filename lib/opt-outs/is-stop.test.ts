import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isStop } from './is-stop.ts';

const own = ['ΣΤΟΠ', 'ΔΙΑΓΡΑΦΗ', 'Τέλος', 'όχι άλλα', ' '];
const standard = 'STOP STOPALL UNSUBSCRIBE END QUIT CANCEL REVOKE OPTOUT'.split(' ');

const stops = [
  ...standard,
  ...['stop', 'Stop', 'sToP', 'OPT OUT', 'opt-out', 'Opt Out', 'Stop all', 'un-subscribe'],
  ...['Stop.', 'STOP!!!', ' stop ', '\r\nSTOP\n', '"STOP"', '“Stop”', '«stop»', '(end)', "'Quit'"],
  ...['STOP 🙏', '🛑 stop 🛑', 'stop👍🏽', '❤️STOP❤️', 'STOP@', 'S.T.O.P.', 's t o p', '*STOP*'],
  ...[
    'ＳＴＯＰ',
    'ｓｔｏｐ',
    'ˢᵗᵒᵖ',
    'ⓢⓣⓞⓟ',
    '𝐒𝐓𝐎𝐏',
    'STOP\u200b',
    '\u202eSTOP\u202c',
    'STÓP',
    'stöp',
  ],
  // Written on a Greek keyboard, in part or as a whole.
  ...['SΤΟΡ', 'ΕΝD', 'quιτ'],
];
const ownStops = [
  ...[
    'ΣΤΟΠ',
    'στοπ',
    'Στοπ.',
    'στόπ',
    'τελος',
    'ΤΕΛΟΣ',
    'τέλοσ',
    'Τέλος!',
    '«διαγραφή»',
    'ΟΧΙ ΑΛΛΑ',
  ],
  // As the GSM alphabet carries it: the letters that look Latin are Latin.
  ...['ΣTOΠ', 'TEΛOΣ', 'ΔIAΓPAΦH'],
];
const others = [
  ...["Please don't stop", 'STOP please', 'please stop', 'Stop texting me', 'Do not cancel'],
  ...['nonstop', 'bus stop', 'The end', 'endless', 'quite', 'cancelled', 'stopped', 'top', 'sto'],
  ...[
    'STOP 1',
    'stop2',
    '1',
    'YES',
    'START',
    'HELP',
    '',
    ' ',
    '?',
    '🛑',
    'Сtop',
    'ok',
    'opt',
    'out',
  ],
];

for (const text of stops) {
  test(`STOP is a whole message: ${JSON.stringify(text)} is one`, () => assert.ok(isStop(text)));
}
for (const text of ownStops) {
  test(`STOP in the operator's own words: ${JSON.stringify(text)} is one with them only`, () => {
    assert.ok(isStop(text, own));
    assert.ok(!isStop(text));
  });
}
for (const text of others) {
  test(`STOP is a whole message: ${JSON.stringify(text)} is none`, () =>
    assert.ok(!isStop(text, own)));
}

const word = fc.constantFrom(...standard, ...own.filter((each) => each.trim()));
const silent = fc
  .array(fc.constantFrom(...' .,!?;:-_*"\'«»“”()[]…\n\t\u00a0\u200d\ufe0f', '😀', '🙏🏽'), {
    maxLength: 6,
  })
  .map((signs) => signs.join(''));
const shapes: ((text: string) => string)[] = [
  (text) => text.toLowerCase(),
  (text) => text.toUpperCase(),
  (text) => text.normalize('NFD'),
  (text) => [...text].map((letter, i) => (i % 2 ? letter.toLowerCase() : letter)).join(''),
  (text) => text.replace(/[A-Z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)),
];

test('STOP with any case, width and signs around it stays one', () => {
  fc.assert(
    fc.property(word, fc.constantFrom(...shapes), silent, silent, (text, shape, before, after) =>
      isStop(`${before}${shape(text)}${after}`, own),
    ),
  );
});

test('STOP with any other word beside it is none', () => {
  const letters = fc.string({
    unit: fc.constantFrom(...'abcxyzαβω12'),
    minLength: 1,
    maxLength: 8,
  });
  const beside = letters.filter((more) => !/^all$/i.test(more));
  fc.assert(
    fc.property(word, beside, fc.boolean(), (text, more, isBefore) =>
      assert.ok(!isStop(isBefore ? `${more} ${text}` : `${text} ${more}`, own)),
    ),
  );
});

test('any text is looked at without an error', () => {
  const any = fc.string({ unit: 'binary' });
  fc.assert(fc.property(any, (text) => typeof isStop(text, own) === 'boolean'));
});

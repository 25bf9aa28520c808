import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json';
import { getExampleNumber, type CountryCode as KnownCountry } from 'libphonenumber-js/max';
import { countryName, formatPhoneNumber } from './format-phone-number.ts';
import { isMobileNumber, type PhoneNumber, parsePhoneNumber } from './phone-number.ts';

/** What `typed` becomes in Greece; the reason where it is refused. */
function read(typed: string, home = 'GR'): string {
  const parsed = parsePhoneNumber(typed, home);
  return parsed.ok ? parsed.number : parsed.reason;
}

test('a Greek mobile number is read in every way that people and spreadsheets write it', () => {
  const ways = [
    '+306912345678',
    '6912345678',
    '691 234 5678',
    '691-234-5678',
    '691.234.5678',
    '(691) 234 5678',
    '691/2345678',
    '00306912345678',
    '0030 691 234 5678',
    '(+30) 6912345678',
    '+30(691)2345678',
    '306912345678',
    'tel:+306912345678',
    "'6912345678",
    '"6912345678"',
    '6912345678.0',
    '306912345678.00',
    ' 691\u00a0234\u20095678 ',
    '６９１２３４５６７８',
    '＋30 691 234 5678',
    '\u202a+306912345678\u202c',
    '691–234–5678',
    '٦٩١٢٣٤٥٦٧٨',
  ];
  for (const typed of ways) assert.equal(read(typed), '+306912345678', typed);
});

test('only what was typed as E.164 is not called repaired', () => {
  const repaired = (typed: string) => {
    const parsed = parsePhoneNumber(typed, 'GR');
    return parsed.ok && parsed.repaired;
  };
  assert.equal(repaired('+306912345678'), false);
  assert.equal(repaired(' +306912345678\t'), false);
  assert.equal(repaired('6912345678'), true);
  assert.equal(repaired('+30 691 234 5678'), true);
});

test('the country is that of the number, not of the reader', () => {
  const countryOf = (typed: string, home: string) => {
    const parsed = parsePhoneNumber(typed, home);
    return parsed.ok ? parsed.country : parsed.reason;
  };
  assert.equal(countryOf('+44 (0)7400 123456', 'GR'), 'GB');
  assert.equal(countryOf('07400 123456', 'GB'), 'GB');
  assert.equal(countryOf('+1 204 234 5678', 'US'), 'CA');
  assert.equal(countryOf('202-456-1111', 'US'), 'US');
  assert.equal(countryOf('0171 2345678', 'DE'), 'DE');
  assert.equal(countryOf('+37069123456', 'GR'), 'LT');
});

test('what is refused is refused in a plain sentence', () => {
  const rounded =
    'A spreadsheet has rounded this number and its last digits are lost. Format the column as text there, and paste it again.';
  const refused: [string, string][] = [
    ['6.91234E+11', rounded],
    ['6,91234e+09', rounded],
    ['7E+09', rounded],
    ['', 'Write a telephone number.'],
    ['Maria', 'This is not a telephone number: it has letters or other signs.'],
    ['691234567O', 'This is not a telephone number: it has letters or other signs.'],
    ['+30+6912345678', 'This is not a telephone number: it has letters or other signs.'],
    ['--', 'This is not a telephone number: it has no digits.'],
    ['691234567', 'This is too short for a number in Greece.'],
    ['+3069123456789012', 'This is too long for a number in Greece.'],
    ['+999123456', 'No country has this code after the +.'],
    ['+80012345678', 'This number belongs to no country, so it cannot be reached.'],
    [
      '447911123456',
      'No telephone number in Greece looks like this. For another country begin with + and its code.',
    ],
  ];
  for (const [typed, reason] of refused) assert.equal(read(typed), reason, typed);
  assert.equal(read('6912345678', 'XX'), 'Begin the number with + and the code of its country.');
  assert.equal(read('+306912345678', 'XX'), '+306912345678');
});

test('no reason repeats what was typed', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\+?[0-9 -]{6,25}$/), (typed) => {
      const parsed = parsePhoneNumber(typed, 'GR');
      if (!parsed.ok) assert.doesNotMatch(parsed.reason, /\d/);
    }),
  );
});

// Those whose example says which of several countries with one calling code it belongs to: the Vatican's says Italy.
const countries = (Object.keys(examples) as KnownCountry[]).filter((country) => {
  const parsed = parsePhoneNumber(getExampleNumber(country, examples)!.number, country);
  return parsed.ok && parsed.country === country;
});
/** A mobile number of any country: the example of its numbering plan, and others that differ in the last digits. */
const anyNumber = fc.tuple(fc.constantFrom(...countries), fc.nat(9999)).map(([country, last]) => {
  const example = getExampleNumber(country, examples)!;
  const other = example.number.slice(0, -4) + String(last).padStart(4, '0');
  const parsed = parsePhoneNumber(other, country);
  const number = parsed.ok && parsed.country === country ? parsed.number : example.number;
  return { country, number: number as string as PhoneNumber };
});

test('a number written in any usual way is read back', () => {
  fc.assert(
    fc.property(anyNumber, fc.constantFrom(...'-. /', '\u00a0'), ({ country, number }, gap) => {
      const shown = formatPhoneNumber(number);
      const ways = [
        number,
        shown,
        shown.replaceAll(' ', gap),
        `00${number.slice(1)}`,
        `00${shown.slice(1)}`,
        `'${number}`,
        `  ${shown}\t`,
        `${number}.0`,
      ];
      for (const typed of ways) {
        for (const home of [country, 'GR']) {
          const parsed = parsePhoneNumber(typed, home);
          assert.ok(parsed.ok && parsed.number === number, `${typed} in ${home}`);
          assert.equal(parsed.country, country);
          assert.equal(parsed.repaired, typed.trim() !== number);
        }
      }
    }),
    { numRuns: 1000 },
  );
});

test('a number written as in its own country is read back there', () => {
  for (const country of countries) {
    const example = getExampleNumber(country, examples)!;
    const national = example.formatNational();
    for (const typed of [national, national.replaceAll(/[ -]/g, '')]) {
      assert.equal(read(typed, country), example.number, `${typed} in ${country}`);
    }
  }
});

test('mobile numbers are told from landlines where the plan does', () => {
  const isMobile = (typed: string) => isMobileNumber(read(typed) as PhoneNumber);
  assert.equal(isMobile('6912345678'), true);
  assert.equal(isMobile('2101234567'), false);
  assert.equal(isMobile('+12024561111'), true);
  assert.equal(isMobile('+442079460958'), false);
  for (const country of countries) {
    const example = getExampleNumber(country, examples)!;
    assert.equal(isMobileNumber(example.number as PhoneNumber), true, country);
  }
});

test('numbers and countries are shown in the usual way', () => {
  assert.equal(formatPhoneNumber('+306912345678' as PhoneNumber), '+30 691 234 5678');
  assert.equal(formatPhoneNumber('+447400123456' as PhoneNumber), '+44 7400 123456');
  assert.equal(countryName('GR'), 'Greece');
  assert.equal(countryName('XK'), 'Kosovo');
  assert.equal(countryName('nowhere'), 'nowhere');
});

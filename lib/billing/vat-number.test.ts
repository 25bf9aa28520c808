import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countryName } from '#lib/phone-numbers/country-name.ts';
import { parseVatNumber } from './vat-number.ts';

/** Numbers whose check digits are right; of some states more than one kind. */
const right: Record<string, string[]> = {
  AT: ['ATU13585627'],
  BE: ['BE0403019261', 'BE1000123448'],
  BG: ['BG175074752', 'BG7523169263', 'BG7111042925'],
  HR: ['HR33392005961'],
  CY: ['CY10259033P'],
  CZ: ['CZ25123891', 'CZ7103192745', 'CZ640903926'],
  DK: ['DK13585628'],
  EE: ['EE100931558'],
  FI: ['FI20774740'],
  FR: ['FR40303265045', 'FRK7399859412', 'FR53000004605'],
  DE: ['DE136695976'],
  GR: ['EL094259216'],
  HU: ['HU12892312'],
  IE: ['IE6433435F', 'IE6433435OA', 'IE8D79739I'],
  IT: ['IT00743110157'],
  LV: ['LV40003521600', 'LV16117519997'],
  LT: ['LT119511515', 'LT100001919017'],
  LU: ['LU15027442'],
  MT: ['MT11679112'],
  NL: ['NL004495445B01', 'NL123456789B13'],
  PL: ['PL8567346215'],
  PT: ['PT501964843'],
  RO: ['RO18547290'],
  SK: ['SK2022749619'],
  SI: ['SI50223054'],
  ES: ['ESB58378431', 'ES54362315K', 'ESX5253868R'],
  SE: ['SE123456789701'],
};
const each = Object.entries(right).flatMap(([country, numbers]) =>
  numbers.map((number) => ({ country, number })),
);

test('numbers of all 27 member states are taken, with and without the country, as people write them', () => {
  assert.equal(Object.keys(right).length, 27);
  for (const { country, number } of each) {
    const bare = number.slice(2);
    for (const typed of [number, bare, number.toLowerCase(), `${number.slice(0, 2)} ${bare}`]) {
      assert.deepEqual(parseVatNumber(typed, country), { ok: true, number }, typed);
    }
    assert.ok(parseVatNumber(` ${[...bare].join('.')} `, country).ok, number);
  }
});

test('Greece is EL in numbers and GR in addresses, in either alphabet', () => {
  for (const typed of [
    'EL094259216',
    'GR 094 259 216',
    'ελ094259216',
    'ΕΛ 094.259.216',
    '094259216',
  ]) {
    assert.deepEqual(parseVatNumber(typed, 'GR'), { ok: true, number: 'EL094259216' }, typed);
  }
});

test('a slip of the hand is found', () => {
  for (const [country, [number = '']] of Object.entries(right)) {
    const slipped = number.slice(0, 4) + ((Number(number[4]) + 1) % 10) + number.slice(5);
    const parsed = parseVatNumber(slipped, country);
    assert.ok(!parsed.ok, slipped);
    assert.match(parsed.sentence, /slip of the hand/);
    assert.ok(parsed.sentence.includes(countryName(country)));
  }
});

test('a number of another country is refused with what to do', () => {
  assert.deepEqual(parseVatNumber('FR40303265045', 'DE'), {
    ok: false,
    sentence:
      'This number is of France, and the address is in Germany. Write the number that begins with DE, or change the country.',
  });
  for (const typed of ['EL094259216', 'XI 980780684']) {
    const parsed = parseVatNumber(typed, 'DE');
    assert.match(parsed.ok ? '' : parsed.sentence, /of (Greece|Northern Ireland), and/);
  }
});

test('Monaco has French numbers', () => {
  assert.deepEqual(parseVatNumber('53000004605', 'MC'), { ok: true, number: 'FR53000004605' });
});

test('nonsense is refused, whatever it is', () => {
  for (const typed of [
    'DE',
    'DE1',
    'no number',
    '１２',
    '0'.repeat(500),
    'DE136695976DE136695976',
  ]) {
    for (const country of Object.keys(right)) assert.ok(!parseVatNumber(typed, country).ok, typed);
  }
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readPriceCsv } from './read-price-csv.ts';

const header = 'prefix,country,destination,price';

test('each line is a price, with comments, quotes and Windows line ends', () => {
  const csv = `\ufeff# ours\r\n${header}\r\n30,GR,Greece,0.042\r\n\r\n44,GB,"United Kingdom, ""all""",1\r\n`;
  assert.deepEqual(readPriceCsv(csv), {
    ok: true,
    prices: [
      { prefix: '30', country: 'GR', destination: 'Greece', segmentMicros: 42_000 },
      {
        prefix: '44',
        country: 'GB',
        destination: 'United Kingdom, "all"',
        segmentMicros: 1_000_000,
      },
    ],
  });
});

test('every wrong line is named with what is wrong', () => {
  const wrong: [string, string][] = [
    ['+30,GR,Greece,0.042', 'The prefix must be 1 to 15 digits, without + or 00.'],
    ['0030,GR,Greece,0.042', 'The prefix must be 1 to 15 digits, without + or 00.'],
    ['30,Greece,Greece,0.042', 'The country must be a code of two capitals, such as GR.'],
    ['30,ZZ,Nowhere,0.042', 'The country must be a code of two capitals, such as GR.'],
    ['31,GR,Greece,0.042', 'The prefix must begin with 30, the code of GR.'],
    ['30,GR,,0.042', 'The destination must have 1 to 80 characters.'],
    ['30,GR,Greece,0.0420001', 'The price must be an amount such as 0.042.'],
    ['30,GR,Greece,"0,042"', 'The price must be an amount such as 0.042.'],
    ['30,GR,Greece,-1', 'The price must be an amount such as 0.042.'],
    ['30,GR,Greece,free', 'The price must be an amount such as 0.042.'],
    ['30,GR,Greece,0', 'The price must be more than zero.'],
    ['30,GR,Greece', 'There must be four fields, and there are 3.'],
    ['30,GR,Greece,0.042,', 'There must be four fields, and there are 5.'],
    ['30,GR,"Greece,0.042', 'A quote is not closed.'],
  ];
  assert.deepEqual(readPriceCsv([header, ...wrong.map(([line]) => line)].join('\n')), {
    ok: false,
    problems: wrong.map(([, sentence], i) => ({ line: i + 2, sentence })),
  });
});

test('a prefix that is there twice is named with its first line', () => {
  assert.deepEqual(readPriceCsv(`${header}\n30,GR,Greece,1\n#\n30,GR,Greece,2`), {
    ok: false,
    problems: [{ line: 4, sentence: 'This prefix is in line 2 already.' }],
  });
});

test('another header and an empty list are refused', () => {
  assert.deepEqual(readPriceCsv('# a\nprefix;country;destination;price\n30;GR;Greece;1'), {
    ok: false,
    problems: [{ line: 2, sentence: 'The first line must be prefix,country,destination,price.' }],
  });
  for (const csv of ['', header, `${header}\n# 30,GR,Greece,1\n`]) {
    assert.deepEqual(readPriceCsv(csv), {
      ok: false,
      problems: [{ line: 1, sentence: 'There is no price in this file.' }],
    });
  }
});

test('the list of the demo is right and says that it is an example', () => {
  const csv = readFileSync(new URL('../../dev/demo-prices.csv', import.meta.url), 'utf8');
  assert.match(csv.split('\n')[0]!, /EXAMPLE/);
  const list = readPriceCsv(csv);
  assert.ok(list.ok);
  const countries = new Set(list.prices.map(({ country }) => country));
  const union =
    'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ');
  for (const country of [...union, 'GB', 'CH', 'NO', 'US', 'CA', 'TR', 'AE', 'AU', 'IN']) {
    assert.ok(countries.has(country), country);
  }
  assert.equal(list.prices.find(({ prefix }) => prefix === '30')?.segmentMicros, 42_000);
});

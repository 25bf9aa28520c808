import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { maxRecipients, parseRecipients } from './parse-recipients.ts';

const numbersIn = async (typed: string, home = 'GR'): Promise<string[]> =>
  (await parseRecipients(typed, home)).recipients.map(({ number }) => number);

const [maria, nikos, petra] = ['+306912345678', '+306987654321', '+306971112222'];

test('lines, commas, semicolons and tabs separate', async () => {
  const separators = ['\n', '\r\n', '\r', ',', ', ', ';', ' ; ', '\t', '，', '\n\n', ',,\n,'];
  for (const separator of separators) {
    assert.deepEqual(
      await numbersIn(`6912345678${separator}698 765 4321${separator}+30 697-111-2222`),
      [maria, nikos, petra],
      JSON.stringify(separator),
    );
  }
});

test('spaces stand inside a number or between two, wherever only one reading is possible', async () => {
  const read: [string, string[]][] = [
    ['+30 691 234 5678', [maria!]],
    ['691 234 5678', [maria!]],
    ['6912345678 6987654321', [maria!, nikos!]],
    ['6912345678 6987654321 6971112222', [maria!, nikos!, petra!]],
    ['+30 691 234 5678 +30 698 765 4321', [maria!, nikos!]],
    ['6912345678 +30 698 765 4321', [maria!, nikos!]],
    ['691 234 5678 698 765 4321', [maria!, nikos!]],
    ['6912345678 698 765 4321', [maria!, nikos!]],
    ['0030 691 234 5678 0030 698 765 4321', [maria!, nikos!]],
    ['00306912345678 00306987654321', [maria!, nikos!]],
    ['691\u00a0234\u00a05678', [maria!]],
  ];
  for (const [typed, numbers] of read) assert.deepEqual(await numbersIn(typed), numbers, typed);
  assert.deepEqual(await numbersIn('0171 2345678', 'DE'), ['+491712345678']);
  assert.deepEqual(await numbersIn('0171 2345678 0160 1234567', 'DE'), [
    '+491712345678',
    '+491601234567',
  ]);
});

test('a wrong number among right ones is named alone when each is written without spaces', async () => {
  const list = await parseRecipients('6912345678 691234567 6987654321', 'GR');
  assert.deepEqual(
    list.recipients.map(({ number }) => number),
    [maria, nikos],
  );
  assert.deepEqual(list.invalid, [
    { line: 1, typed: '691234567', reason: 'This is too short for a number in Greece.' },
  ]);
});

test('numbers that spaces do not tell apart are refused together', async () => {
  const list = await parseRecipients('691 234 5678 69 876 54', 'GR');
  assert.deepEqual(list.recipients, []);
  assert.deepEqual(list.invalid, [
    {
      line: 1,
      typed: '691 234 5678 69 876 54',
      reason: 'These numbers run into each other: write each on its own line.',
    },
  ]);
});

test('every finding has its line, and a duplicate the line of the first', async () => {
  const list = await parseRecipients(
    '+306912345678\r\n\r\n6987654321; Maria\n6912345678, +306987654321\n6,91E+09\n"697 111 2222"',
    'GR',
  );
  assert.deepEqual(list, {
    recipients: [
      { number: maria, country: 'GR', line: 1 },
      { number: nikos, country: 'GR', line: 3 },
      { number: petra, country: 'GR', line: 6 },
    ],
    repaired: [
      { line: 3, typed: '6987654321', number: nikos },
      { line: 6, typed: '"697 111 2222"', number: petra },
    ],
    invalid: [
      {
        line: 3,
        typed: 'Maria',
        reason: 'This is not a telephone number: it has letters or other signs.',
      },
      {
        line: 5,
        typed: '6,91E+09',
        reason:
          'A spreadsheet has rounded this number and its last digits are lost. Format the column as text there, and paste it again.',
      },
    ],
    duplicates: [
      { line: 4, number: maria, firstLine: 1 },
      { line: 4, number: nikos, firstLine: 3 },
    ],
    tooMany: false,
  });
});

test('nothing typed is an empty list', async () => {
  const empty = { recipients: [], repaired: [], invalid: [], duplicates: [], tooMany: false };
  assert.deepEqual(await parseRecipients('', 'GR'), empty);
  assert.deepEqual(await parseRecipients(' \n,;\t\r\n ', 'GR'), empty);
});

const entry = fc.oneof(
  fc.nat(200).map((n) => ({ ok: true, text: `69120000${String(n % 100).padStart(2, '0')}` })),
  fc.nat(200).map((n) => ({ ok: true, text: `+30 697 000 0${String(n).padStart(3, '0')}` })),
  fc
    .constantFrom('Maria', '12', '+999 1', '691234567', '6.9E+11')
    .map((text) => ({ ok: false, text })),
);

test('counts add up, lines keep their order, and each number is there once', async () => {
  const separator = fc.constantFrom('\n', '\r\n', ',', ';', '\t', ' \n ');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(entry, separator), { maxLength: 60 }), async (entries) => {
      const typed = entries.map(([{ text }, gap]) => text + gap).join('');
      const list = await parseRecipients(typed, 'GR');
      const wrong = entries.filter(([{ ok }]) => !ok).length;
      assert.equal(list.invalid.length, wrong);
      assert.equal(list.recipients.length + list.duplicates.length, entries.length - wrong);
      assert.equal(
        new Set(list.recipients.map(({ number }) => number)).size,
        list.recipients.length,
      );
      for (const found of [list.recipients, list.repaired, list.invalid, list.duplicates]) {
        const lines = found.map(({ line }) => line);
        assert.deepEqual(
          lines,
          lines.toSorted((a, b) => a - b),
        );
      }
      for (const { number, firstLine, line } of list.duplicates) {
        assert.ok(firstLine <= line);
        assert.equal(list.recipients.find((one) => one.number === number)?.line, firstLine);
      }
      const typedLines = typed.split(/\r\n|\n/);
      for (const found of [...list.repaired, ...list.invalid]) {
        assert.ok(typedLines[found.line - 1]!.includes(found.typed));
      }
    }),
  );
});

const column = (count: number): string =>
  Array.from({ length: count }, (_, i) => `69${String(10_000_000 + i)}`).join('\n');

test('100,000 numbers take less than three seconds of work, and other work runs meanwhile', async () => {
  let beats = 0;
  const beat = setInterval(() => beats++, 5);
  // Not the clock on the wall: other tests run beside this one.
  const before = process.cpuUsage();
  const list = await parseRecipients(column(maxRecipients), 'GR');
  const { user, system } = process.cpuUsage(before);
  clearInterval(beat);
  assert.equal(list.recipients.length, maxRecipients);
  assert.equal(list.tooMany, false);
  assert.ok((user + system) / 1000 < 3000, `took ${(user + system) / 1000} ms`);
  assert.ok(beats >= 10, `other work ran ${beats} times`);
});

test('one different number more is too many, one more time the same is not', async () => {
  const full = column(maxRecipients);
  assert.equal((await parseRecipients(`${full}\n6910000000`, 'GR')).tooMany, false);
  const more = await parseRecipients(`${full}\n6999999999`, 'GR');
  assert.equal(more.tooMany, true);
  assert.equal(more.recipients.length, maxRecipients);
  assert.equal((await parseRecipients('x,'.repeat(2 * maxRecipients + 1), 'GR')).tooMany, true);
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { exportFile } from './export-file.ts';
import { csvCell, harmless, writeCsv, writeJsonLines } from './write-records.ts';

describe('a text in CSV', () => {
  it('is never calculated, wherever a program may part the cells', () => {
    const parts = fc.constantFrom(
      ...['=', '+', '-', '@', '＝', '＋', '\t', '\r', '\n', ';', ',', '|', '"', "'", ' ', '\u00a0'],
      ...['1', 'cmd', 'HYPERLINK(A1)', 'γ'],
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(parts).map((some) => some.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        for (const piece of harmless(text).split(/[;,|\t\r\n"]/)) {
          assert.doesNotMatch(piece.trim(), /^[=+\-@＝＋－＠]/);
        }
        assert.doesNotMatch(harmless(text), /^[\t\r\n]/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('loses nothing: without apostrophes it is what it was', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        assert.equal(harmless(text).replaceAll("'", ''), text.replaceAll("'", ''));
      }),
    );
  });

  it('is left alone where there is nothing to calculate', () => {
    for (const text of ['Dinner at 8 - come', 'a@b.gr', '2+2=4', 'ΓΕΙΑ ΣΟΥ', ''])
      assert.equal(harmless(text), text);
  });

  it('keeps the plus and every digit of a number', () => {
    assert.equal(csvCell('+306912345678'), `"'+306912345678"`);
  });

  it('is quoted, and its quotation marks doubled (RFC 4180)', () => {
    assert.equal(csvCell('She said "no",\nand left'), '"She said ""no"",\nand left"');
  });
});

it('amounts, moments and counts stay what a spreadsheet can use', () => {
  assert.equal(csvCell(-0.042), '-0.042');
  assert.equal(csvCell(0.000001), '0.000001');
  assert.equal(csvCell(new Date(0)), '1970-01-01T00:00:00.000Z');
  assert.equal(csvCell({ delivered: 2, failed: 1 }), '"delivered 2, failed 1"');
  assert.equal(csvCell(null), '');
  assert.equal(csvCell(false), 'false');
});

it('both forms hold the same fields, in the same order', async () => {
  const file = exportFile({
    name: 'greetings',
    about: 'A greeting.',
    fields: { id: 'Its number.', words: 'The words.' },
    async *pages() {
      yield [{ id: 1, words: '=1+1' }];
      yield [{ id: 2, words: null }];
    },
  });
  const read = async (texts: AsyncIterable<string>) => {
    let whole = '';
    for await (const text of texts) whole += text;
    return whole;
  };
  assert.equal(await read(writeCsv(file, {} as never)), `\uFEFFid,words\r\n1,"'=1+1"\r\n2,\r\n`);
  assert.equal(
    await read(writeJsonLines(file, {} as never)),
    '{"id":1,"words":"=1+1"}\n{"id":2,"words":null}\n',
  );
});

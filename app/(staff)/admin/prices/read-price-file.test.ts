import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TOO_BIG } from './price-file.ts';
import { readPriceFile } from './read-price-file.ts';

const fileOf = (...parts: BlobPart[]) => new File(parts, 'list.csv');

test('a chosen file counts, else what was pasted', async () => {
  assert.deepEqual(await readPriceFile(fileOf('a,ά'), 'b'), { ok: true, csv: 'a,ά' });
  assert.deepEqual(await readPriceFile(fileOf(), 'b'), { ok: true, csv: 'b' });
  assert.deepEqual(await readPriceFile(undefined, 'b'), { ok: true, csv: 'b' });
});

test('nothing, too much and what is no UTF-8 are refused with what to do', async () => {
  const refused = async (file: File | undefined, pasted = '') => {
    const read = await readPriceFile(file, pasted);
    return read.ok ? null : [read.field, read.sentence];
  };
  assert.deepEqual(await refused(undefined), ['file', 'Choose a file, or paste the list.']);
  assert.deepEqual(await refused(fileOf('a'.repeat(2_000_001))), ['file', TOO_BIG]);
  assert.deepEqual(await refused(undefined, 'ά'.repeat(1_000_001)), ['csv', TOO_BIG]);
  const latin = await refused(fileOf(new Uint8Array([0x47, 0xe9])));
  assert.match(latin?.[1] ?? '', /no text in UTF-8/);
});

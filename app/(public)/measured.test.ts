import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { measured } from './measured.ts';

it('every figure on the landing page stands in docs/ as it was measured', () => {
  for (const { value, source } of measured) {
    const page = readFileSync(source.file, 'utf8').replace(/\s+/g, ' ');
    assert.ok(page.includes(source.words), `${source.file}: ${source.words}`);
    const figure = value.replace(/^0 of | ms$/g, '').replace(/ .*/, '');
    const isThere =
      page.includes(figure) || (figure === '1,000' && page.includes('A thousand canaries'));
    assert.ok(isThere, value);
  }
});

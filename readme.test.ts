import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { settings } from '#lib/env.ts';

it('README.md has a row for every setting, in the order of lib/env.ts', () => {
  const rows = readFileSync('README.md', 'utf8').matchAll(/^\| `([A-Z_]+)` +\|/gm);
  assert.deepEqual(
    [...rows].map(([, name]) => name),
    Object.keys(settings.shape),
  );
});

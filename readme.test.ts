import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import { settings } from '#lib/env.ts';

it('README.md has a row for every setting, in the order of lib/env.ts', () => {
  const rows = readFileSync('README.md', 'utf8').matchAll(/^\| `([A-Z_]+)` +\|/gm);
  assert.deepEqual(
    [...rows].map(([, name]) => name),
    Object.keys(settings.shape),
  );
});

it('README.md, SECURITY.md and CONTRIBUTING.md name scripts, folders and pages that exist', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const file of ['README.md', 'SECURITY.md', 'CONTRIBUTING.md']) {
    const text = readFileSync(file, 'utf8');
    const named = text.matchAll(/(?:npm run|deploy\/run \w+) ([a-z:-]+[a-z])/g);
    for (const [words, script = ''] of named) assert.ok(scripts[script], `${file}: ${words}`);
    for (const [path] of text.matchAll(/\b(?:docs|deploy)\/[\w./-]*\w/g)) {
      assert.ok(existsSync(path), `${file}: ${path}`);
    }
  }
});

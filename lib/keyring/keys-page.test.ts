import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { dataKeyKind } from '#db/schema/keys.ts';

const page = readFileSync('docs/keys.md', 'utf8');

it('docs/keys.md has every name of lib/keyring/key-names.ts', () => {
  const source = readFileSync('lib/keyring/key-names.ts', 'utf8');
  const whole = [...source.matchAll(/KeyName = '([^']+)'/g)].map(([, name = '']) => name);
  const kinds = [...source.matchAll(/`([a-z]+)\/\$\{/g)].map(([, kind = '']) => `${kind}/<`);
  const periods = dataKeyKind.enumValues.map((kind) => `${kind}/<`);
  assert.ok(whole.length >= 5 && kinds.length >= 3);
  const missing = [...whole, ...kinds, ...periods].filter((name) => !page.includes(`\`${name}`));
  assert.deepEqual(missing, [], 'say what it seals, who makes it, and what is lost with it');
});

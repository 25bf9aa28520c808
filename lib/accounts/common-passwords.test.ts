import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';
import { isCommonPassword } from './common-passwords.ts';
import { foldLetters } from './fold-letters.ts';
import { checkPassword } from './password-rules.ts';

const leaked = common['passwords-common'].map((word) => String(word).toLowerCase());
const words = Object.values(english).flatMap((list) =>
  [...list].map((word) => String(word).toLowerCase()),
);
const all = [...new Set([...leaked, ...words])];

describe('common passwords', () => {
  it('are more than 50,000, also of those that are long enough to be one, and each is refused', () => {
    const long = all.filter((word) => [...word].length >= 8);
    assert.ok(all.length >= 150_000, `${all.length}`);
    assert.ok(long.length >= 50_000, `${long.length}`);
    const taken = long.filter((word) => !isCommonPassword(foldLetters(word)));
    assert.deepEqual(taken, []);
    assert.equal(
      all.find((word) => checkPassword(word, 'zz-top') === null),
      undefined,
    );
  });

  it('are refused in capitals, with digits for letters, and with digits behind', () => {
    for (const long of all.filter((word) => /^[a-z]{14,}$/.test(word))) {
      const spelt = long.replaceAll('e', '3').replaceAll('o', '0').replaceAll('a', '4');
      for (const like of [`${long.toUpperCase()}99`, `${spelt}2026`, `1234${long}`]) {
        assert.notEqual(checkPassword(like, 'zz-top'), null, like);
      }
    }
  });

  it('reach no browser: no client component leads to the lists', () => {
    const importsOf = (file: string) =>
      [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'#([^']+)'/g)].map(
        ([, name = '']) => name,
      );
    const reached = new Set<string>();
    const walk = (file: string) => {
      // What is beside a client component and says 'use server' stays on the server.
      if (reached.has(file) || readFileSync(file, 'utf8').startsWith("'use server'")) return;
      reached.add(file);
      for (const next of importsOf(file)) walk(next);
    };
    const clients = globSync('{app,components}/**/*.tsx').filter((file) =>
      readFileSync(file, 'utf8').startsWith("'use client'"),
    );
    assert.ok(clients.length > 20);
    for (const file of clients) walk(file);
    assert.ok(![...reached].some((file) => /common-p|password-rules/.test(file)));
  });
});

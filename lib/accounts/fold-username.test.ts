import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { foldUsername } from './fold-username.ts';
import { checkUsername, tidyUsername } from './username-rules.ts';

const name = fc.string({
  unit: fc.constantFrom(...'abzlLiI1oO0.-_9éÉßΑαΝνςΣаАеЕйЙҐœŁ'),
  minLength: 3,
  maxLength: 32,
});

describe('folding a username', () => {
  it('gives the same key however often it is folded', () => {
    fc.assert(
      fc.property(fc.oneof(name, fc.string({ unit: 'grapheme' })), (username) => {
        assert.equal(foldUsername(foldUsername(username)), foldUsername(username));
      }),
      { numRuns: 2000 },
    );
  });

  it('sees no difference between cases, nor between ways to write an accent', () => {
    fc.assert(
      fc.property(name, (username) => {
        const key = foldUsername(username);
        assert.equal(foldUsername(username.toLowerCase()), key);
        assert.equal(foldUsername(username.normalize('NFD')), key);
      }),
      { numRuns: 2000 },
    );
  });

  it('makes look-alikes alike', () => {
    for (const [one, other] of [
      ['paypal', 'раураl'],
      ['Scope', 'ѕсоре'],
      ['BETA', 'ΒΕΤΑ'],
      ['lill0', '1iIlO'],
      ['anna', 'ＡＮＮＡ'],
      ['José', 'jose'],
      ['Łukasz', 'lukasz'],
      ['ΝΙΚΟΣ', 'νικος'],
    ] as const) {
      assert.equal(foldUsername(one), foldUsername(other), `${one} and ${other}`);
    }
  });

  it('keeps different names different', () => {
    const names = ['maria', 'marina', 'a.b.c', 'a-b-c', 'a_b_c', 'anna2', 'anna3', 'γιώργος'];
    assert.equal(new Set(names.map(foldUsername)).size, names.length);
  });
});

describe('a new username', () => {
  it('may be a name in Latin, Greek or Cyrillic letters with digits and . _ -', () => {
    for (const good of [
      'anna',
      'Anna.K-2_b',
      'Γιώργος',
      'Ольга',
      'a1b',
      'x'.repeat(32),
      'Ängström',
    ]) {
      assert.equal(checkUsername(tidyUsername(good)), null, good);
    }
    assert.equal(tidyUsername('  anna '), 'anna');
  });

  it('is refused when short, long, with other characters or with mixed alphabets', () => {
    for (const bad of [
      '',
      'ab',
      'x'.repeat(33),
      'an na',
      'anna@b',
      'аnna',
      '名前名前',
      '<b>',
      'ann\u0000',
      'a\u202Ebc',
      '٣٣٣',
    ]) {
      assert.match(checkUsername(tidyUsername(bad)) ?? 'accepted', /^(Choose|Use)/, bad);
    }
  });
});

import assert from 'node:assert/strict';
import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { type AccountId, newId } from '#lib/ids.ts';
import { testNumbers } from '#lib/messages/testing.ts';
import { gsmCode } from '#lib/segments/gsm-alphabet.ts';
import { makeStopToken, parseStopToken, sampleToken, stopTokenHash } from './stop-link-token.ts';

const key = createSecretKey(randomBytes(32));
const [account, another] = [newId<AccountId>(), newId<AccountId>()];

describe('the token of a link to stop', () => {
  it('is twelve characters of one septet each, none like another to the eye', () => {
    for (const number of testNumbers(2_000)) {
      const token = makeStopToken(key, account, number);
      assert.match(token, /^[0-9a-hjkmnp-tv-z]{12}$/);
      for (const character of token) assert.ok(gsmCode(character.charCodeAt(0))! <= 0x7f);
      assert.equal(parseStopToken(token), token);
    }
    assert.equal(parseStopToken(sampleToken), sampleToken);
  });

  it('is the same whenever it is made, and another for each number, account and key', () => {
    const tokens = new Set(
      testNumbers(100_000).map((number) => makeStopToken(key, account, number)),
    );
    assert.equal(tokens.size, 100_000);
    const [number] = testNumbers(1);
    assert.ok(tokens.has(makeStopToken(key, account, number!)));
    assert.ok(!tokens.has(makeStopToken(key, another, number!)));
    assert.ok(!tokens.has(makeStopToken(randomBytes(32), account, number!)));
  });

  it('uses every character about as often', () => {
    const counts = new Map<string, number>();
    for (const number of testNumbers(8_000)) {
      for (const one of makeStopToken(key, account, number)) {
        counts.set(one, (counts.get(one) ?? 0) + 1);
      }
    }
    assert.equal(counts.size, 32);
    // 3,000 expected each: ten standard deviations are 540.
    for (const [one, count] of counts) assert.ok(Math.abs(count - 3_000) < 540, `${one}: ${count}`);
  });

  it('is read in capitals and with letters that look like digits, and nothing else is', () => {
    assert.equal(parseStopToken('ABCDEFGH01KM'), 'abcdefgh01km');
    assert.equal(parseStopToken('abcdefghoIkm'), 'abcdefgh01km');
    const wrong = [
      '',
      'abcdefgh01k',
      'abcdefgh01kmm',
      'abcdefgh01ku',
      'abcdefgh 1km',
      '../../../../',
    ];
    for (const typed of [...wrong, 'abcdefgh01km\n', 'αbcdefgh01km']) {
      assert.equal(parseStopToken(typed), null, JSON.stringify(typed));
    }
  });

  it('is stored as a hash that is not the hash of anything else', () => {
    const token = makeStopToken(key, account, testNumbers(1)[0]!);
    const hash = stopTokenHash(key, token);
    assert.equal(hash.length, 16);
    assert.deepEqual(stopTokenHash(key, token), hash);
    assert.notDeepEqual(stopTokenHash(randomBytes(32), token), hash);
  });
});

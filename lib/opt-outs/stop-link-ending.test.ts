import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type AccountId, newId } from '#lib/ids.ts';
import { testNumbers } from '#lib/messages/testing.ts';
import { countSegments, maxSegments } from '#lib/segments/count-segments.ts';
import { encodeParts, type Writing } from '#lib/segments/encode-parts.ts';
import { suggestTwins } from '#lib/segments/suggest-twins.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { endsInStopLink, sampleStopLinkEnding, stopLinkEnding } from './stop-link-ending.ts';
import { makeStopToken } from './stop-link-token.ts';

applyTestSettings({ APP_ORIGIN: 'https://sms.example.com', STOP_LINKS: 'true' });

const key = randomBytes(32);
const account = newId<AccountId>();
const anyNumber = fc.nat(50_000_000).map((start) => testNumbers(1, start)[0]!);
const anyText = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'aβ€@Ω\n{ č😀'), maxLength: 1_600 }),
  fc.string({ unit: fc.constantFrom(...'abc €^'), minLength: 60, maxLength: 1_500 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
);

describe('the ending of a text with a link to stop', () => {
  it('is one short line that a phone makes a link of', () => {
    assert.equal(sampleStopLinkEnding(), '\nStop: https://sms.example.com/stop/xxxxxxxxxxxx');
    assert.ok(countSegments(sampleStopLinkEnding()).units <= 50);
  });

  it('stands behind texts of brands, where the operator wants it, and of nobody who can be answered', () => {
    assert.equal(endsInStopLink({ kind: 'brand' }), true);
    assert.equal(endsInStopLink({ kind: 'number' }), false);
  });

  it('rule T8: what is counted with the sample is what leaves, for any text, recipient and writing', () => {
    const writings: Writing[] = [
      { alphabet: 'gsm', longText: 'udh' },
      { alphabet: 'gsmPacked', longText: 'udh' },
      { alphabet: 'gsm', longText: 'sar' },
    ];
    fc.assert(
      fc.property(anyText, anyNumber, fc.constantFrom(...writings), (text, number, writing) => {
        const counted = countSegments(text + sampleStopLinkEnding());
        fc.pre(counted.segments <= maxSegments);
        const whole = text + stopLinkEnding(makeStopToken(key, account, number));
        assert.deepEqual(countSegments(whole), counted);
        assert.equal(encodeParts(whole, 1, writing)!.length, counted.segments);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never changes how a text travels', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { encoding } = countSegments(text + sampleStopLinkEnding());
        assert.equal(encoding, countSegments(text).encoding);
      }),
    );
  });

  it('is counted in cheaper spellings, which are offered without it', () => {
    const ending = sampleStopLinkEnding();
    // 130 letters are one SMS alone, and two with the ending: leaving out the accents saves nothing.
    const text = `${'a'.repeat(129)}č`;
    const [plain] = suggestTwins(text);
    assert.deepEqual([plain?.count.segments, plain?.text], [1, `${'a'.repeat(129)}c`]);
    const [with2] = suggestTwins(text, ending);
    assert.deepEqual([with2?.count.segments, with2?.text], [2, `${'a'.repeat(129)}c`]);
    fc.assert(
      fc.property(anyText, (any) => {
        for (const twin of suggestTwins(any, ending)) {
          assert.deepEqual(twin.count, countSegments(twin.text + ending));
          assert.ok(twin.count.segments < countSegments(any + ending).segments);
        }
      }),
    );
  });
});

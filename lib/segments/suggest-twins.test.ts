import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { countSegments } from './count-segments.ts';
import { isGsmText } from './is-gsm-text.ts';
import { greekCapitals, plainLetters, plainPunctuation, withoutEmoji } from './plainer-text.ts';
import { suggestTwins } from './suggest-twins.ts';

test('Greek becomes capitals of GSM, in the shape that a reader knows', () => {
  assert.equal(greekCapitals('Καλημέρα'), 'KAΛHMEPA');
  assert.equal(greekCapitals('Ο Όμηρος, ΐ ΰ ϊ ϋ ς'), 'O OMHPOΣ, I Y I Y Σ');
  assert.equal(greekCapitals('ᾳ ᾧ Ἀθῆναι'), 'A Ω AΘHNAI');
  assert.ok(isGsmText(greekCapitals('αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰΆΈΉΊΌΎΏΪΫ')));
});

test('other letters stay when Greek becomes capitals', () => {
  assert.equal(greekCapitals('Γεια John, 5 µm'), 'ΓEIA John, 5 µm');
});

test('letters lose an accent only when GSM does not have them', () => {
  assert.equal(plainLetters('café ço çedilha Łódź Þór œuvre'), 'café co cedilha Lodz Thor oeuvre');
  assert.equal(plainLetters('e\u0301 漢 ж ά'), 'é 漢 ж ά');
});

test('typographic signs become those of a keyboard', () => {
  assert.equal(plainPunctuation('“Hi”\u00a0– it’s… «ok»\u200b'), '"Hi" - it\'s... "ok"');
  assert.equal(plainPunctuation('a\tb\u2028c\r\nd'), 'a b\nc\nd');
  assert.equal(plainPunctuation('© 2026 ®™'), '(c) 2026 (R)(TM)');
});

test('emoji go with the space before them, signs of trade stay', () => {
  assert.equal(withoutEmoji('Hi 👍🏽 there 👩‍👧! 🇬🇷 1️⃣ ❤️ ©'), 'Hi there! ©');
  assert.equal(withoutEmoji('😀 Hello'), 'Hello');
});

test('a Greek text of two SMS is offered as one', () => {
  const [twin, ...more] = suggestTwins('Καλημέρα σας! '.repeat(6));
  assert.equal(twin!.kind, 'greek-capitals');
  assert.equal(twin!.label, 'Greek capitals');
  assert.equal(twin!.text, 'KAΛHMEPA ΣAΣ! '.repeat(6));
  assert.equal(twin!.count.segments, 1);
  assert.deepEqual(more, []);
});

test('two changes are offered together when neither saves by itself', () => {
  const text = `${'Καλημέρα σας! '.repeat(6)}…“`;
  assert.deepEqual(
    suggestTwins(text).map(({ kind, label, count }) => [kind, label, count.segments]),
    [['greek-capitals', 'Greek capitals, plain quotes and dashes', 1]],
  );
});

test('a change that saves nothing more is not offered', () => {
  const text = `“Łódź” ${'a'.repeat(100)} 😀`;
  assert.deepEqual(
    suggestTwins(text).map(({ label, count }) => [label, count.segments]),
    [['No emoji, letters without accents, plain quotes and dashes', 1]],
  );
});

test('nothing is offered where nothing is saved', () => {
  assert.deepEqual(suggestTwins(''), []);
  assert.deepEqual(suggestTwins('Καλημέρα'), []);
  assert.deepEqual(suggestTwins('a'.repeat(500)), []);
  assert.deepEqual(suggestTwins('漢'.repeat(100)), []);
});

test('each twin is cheaper than the text, counted rightly, and different; the cheapest is first', () => {
  const letters = [...'Καλημέρα Άγγελε! Łódź “ok” – … 😀👍🏽 abc é€[]\u00a0', '👩‍👧', '漢'];
  // Few long texts: a twin needs two SMS to begin with.
  const text = fc
    .array(fc.constantFrom(...letters), { minLength: 60, maxLength: 300 })
    .map((found) => found.join(''));
  fc.assert(
    fc.property(text, (written) => {
      const before = countSegments(written).segments;
      const twins = suggestTwins(written);
      for (const twin of twins) {
        assert.ok(twin.count.segments < before && twin.count.segments > 0);
        assert.deepEqual(countSegments(twin.text), twin.count);
        assert.notEqual(twin.text, written);
      }
      const prices = twins.map(({ count }) => count.segments);
      assert.deepEqual(
        prices,
        prices.toSorted((a, b) => a - b),
      );
      assert.equal(new Set(twins.map(({ text }) => text)).size, twins.length);
    }),
  );
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { statementFacts } from './statement-facts.ts';

const stated = {
  statement: 'receipt of destruction',
  version: 1,
  batch: 'b',
  message: null,
  destroyedAt: '2026-11-27T22:30:00.000Z',
  why: 'retention',
  recipients: 1,
  segments: 2,
  left: [{ what: 'Numbers', until: '2027-01-01T00:00:00.000Z' }],
};

describe('a statement in words', () => {
  it('says what happened and every fact, times in the zone asked for', () => {
    const words = statementFacts(JSON.stringify(stated), 'Europe/Athens')!;
    assert.equal(words.title, 'Receipt of destruction');
    assert.match(
      words.sentence!,
      /^The text of send b to 1 recipient was .* 28 November 2026 at 00:30/,
    );
    assert.deepEqual(words.facts.at(-1), { term: 'Length', value: '2 SMS for each recipient' });
    assert.match(words.left[0]!.value, /^1 January 2027 at 02:00:00/);
    const one = statementFacts(JSON.stringify({ ...stated, message: 'm', recipients: null }))!;
    assert.match(one.sentence!, /^The text of message m was destroyed/);
  });

  it('shows statements of other kinds as they stand, leaving nothing out', () => {
    const words = statementFacts('{"statement":"certificate","username hash":"a","left":3}')!;
    assert.deepEqual(words, {
      title: 'Certificate',
      sentence: null,
      facts: [{ term: 'username hash', value: 'a' }],
      left: [],
      publicKey: null,
      service: null,
    });
  });

  it('steers no terminal and throws at nothing, whatever somebody signed', () => {
    const evil = '\u001b[2J\u202e';
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (value, left) => {
        const text = JSON.stringify({
          ...{ ...stated, [evil]: value, left: [left, value] },
          ...{ statement: `receipt${evil}`, batch: evil, destroyedAt: value, why: value },
        });
        const words = statementFacts(text)!;
        const all = [words.title, ...[...words.facts, ...words.left].flatMap(Object.values)];
        assert.doesNotMatch(all.join(''), /\p{C}/u);
      }),
    );
    fc.assert(fc.property(fc.json(), (text) => void statementFacts(text)));
    assert.equal(statementFacts('[]'), null);
    assert.equal(statementFacts('no'), null);
  });
});

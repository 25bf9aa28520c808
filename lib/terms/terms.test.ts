import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { currentTerms, termsClauses } from './terms.ts';
import { changesSince, termsVersions } from './versions.ts';

const facts = {
  OPERATOR_COMPANY: 'Example Ltd',
  OPERATOR_SIGNATORY: 'A. Person',
  SMSC_PROVIDER_NAME: 'Example Mobile',
  DATA_LOCATION: 'the United States',
  HISTORY_SENTENCE: 'Running since 2007.',
};

test('the contract has fifteen numbered clauses', () => {
  const clauses = termsClauses(facts);
  assert.deepEqual(
    clauses.map((clause) => clause.number),
    Array.from({ length: 15 }, (_, index) => index + 1),
  );
  for (const { title, text } of clauses) {
    assert.ok(title && text);
    assert.doesNotMatch(text, /!/);
  }
});

test("the operator's facts stand in the contract", () => {
  const text = termsClauses(facts)
    .map((clause) => clause.text)
    .join('\n');
  assert.match(text, /Example Mobile/);
  assert.match(text, /the United States/);
  assert.match(text, /Running since 2007/);
});

test('the cookie clause names every cookie', () => {
  const cookies = termsClauses(facts).at(-1)!;
  for (const name of ['_session', 'mp_', 'accept_cookies'])
    assert.ok(cookies.text.includes(name), name);
});

test('other words are another version: each version has the words that it was accepted with', () => {
  const words = termsClauses(facts).map(({ title, text }) => `${title}\n${text}\n`);
  const fingerprint = createHash('sha256').update(words.join('')).digest('hex').slice(0, 16);
  assert.deepEqual(
    [currentTerms.version, fingerprint],
    ['2', 'a2bc69b3d4b8304b'],
    'Add a version to versions.ts, with what changed in plain words, and its fingerprint here.',
  );
});

test('versions stand in order, each later one with what changed in a clause that there is', () => {
  const numbers = termsVersions.map(({ version }) => Number(version));
  assert.deepEqual(
    numbers,
    termsVersions.map((_, at) => termsVersions.length - at),
  );
  const dates = termsVersions.map(({ date }) => date);
  assert.deepEqual(dates, dates.toSorted().toReversed());
  for (const { changes } of termsVersions.slice(0, -1)) {
    assert.ok(changes.length > 0);
    for (const { clause, words } of changes) assert.ok(clause >= 1 && clause <= 15 && words);
  }
});

test('what changed is told since the version that was accepted, and all of it where that is unknown', () => {
  const since = (version: string) => changesSince(version).map((each) => each.version);
  assert.deepEqual(since(currentTerms.version), []);
  assert.deepEqual(since('1'), ['2']);
  assert.deepEqual(since('an older version'), ['2']);
});

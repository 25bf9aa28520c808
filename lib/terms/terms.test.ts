import assert from 'node:assert/strict';
import { test } from 'node:test';
import { termsClauses } from './terms.ts';

const facts = {
  OPERATOR_COMPANY: 'Example Ltd',
  OPERATOR_SIGNATORY: 'A. Person',
  SMSC_PROVIDER_NAME: 'Example Mobile',
  DATA_LOCATION: 'the United States',
  HISTORY_SENTENCE: 'Running since 2007.',
};

test('the contract has fifteen numbered clauses, each with what the software does about it', () => {
  const clauses = termsClauses(facts);
  assert.deepEqual(
    clauses.map((clause) => clause.number),
    Array.from({ length: 15 }, (_, index) => index + 1),
  );
  for (const { title, text, software } of clauses) {
    assert.ok(title && text && software);
    assert.doesNotMatch(text + software, /!/);
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

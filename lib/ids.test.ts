import assert from 'node:assert/strict';
import { it } from 'node:test';
import { firstIdAt, idTimeMs, type MessageId, newId, newIds, parseId, type UserId } from './ids.ts';

it('makes many ids that sort in their order, each of them valid and alone', () => {
  const ids = newIds<MessageId>(100_000, 1_764_000_000_123);
  assert.deepEqual(ids, [...ids].sort());
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids.slice(0, 100)) {
    assert.equal(parseId(id), id);
    assert.equal(idTimeMs(id), 1_764_000_000_123);
  }
});

it('makes ids that carry their time', () => {
  const id = newId<UserId>(1_764_000_000_123);
  assert.equal(idTimeMs(id), 1_764_000_000_123);
});

it('reads ids and nothing else', () => {
  assert.equal(parseId('nonsense'), null);
  assert.equal(parseId(''), null);
  assert.equal(parseId('00000000-0000-4000-8000-000000000000'), null);
});

it('finds the border between the ids of one millisecond and the next', () => {
  const border = firstIdAt<UserId>(1_764_000_000_123);
  for (let i = 0; i < 100; i++) {
    assert.ok(newId<UserId>(1_764_000_000_122) < border);
    assert.ok(newId<UserId>(1_764_000_000_123) > border);
  }
});

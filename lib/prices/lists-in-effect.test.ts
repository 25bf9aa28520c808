import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type DatedList, listInEffect, nextInEffect } from './lists-in-effect.ts';

const list = (id: number, from: number, until: number | null = null): DatedList => ({
  ...{ id, source: 'test', currency: 'EUR', effectiveFrom: new Date(from) },
  effectiveUntil: until === null ? null : new Date(until),
});
/** As `readDatedLists` sorts them. */
const sorted = (lists: DatedList[]) =>
  lists.toSorted((a, b) => +b.effectiveFrom - +a.effectiveFrom || b.id - a.id);
const idAt = (lists: DatedList[], at: number) =>
  listInEffect(sorted(lists), new Date(at))?.id ?? null;

test('the newest beginning prices, from its first moment to the one before its end', () => {
  const lists = [list(1, 10), list(2, 20, 30), list(3, 20, 30)];
  assert.deepEqual(
    [9, 10, 19, 20, 29, 30].map((at) => idAt(lists, at)),
    [null, 1, 1, 3, 3, 1],
  );
});

test('a list whose time is over and that nothing follows leaves nothing priced', () => {
  const lists = [list(1, 10, 20)];
  assert.equal(idAt(lists, 20), null);
  assert.deepEqual(nextInEffect(lists, new Date(15)), { at: new Date(20), list: null });
  assert.equal(nextInEffect(lists, new Date(20)), null);
});

test('a list for some time is followed by the one before it', () => {
  const lists = sorted([list(1, 10), list(2, 20, 30)]);
  assert.equal(nextInEffect(lists, new Date(25))?.list?.id, 1);
  assert.equal(nextInEffect(lists, new Date(30)), null);
});

const moment = fc.integer({ min: 0, max: 12 });
const anyLists = fc
  .array(fc.tuple(moment, fc.option(fc.integer({ min: 1, max: 6 }))), { maxLength: 6 })
  .map((rows) =>
    sorted(rows.map(([from, length], i) => list(i + 1, from, length && from + length))),
  );

test('until the next change the same list prices, and at it another', () => {
  fc.assert(
    fc.property(anyLists, moment, (lists, now) => {
      const next = nextInEffect(lists, new Date(now));
      const end = next ? +next.at : 30;
      for (let at = now; at < end; at++) assert.equal(idAt(lists, at), idAt(lists, now));
      if (!next) return;
      assert.ok(end > now);
      assert.notEqual(idAt(lists, end), idAt(lists, now));
      assert.equal(next.list?.id ?? null, idAt(lists, end));
    }),
  );
});

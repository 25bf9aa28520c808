import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cutPage } from './cut-page.ts';

const rows = [{ id: 7 }, { id: 5 }, { id: 3 }];
const cut = (limit: number) => cutPage(rows, limit, ({ id }) => id);

describe('a page of a list', () => {
  it('is followed by another where a row more was found, which begins after its last row', () => {
    assert.deepEqual(cut(2), { page: [{ id: 7 }, { id: 5 }], next: 5 });
  });

  it('is the last one where all fit, or there is nothing', () => {
    assert.deepEqual(cut(3), { page: rows, next: null });
    assert.deepEqual(
      cutPage([], 3, () => 0),
      { page: [], next: null },
    );
  });
});

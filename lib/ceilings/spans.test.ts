import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { spanEnd, spanStart, spans } from './spans.ts';

const at = fc.date({
  min: new Date('2020-01-01'),
  max: new Date('2100-01-01'),
  noInvalidDate: true,
});

test('a moment is in its span, and the next span begins where it ends', () => {
  fc.assert(
    fc.property(at, fc.constantFrom(...spans), (moment, span) => {
      const [start, end] = [spanStart(span, moment), spanEnd(span, moment)];
      assert.ok(start <= moment && moment < end);
      assert.deepEqual(spanStart(span, end), end);
      assert.deepEqual(spanStart(span, start), start);
      assert.deepEqual(spanStart(span, new Date(end.getTime() - 1)), start);
    }),
  );
});

test('hours, days and months are those of UTC', () => {
  const moment = new Date('2026-12-31T23:59:59.999Z');
  const starts = spans.map((span) => spanStart(span, moment).toISOString());
  assert.deepEqual(starts, [
    '2026-12-31T23:00:00.000Z',
    '2026-12-31T00:00:00.000Z',
    '2026-12-01T00:00:00.000Z',
  ]);
  for (const span of spans) {
    assert.equal(spanEnd(span, moment).toISOString(), '2027-01-01T00:00:00.000Z');
  }
});

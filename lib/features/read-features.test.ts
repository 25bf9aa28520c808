import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { countUses } from './count-uses.ts';
import { everyFeatureUse, featureUse } from './feature-events.ts';
import { readFeatures } from './read-features.ts';

applyTestSettings();
const ground = await openTestGround();
const { support } = await castOf(ground);
const now = new Date('2026-11-28T12:00:00Z');
const use = featureUse('batch_sent')!;
const brand = featureUse('sender_added', 'brand')!;

await countUses(ground.db, [use, use, brand], new Date('2026-11-28T00:00:01Z'));
await countUses(ground.db, [use], new Date('2026-11-27T23:59:59Z'));
await countUses(ground.db, [use], new Date('2026-11-22T10:00:00Z'));
await countUses(ground.db, [brand], new Date('2025-01-01T10:00:00Z'));

const lineOf = async (span: 'day' | 'week', event: string, value?: string) => {
  const { lines, spans } = await readFeatures(support, span, now);
  assert.equal(lines.length, everyFeatureUse.length);
  const line = lines.find((each) => each.event === event && each.property?.value === value)!;
  assert.equal(line.times.length, spans.length);
  return { ...line, spans };
};

describe('how often features are used', () => {
  it('is told by day', async () => {
    const { times, total, lastDay, spans } = await lineOf('day', 'batch_sent');
    assert.deepEqual([spans.length, spans.at(-1)], [30, '2026-11-28']);
    assert.deepEqual(times.slice(-8), [0, 1, 0, 0, 0, 0, 1, 2]);
    assert.deepEqual([total, lastDay], [4, '2026-11-28']);
  });

  it('is told by week, from Monday', async () => {
    const { times, spans } = await lineOf('week', 'batch_sent');
    assert.deepEqual([spans.length, spans.at(-1)], [26, '2026-11-23']);
    assert.deepEqual(times.slice(-3), [0, 1, 3]);
  });

  it('knows what was used long ago, and what never was', async () => {
    const { total, lastDay } = await lineOf('day', 'sender_added', 'brand');
    assert.deepEqual([total, lastDay], [1, '2026-11-28']);
    assert.equal((await lineOf('day', 'sender_added', 'number')).lastDay, null);
  });

  it('is counted together when two processes count at once', async () => {
    const day = new Date('2026-11-20T10:00:00Z');
    await Promise.all(Array.from({ length: 20 }, () => countUses(ground.db, [brand, use], day)));
    const { times, spans } = await lineOf('day', 'batch_sent');
    assert.equal(times[spans.indexOf('2026-11-20')], 20);
  });
});

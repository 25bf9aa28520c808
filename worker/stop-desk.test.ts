import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WorkerContext } from '#lib/context.ts';
import { StopDesk } from './stop-desk.ts';

test('STOP that a database never answers is refused in time, and holds up none that follows', async () => {
  let asked = 0;
  const where = () => {
    asked++;
    return new Promise(() => {});
  };
  const db = { select: () => ({ from: () => ({ where }) }) };
  const desk = new StopDesk({ db } as unknown as WorkerContext, 50);
  const stop = { from: '306980000000', to: '306970000000', text: 'STOP', part: null };
  const taken = await Promise.allSettled([desk.take(stop), desk.take(stop)]);
  assert.deepEqual(
    taken.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  assert.equal(asked, 2);
});

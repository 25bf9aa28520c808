import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { isDeadNeighbour, newWorkerId } from './worker-id.ts';

const mine = newWorkerId();
/** The same name with another process number. */
const named = (pid: number | string) => mine.replace(`-${process.pid}-`, `-${pid}-`);

test('D3 a worker whose process has ended here is dead, one that runs is not', () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  assert.equal(isDeadNeighbour(named(pid)), true);
  assert.equal(isDeadNeighbour(mine), false);
  assert.equal(isDeadNeighbour(named(1)), false);
});

test('D3 of a worker elsewhere nobody can say that it is dead', () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  assert.equal(isDeadNeighbour(`elsewhere-${named(pid)}`), false);
  assert.equal(isDeadNeighbour(named('none')), false);
  assert.equal(isDeadNeighbour('test-worker'), false);
});

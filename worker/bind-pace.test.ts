import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BindPace } from './bind-pace.ts';
import { bindRespLayout, command } from './smpp/commands.ts';
import { startRawSmsc } from './smpp/testing.ts';
import { openRoad, until } from './testing.ts';
import { defaultTimings } from './timings.ts';

const road = await openRoad({ binds: 3 });

test('S5 wrong credentials: several binds together never ask twice in a second, and less and less', async (t) => {
  const attempts: number[] = [];
  const smsc = await startRawSmsc(t, {
    bindTransceiver: (peer, { sequence }) => {
      attempts.push(performance.now());
      const head = { commandId: command.bindTransceiverResp, commandStatus: 0x0e, sequence };
      peer.send(head, bindRespLayout, { systemId: '', tlvs: [] });
    },
  });
  await road.changeProvider({ port: smsc.port });
  const { firstReconnectMs, longestReconnectMs } = defaultTimings;
  const worker = await road.startWorker({ firstReconnectMs, longestReconnectMs });
  await until('it has tried four times', () => attempts.length === 4);
  const waits = attempts.slice(1).map((at, index) => at - attempts[index]!);
  assert.ok(Math.min(...waits) >= 1_000, `${waits}`);
  assert.ok(waits[2]! >= 4_000, `${waits}`);
  const health = worker.health();
  assert.equal(health.ok, false);
  assert.ok(health.binds.some(({ state }) => state === 'refused'));
  await worker.stop();
});

test('S5 the wait doubles from 1 to 2 s, with jitter, up to 60 s; a bind or new settings end it', () => {
  const pace = new BindPace(defaultTimings);
  const waits: number[] = [];
  for (let i = 0; i < 10; i++) {
    pace.begin();
    pace.end(false);
    waits.push(pace.waitMs);
  }
  for (const [i, waitMs] of waits.entries()) {
    const longest = Math.min(60_000, 2_000 * 2 ** i);
    assert.ok(waitMs <= longest && waitMs > longest / 2 - 50, `${i}: ${waitMs}`);
  }
  pace.reset();
  assert.ok(pace.waitMs <= 1_000 && pace.waitMs > 900, 'still not twice in a second');
  pace.begin();
  assert.ok(pace.waitMs > 0, 'one attempt at a time');
  pace.end(true);
  pace.dropped();
  assert.ok(pace.waitMs >= 1_000 - 50 && pace.waitMs <= 2_000);
});

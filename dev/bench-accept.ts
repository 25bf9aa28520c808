import { monitorEventLoopDelay } from 'node:perf_hooks';
import { onBenchGround } from '#dev/bench-ground.ts';
import { acceptTestBatch } from '#lib/messages/testing.ts';

// node dev/bench-accept.ts   how long accepting a batch takes on this machine, as a share of the limit

const limitsMs = { 10000: 1_000, 100000: 10_000 };

await onBenchGround(async ({ ground, ctx }) => {
  await acceptTestBatch(ground, ctx, { count: 1 });
  for (const [recipients, limitMs] of Object.entries(limitsMs)) {
    for (let round = 0; round < 3; round++) {
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      const start = performance.now();
      await acceptTestBatch(ground, ctx, { count: Number(recipients) });
      const ms = performance.now() - start;
      delay.disable();
      const longestMs = (delay.max / 1e6).toFixed(0);
      console.log(
        `${recipients} recipients: ${ms.toFixed(0)} ms, ${(ms / limitMs).toFixed(2)} of the limit; event loop away for at most ${longestMs} ms`,
      );
    }
  }
});

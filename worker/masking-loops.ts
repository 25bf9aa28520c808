import type { WorkerContext } from '#lib/context.ts';
import { mendMaskingKeys, refillMaskingKeys } from '#lib/masking/refill-masking-keys.ts';
import { resealWaiting } from '#lib/masking/reseal-waiting.ts';
import type { BatchCache } from './batch-cache.ts';
import type { Recounter } from './recounter.ts';
import { type Loop, startLoop } from './steps.ts';

const refillMs = 2_000;
/** Where nobody counted: what was cancelled or ended outside this worker. */
const burnMs = 2_000;
const resealMs = 60_000;
const mendMs = 300_000;
const sweepMs = 10_000;

/** What keeps masked content masked: pairs ready, spent ones destroyed, waiting ones renewed, nothing remembered. */
export const startMasking = (
  ctx: WorkerContext,
  recounter: Recounter,
  cache: BatchCache,
): Loop[] => [
  startLoop({
    name: 'refill masking keys',
    step: async () => (await refillMaskingKeys(ctx)) > 0,
    idleMs: refillMs,
  }),
  startLoop({ name: 'burn', step: () => recounter.burn(), idleMs: burnMs }),
  startLoop({
    name: 'reseal',
    step: async () => (await resealWaiting(ctx)) > 0,
    idleMs: resealMs,
  }),
  startLoop({
    name: 'mend masking keys',
    step: async () => {
      await mendMaskingKeys(ctx);
      return false;
    },
    idleMs: mendMs,
  }),
  startLoop({
    name: 'forget texts',
    step: async () => {
      cache.sweep();
      return false;
    },
    idleMs: sweepMs,
  }),
];

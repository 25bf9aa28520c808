import type { WorkerContext } from '#lib/context.ts';
import { proveMoney } from '#lib/ledger/prove-money.ts';
import { type Loop, type Step, startLoop } from './steps.ts';

const hourMs = 3_600_000;
/** A worker that has just started has other things to do. */
const firstLookMs = 300_000;

/** Looks once an hour whether the books have been proved today. */
export function startProof(ctx: WorkerContext): Loop {
  let idleMs = firstLookMs;
  let isFirst = true;
  const step: Step = async () => {
    if (!isFirst) {
      idleMs = hourMs;
      await proveMoney(ctx);
    }
    isFirst = false;
    return false;
  };
  return startLoop({ name: 'prove money', step, idleMs: () => idleMs });
}

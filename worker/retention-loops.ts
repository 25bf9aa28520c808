import type { WorkerContext } from '#lib/context.ts';
import { sweepInvoices } from '#lib/invoices/sweep-invoices.ts';
import { dropEmptyMonths } from '#lib/retention/drop-empty-months.ts';
import { endDataKeys } from '#lib/retention/end-data-keys.ts';
import { removeRows } from '#lib/retention/remove-rows.ts';
import { sweepDataKeys } from '#lib/retention/sweep-data-keys.ts';
import { type Loop, Signal, type Step, startLoop } from './steps.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const lookForRowsMs = 60_000;
/** Removing rows takes at most a quarter of the time, however many there are. */
const restFactor = 3;

/** What makes data go when its time has come: keys first, then what they sealed. */
export function startRetention(ctx: WorkerContext): Loop[] {
  const ended = new Signal();
  const endKeys: Step = async () => {
    if ((await endDataKeys(ctx)) === 0) return false;
    ended.raise();
    return true;
  };
  const sweepOldInvoices: Step = async () => (await sweepInvoices(ctx)) > 0;
  return [
    startLoop({ name: 'end data keys', step: endKeys, idleMs: hourMs }),
    startRemoval(ctx, ended),
    startLoop({ name: 'sweep data keys', step: once(() => sweepDataKeys(ctx)), idleMs: hourMs }),
    startLoop({ name: 'drop empty months', step: once(() => dropEmptyMonths(ctx)), idleMs: dayMs }),
    startLoop({ name: 'sweep invoices', step: sweepOldInvoices, idleMs: dayMs }),
  ];
}

/** A small step, then a rest three times as long: whoever sends meanwhile has the database. */
function startRemoval(ctx: WorkerContext, ended: Signal): Loop {
  let restMs = lookForRowsMs;
  const step: Step = async () => {
    const startMs = performance.now();
    const removed = await removeRows(ctx);
    restMs = removed === null ? lookForRowsMs : (performance.now() - startMs) * restFactor;
    return false;
  };
  return startLoop({ name: 'remove rows', step, idleMs: () => restMs, signal: ended });
}

const once =
  (work: () => Promise<unknown>): Step =>
  async () => {
    await work();
    return false;
  };

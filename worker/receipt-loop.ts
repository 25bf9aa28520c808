import type postgres from 'postgres';
import type { WorkerContext } from '#lib/context.ts';
import { RECEIPTS_CHANNEL } from '#lib/receipts/ask-for-receipt.ts';
import { signReceipts } from '#lib/receipts/sign-receipts.ts';
import { type Loop, Signal, startLoop } from './steps.ts';

/** Where a notification was lost, and for keys that this process remembered. */
const idleMs = 5_000;

/** Signs receipts of destruction as soon as a customer asks for one. `stop` stops the loop too. */
export async function startReceipts(
  ctx: WorkerContext,
  sql: postgres.Sql,
): Promise<{ loop: Loop; stop: () => Promise<void> }> {
  const signal = new Signal();
  const loop = startLoop({
    name: 'receipts of destruction',
    step: async () => (await signReceipts(ctx)) > 0,
    idleMs,
    signal,
  });
  const raise = () => signal.raise();
  const listening = await sql.listen(RECEIPTS_CHANNEL, raise, raise);
  const stop = async () => {
    await listening.unlisten();
    await loop.stop();
  };
  return { loop, stop };
}

import { sql } from 'drizzle-orm';
import { destructionReceipts } from '#db/schema/keys.ts';
import type { CustomerContext } from '#lib/context.ts';
import { newId } from '#lib/ids.ts';
import { isDestroyed, type ReceiptOf } from './is-destroyed.ts';
import { readReceipt } from './read-receipt.ts';

/** Wakes the workers that sign. */
export const RECEIPTS_CHANNEL = 'receipts';

const lookEveryMs = 100;

/** `signed`: whether a worker has signed it already. */
export type AskResult = { ok: true; signed: boolean } | { ok: false; sentence: string };

/**
 * Asks for a receipt of destruction of one of the customer's batches, or of one message of it, and waits for `waitMs` at
 * most for a worker to sign it. Asked again, it is the same receipt. Refuses while the content is still there.
 */
export async function askForReceipt(
  ctx: CustomerContext,
  of: ReceiptOf,
  waitMs = 4_000,
): Promise<AskResult> {
  const endMs = performance.now() + waitMs;
  // What is destroyed stays so: nothing has to be held while the row is written.
  if (!(await isDestroyed(ctx, of))) {
    return { ok: false, sentence: 'There is nothing here whose content was destroyed.' };
  }
  await ctx.db.transaction(async (tx) => {
    await tx
      .insert(destructionReceipts)
      .values({ accountId: ctx.actor.accountId, id: newId(), ...of })
      .onConflictDoNothing();
    await tx.execute(sql`select pg_notify(${RECEIPTS_CHANNEL}, '')`);
  });
  for (;;) {
    const receipt = await readReceipt(ctx, of);
    if (receipt?.signed) return { ok: true, signed: true };
    if (performance.now() >= endMs) return { ok: true, signed: false };
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

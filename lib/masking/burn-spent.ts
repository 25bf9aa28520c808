import { and, eq, sql } from 'drizzle-orm';
import { maskingKeys } from '#db/schema/keys.ts';
import { batches } from '#db/schema/messages.ts';
import type { WorkerContext } from '#lib/context.ts';
import type { AccountId, BatchId, MaskingKeyId } from '#lib/ids.ts';
import type { KeyName } from '#lib/keyring/keyring.ts';

const atOnce = 200;

/**
 * Destroys the content of masked batches of which nothing has to leave any more: every message was handed over, or ended
 * otherwise. First the private half, for good; then the row says so and drops what cannot be opened. A message never
 * comes back from such a state to the queue, so two workers at once, or a second try after a crash, do no harm. Returns
 * the batches; call it again until there are none.
 */
export async function burnSpent(ctx: WorkerContext): Promise<BatchId[]> {
  const spent = await ctx.db.execute<{
    account_id: AccountId;
    id: BatchId;
    content_key: KeyName;
  }>(sql`
    select account_id, id, content_key from batches
    where content_box is not null and not jsonb_exists_any(counts, array['queued', 'sending'])
    limit ${atOnce}`);
  for (const { account_id, id, content_key } of spent) {
    await ctx.workerKeyring.destroy(content_key);
    await ctx.db
      .update(batches)
      .set({
        contentBox: null,
        contentSealed: Buffer.alloc(0),
        contentDestroyedAt: sql`now()`,
        contentDestroyedWhy: 'masked',
      })
      .where(
        and(
          eq(batches.accountId, account_id),
          eq(batches.id, id),
          eq(batches.contentKey, content_key),
        ),
      );
    await ctx.db.delete(maskingKeys).where(eq(maskingKeys.id, keyIdOf(content_key)));
  }
  return spent.map(({ id }) => id);
}

const keyIdOf = (name: KeyName): MaskingKeyId => name.slice(name.indexOf('/') + 1) as MaskingKeyId;

import { and, desc, eq, lt } from 'drizzle-orm';
import { batches } from '#db/schema/messages.ts';
import type { StaffContext } from '#lib/context.ts';
import { cutPage } from '#lib/cut-page.ts';
import type { AccountId, BatchId } from '#lib/ids.ts';
import { isCustomersOwn } from '#lib/messages/customers-own.ts';
import { mayLook } from './may-look.ts';

/** What staff see of a send without an access: ids, states, counts, times and money. Nothing of it is sealed. */
const columns = {
  id: batches.id,
  acceptedAt: batches.acceptedAt,
  sendAt: batches.sendAt,
  validUntil: batches.validUntil,
  senderKind: batches.senderKind,
  recipients: batches.recipients,
  segments: batches.segments,
  counts: batches.counts,
  totalMicros: batches.totalMicros,
  chargedMicros: batches.chargedMicros,
  currency: batches.currency,
  masked: batches.masked,
  contentDestroyedAt: batches.contentDestroyedAt,
  contentDestroyedWhy: batches.contentDestroyedWhy,
  numbersDestroyedAt: batches.numbersDestroyedAt,
  cancelledAt: batches.cancelledAt,
  finishedAt: batches.finishedAt,
};

export type StaffBatch = Pick<typeof batches.$inferSelect, keyof typeof columns>;

const PAGE = 20;

/** What an account sent, newest first, without codes. `next` is the `before` of the page that follows. None for finance. */
export async function listAccountBatches(
  ctx: StaffContext,
  accountId: AccountId,
  { before, limit = PAGE }: { before?: BatchId | undefined; limit?: number } = {},
): Promise<{ batches: StaffBatch[]; next: BatchId | null }> {
  if (!mayLook(ctx)) return { batches: [], next: null };
  const rows = await ctx.db
    .select(columns)
    .from(batches)
    .where(and(eq(batches.accountId, accountId), isCustomersOwn, before && lt(batches.id, before)))
    .orderBy(desc(batches.id))
    .limit(limit + 1);
  const { page, next } = cutPage(rows, limit, ({ id }) => id);
  return { batches: page, next };
}

/** One send of an account. Null for codes, for those of other accounts, when there is none, and for finance. */
export async function readAccountBatch(
  ctx: StaffContext,
  accountId: AccountId,
  batchId: BatchId,
): Promise<StaffBatch | null> {
  if (!mayLook(ctx)) return null;
  const [row] = await ctx.db
    .select(columns)
    .from(batches)
    .where(and(eq(batches.accountId, accountId), eq(batches.id, batchId), isCustomersOwn));
  return row ?? null;
}

import { and, desc, eq, isNotNull, lt } from 'drizzle-orm';
import { users } from '#db/schema/accounts.ts';
import { batches } from '#db/schema/messages.ts';
import type { CustomerContext } from '#lib/context.ts';
import { cutPage } from '#lib/cut-page.ts';
import type { BatchId } from '#lib/ids.ts';
import { isCustomersOwn } from './customers-own.ts';

/** That everybody on the list of a send had agreed: the wording that was ticked, when, and by which user. */
export type Consent = {
  batchId: BatchId;
  wording: string;
  statedAt: Date;
  username: string;
  recipients: number;
};

const PAGE = 50;

/**
 * What the account stated about the permission of its recipients, one row for each send, newest first. Kept as long as
 * the account, also when texts and numbers are gone. `next` is the `before` of the page that follows.
 */
export async function listConsents(
  ctx: CustomerContext,
  { before, limit = PAGE }: { before?: BatchId | undefined; limit?: number } = {},
): Promise<{ consents: Consent[]; next: BatchId | null }> {
  const rows = await ctx.db
    .select({
      batchId: batches.id,
      wording: batches.permissionWording,
      statedAt: batches.acceptedAt,
      username: users.username,
      recipients: batches.recipients,
    })
    .from(batches)
    .innerJoin(users, eq(users.id, batches.userId))
    .where(
      and(
        eq(batches.accountId, ctx.actor.accountId),
        isCustomersOwn,
        isNotNull(batches.permissionWording),
        before && lt(batches.id, before),
      ),
    )
    .orderBy(desc(batches.id))
    .limit(limit + 1);
  const { page, next } = cutPage(rows, limit, ({ batchId }) => batchId);
  return { consents: page.map((row) => ({ ...row, wording: row.wording ?? '' })), next };
}

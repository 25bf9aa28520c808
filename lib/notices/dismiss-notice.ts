import { and, eq, isNull, sql } from 'drizzle-orm';
import { notices } from '#db/schema/notices.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { NoticeId } from '#lib/ids.ts';

/** Notes that the customer has seen a notice, so that it is shown in their list only. The first who dismisses it stays noted. */
export async function dismissNotice(ctx: CustomerContext, noticeId: NoticeId): Promise<void> {
  const { accountId, userId } = ctx.actor;
  await ctx.db
    .update(notices)
    .set({ seenAt: sql`now()`, seenBy: userId })
    .where(and(eq(notices.accountId, accountId), eq(notices.id, noticeId), isNull(notices.seenAt)));
}

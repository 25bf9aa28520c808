import { and, eq } from 'drizzle-orm';
import { drafts } from '#db/schema/quotes.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { DraftId } from '#lib/ids.ts';

/** Throws the user's draft away for good: its key is destroyed, and quotes made from it cannot be sent any more. */
export async function discardDraft(
  ctx: CustomerContext,
  draftId: DraftId,
): Promise<{ ok: boolean }> {
  const { accountId, userId } = ctx.actor;
  const [gone] = await ctx.db
    .delete(drafts)
    .where(and(eq(drafts.accountId, accountId), eq(drafts.userId, userId), eq(drafts.id, draftId)))
    .returning({ keyName: drafts.keyName });
  if (gone) await ctx.keyring.destroy(gone.keyName);
  return { ok: gone !== undefined };
}

import { and, desc, eq } from 'drizzle-orm';
import { drafts } from '#db/schema/quotes.ts';
import type { CustomerContext } from '#lib/context.ts';
import { openText } from '#lib/crypto/seal.ts';
import type { DraftId } from '#lib/ids.ts';
import type { DraftBody } from './draft-body.ts';

export type Draft = { draftId: DraftId; body: DraftBody; updatedAt: Date };

/** The user's own draft, or the newest when `draftId` is null. Null when there is none. */
export async function readDraft(
  ctx: CustomerContext,
  draftId: DraftId | null,
): Promise<Draft | null> {
  const { accountId, userId } = ctx.actor;
  const [row] = await ctx.db
    .select()
    .from(drafts)
    .where(
      and(
        eq(drafts.accountId, accountId),
        eq(drafts.userId, userId),
        draftId === null ? undefined : eq(drafts.id, draftId),
      ),
    )
    .orderBy(desc(drafts.updatedAt))
    .limit(1);
  const key = row && (await ctx.keyring.read(row.keyName));
  if (!key) return null;
  const body = JSON.parse(openText(key, `drafts.body:${row.id}`, row.bodySealed)) as DraftBody;
  // Drafts written before messages could be masked do not say so.
  return {
    draftId: row.id,
    body: { ...body, masked: body.masked ?? false },
    updatedAt: row.updatedAt,
  };
}

import { and, eq, sql } from 'drizzle-orm';
import { drafts } from '#db/schema/quotes.ts';
import type { CustomerContext } from '#lib/context.ts';
import { sealContent } from '#lib/crypto/seal.ts';
import { type DraftId, newId } from '#lib/ids.ts';
import { draftKeyName } from '#lib/keyring/key-names.ts';
import type { KeyName } from '#lib/keyring/keyring.ts';
import type { DraftBody } from './draft-body.ts';

export type StoredDraft = { draftId: DraftId; keyName: KeyName; key: Buffer };

/** `saveDraft`, with the draft's key for what is made from it. */
export async function storeDraft(
  ctx: CustomerContext,
  draftId: DraftId | null,
  body: DraftBody,
): Promise<StoredDraft> {
  const id = draftId ?? newId<DraftId>();
  const stored =
    (await updateDraft(ctx, id, body)) ??
    (await insertDraft(ctx, id, body)) ??
    // Another request made it in between.
    (await updateDraft(ctx, id, body));
  return stored ?? storeDraft(ctx, null, body);
}

async function updateDraft(
  ctx: CustomerContext,
  draftId: DraftId,
  body: DraftBody,
): Promise<StoredDraft | null> {
  const { accountId, userId } = ctx.actor;
  const mine = and(
    eq(drafts.accountId, accountId),
    eq(drafts.id, draftId),
    eq(drafts.userId, userId),
  );
  const [row] = await ctx.db.select({ keyName: drafts.keyName }).from(drafts).where(mine);
  const key = row && (await ctx.keyring.read(row.keyName));
  if (!key) return null;
  const updated = await ctx.db
    .update(drafts)
    .set({ bodySealed: sealBody(key, draftId, body), updatedAt: sql`now()` })
    .where(and(mine, eq(drafts.keyName, row.keyName)))
    .returning({ id: drafts.id });
  return updated.length > 0 ? { draftId, keyName: row.keyName, key } : null;
}

/** Under a key with a name that was never used: a draft that was sent and is written again shares nothing with itself. */
async function insertDraft(
  ctx: CustomerContext,
  draftId: DraftId,
  body: DraftBody,
): Promise<StoredDraft | null> {
  const { accountId, userId } = ctx.actor;
  const keyName = draftKeyName(accountId, newId<DraftId>());
  const key = await ctx.keyring.create(keyName);
  const inserted = await ctx.db
    .insert(drafts)
    .values({
      ...{ accountId, userId, keyName },
      id: draftId,
      bodySealed: sealBody(key, draftId, body),
    })
    .onConflictDoNothing()
    .returning({ id: drafts.id });
  if (inserted.length > 0) return { draftId, keyName, key };
  await ctx.keyring.destroy(keyName);
  return null;
}

const sealBody = (key: Buffer, draftId: DraftId, body: DraftBody): Buffer =>
  sealContent(key, `drafts.body:${draftId}`, JSON.stringify(body));

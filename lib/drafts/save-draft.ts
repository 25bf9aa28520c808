import type { CustomerContext } from '#lib/context.ts';
import type { DraftId } from '#lib/ids.ts';
import type { DraftBody } from './draft-body.ts';
import { storeDraft } from './store-draft.ts';

/**
 * Keeps what the user is writing, sealed under a key of its own, exactly as typed. With the id of a draft that is not
 * there (yet, or no longer: it was sent), a draft is made under that id; an id that a colleague uses gets a new one.
 */
export async function saveDraft(
  ctx: CustomerContext,
  draftId: DraftId | null,
  body: DraftBody,
): Promise<{ draftId: DraftId }> {
  const stored = await storeDraft(ctx, draftId, body);
  return { draftId: stored.draftId };
}

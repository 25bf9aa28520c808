import type { CustomerContext } from '#lib/context.ts';
import type { DraftId } from '#lib/ids.ts';
import type { DraftBody } from './draft-body.ts';

export async function saveDraft(
  _ctx: CustomerContext,
  _draftId: DraftId | null,
  _body: DraftBody,
): Promise<{ draftId: DraftId }> {
  throw new Error('being written');
}

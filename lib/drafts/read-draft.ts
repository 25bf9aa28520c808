import type { CustomerContext } from '#lib/context.ts';
import type { DraftId } from '#lib/ids.ts';
import type { DraftBody } from './draft-body.ts';

export type Draft = { draftId: DraftId; body: DraftBody; updatedAt: Date };

export async function readDraft(
  _ctx: CustomerContext,
  _draftId: DraftId | null,
): Promise<Draft | null> {
  throw new Error('being written');
}

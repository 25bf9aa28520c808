import type { CustomerContext } from '#lib/context.ts';
import type { DraftId } from '#lib/ids.ts';

export async function discardDraft(
  _ctx: CustomerContext,
  _draftId: DraftId,
): Promise<{ ok: boolean }> {
  throw new Error('being written');
}

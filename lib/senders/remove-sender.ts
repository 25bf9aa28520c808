import type { CustomerContext } from '#lib/context.ts';
import type { SenderId } from '#lib/ids.ts';

export async function removeSender(
  _ctx: CustomerContext,
  _senderId: SenderId,
): Promise<{ ok: boolean }> {
  throw new Error('being written');
}

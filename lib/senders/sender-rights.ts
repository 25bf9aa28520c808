import type { Db } from '#db/client.ts';
import type { AccountId, SenderId } from '#lib/ids.ts';

export type SenderRight = 'usable' | 'lapsed' | 'removed';

export async function senderRights(
  _tx: Db,
  _rows: { accountId: AccountId; senderId: SenderId }[],
): Promise<Map<SenderId, SenderRight>> {
  throw new Error('being written');
}

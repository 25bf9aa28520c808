import type { CustomerContext } from '#lib/context.ts';
import type { MessageId } from '#lib/ids.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import type { MessagesPage } from './list-messages.ts';

export async function searchMessages(
  _ctx: CustomerContext,
  _query: { number: PhoneNumber; before?: MessageId; limit?: number },
): Promise<MessagesPage> {
  throw new Error('being written');
}

import type { CustomerContext } from '#lib/context.ts';
import type { BatchId, MessageId } from '#lib/ids.ts';
import type { MessageSummary } from './message-summary.ts';
import type { MessageState } from './status.ts';

export type MessagesPage = { messages: MessageSummary[]; next: MessageId | null };

export async function listMessages(
  _ctx: CustomerContext,
  _batchId: BatchId,
  _filter: { state?: MessageState; after?: MessageId; limit?: number } = {},
): Promise<MessagesPage> {
  throw new Error('being written');
}

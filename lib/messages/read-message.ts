import type { CustomerContext } from '#lib/context.ts';
import type { BatchId, MessageId } from '#lib/ids.ts';
import type { MessageSummary } from './message-summary.ts';

/** One thing that happened to a message: when, a word, a sentence, and the network's own words if it spoke. */
export type TimelineEvent = {
  at: Date;
  what: 'accepted' | 'scheduled' | 'answer' | 'report' | 'money' | 'ended';
  sentence: string;
  raw: string | null;
};
export type MessageView = MessageSummary & {
  /** Null when the content has been destroyed. */
  text: string | null;
  sender: string;
  currency: string;
  timeline: TimelineEvent[];
};

export async function readMessage(
  _ctx: CustomerContext,
  _batchId: BatchId,
  _messageId: MessageId,
): Promise<MessageView | null> {
  throw new Error('being written');
}

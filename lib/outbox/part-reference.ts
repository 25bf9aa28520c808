import type { MessageId } from '#lib/ids.ts';

/**
 * Our user_message_reference (SMPP 3.4 §5.3.2.17, 16 bits) for a part: the same before and after a crash, so that a
 * receipt which gives it back finds its message without having been written down beforehand.
 */
export function partReference(messageId: MessageId, part: number): number {
  return (Number.parseInt(messageId.slice(-4), 16) + part) & 0xffff;
}

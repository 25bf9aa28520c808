import type { BatchId, MessageId } from '#lib/ids.ts';
import type { MessageSummary } from '#lib/messages/message-summary.ts';
import { reasons } from '#lib/messages/reasons.ts';
import { type MessageState, stateWords } from '#lib/messages/status.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import { formatPhoneNumber } from '#lib/phone-numbers/format-phone-number.ts';

/** A message as lists show it, in words already: a browser needs neither the numbering plans nor the keys. */
export type MessageRow = {
  id: MessageId;
  batchId: BatchId;
  recipient: string;
  state: MessageState;
  /** Why, in one sentence. */
  sentence: string;
  charged: string;
  at: Date;
};

export function messageRow(message: MessageSummary, currency: string): MessageRow {
  return {
    id: message.id,
    batchId: message.batchId,
    recipient: recipientWords(message),
    state: message.state,
    sentence: whyWords(message),
    charged: chargedWords(message, currency),
    at: message.finalAt ?? message.sentAt ?? message.acceptedAt,
  };
}

/** The recipient's number in groups; the number is gone once the account's key is. */
export const recipientWords = ({ recipient }: Pick<MessageSummary, 'recipient'>): string =>
  recipient ? formatPhoneNumber(recipient) : '*****';

/** Why a message is as it is: its reason where there is one, else what its state means. */
export const whyWords = ({ reason, state }: Pick<MessageSummary, 'reason' | 'state'>): string =>
  reason ? reasons[reason] : stateWords[state].sentence;

/** '€0.042', 'Set aside' or 'Not charged'. */
export function chargedWords(
  { state, chargedMicros }: Pick<MessageSummary, 'state' | 'chargedMicros'>,
  currency: string,
): string {
  if (chargedMicros > 0) return formatMoney(chargedMicros, currency);
  return stateWords[state].charged === 'reserved' ? 'Set aside' : 'Not charged';
}

import { messageStatus, messages } from '#db/schema/messages.ts';
import { openText } from '#lib/crypto/seal.ts';
import { type BatchId, idTimeMs, type MessageId } from '#lib/ids.ts';
import type { Micros } from '#lib/money/micros.ts';
import type { CountryCode, PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { type Reason, reasons } from './reasons.ts';
import type { MessageState } from './status.ts';

export type MessageSummary = {
  id: MessageId;
  batchId: BatchId;
  /** Null when the account's key has been destroyed. */
  recipient: PhoneNumber | null;
  country: CountryCode;
  state: MessageState;
  reason: Reason | null;
  networkCode: number | null;
  segments: number;
  chargedMicros: Micros;
  acceptedAt: Date;
  sentAt: Date | null;
  finalAt: Date | null;
};

/** The columns that `summaryOf` reads. */
export const summaryColumns = {
  id: messages.id,
  batchId: messages.batchId,
  recipientSealed: messages.recipientSealed,
  country: messages.country,
  segments: messages.segments,
  state: messageStatus.state,
  reason: messageStatus.reason,
  networkCode: messageStatus.networkCode,
  chargedMicros: messageStatus.chargedMicros,
  sentAt: messageStatus.sentAt,
  finalAt: messageStatus.finalAt,
};

export type SummaryRow = Omit<MessageSummary, 'recipient' | 'acceptedAt' | 'reason'> & {
  recipientSealed: Buffer;
  reason: string | null;
};

/** A message as lists show it. `accountKey` null: it has been destroyed. */
export function summaryOf(row: SummaryRow, accountKey: Buffer | null): MessageSummary {
  const { recipientSealed, reason, ...rest } = row;
  return {
    ...rest,
    recipient:
      accountKey &&
      (openText(accountKey, `messages.recipient:${row.id}`, recipientSealed) as PhoneNumber),
    reason: reason !== null && reason in reasons ? (reason as Reason) : null,
    // A message's id was made when its batch was accepted.
    acceptedAt: new Date(idTimeMs(row.id)),
  };
}

import type { BatchId, MessageId } from '#lib/ids.ts';
import type { Micros } from '#lib/money/micros.ts';
import type { CountryCode, PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import type { Reason } from './reasons.ts';
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

import { and, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { batches, messageStatus, messages } from '#db/schema/messages.ts';
import { openText } from '#lib/crypto/seal.ts';
import { type BatchId, idTimeMs, type MessageId } from '#lib/ids.ts';
import type { KeyName, Keyring } from '#lib/keyring/keyring.ts';
import type { Micros } from '#lib/money/micros.ts';
import type { CountryCode, PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { type Reason, reasons } from './reasons.ts';
import type { MessageState } from './status.ts';

export type MessageSummary = {
  id: MessageId;
  batchId: BatchId;
  /** Null when the key that sealed it has been destroyed. */
  recipient: PhoneNumber | null;
  country: CountryCode;
  state: MessageState;
  reason: Reason | null;
  networkCode: number | null;
  segments: number;
  segmentMicros: Micros;
  chargedMicros: Micros;
  acceptedAt: Date;
  sentAt: Date | null;
  finalAt: Date | null;
};

const summaryColumns = {
  id: messages.id,
  batchId: messages.batchId,
  recipientSealed: messages.recipientSealed,
  numberKey: batches.numberKey,
  country: messages.country,
  segments: messages.segments,
  segmentMicros: messages.segmentMicros,
  state: messageStatus.state,
  reason: messageStatus.reason,
  networkCode: messageStatus.networkCode,
  chargedMicros: messageStatus.chargedMicros,
  sentAt: messageStatus.sentAt,
  finalAt: messageStatus.finalAt,
};

/** What `summaryOf` reads, of all messages: the caller says of which. */
export const selectSummaries = (db: Db) =>
  db
    .select(summaryColumns)
    .from(messages)
    .innerJoin(
      messageStatus,
      and(
        eq(messageStatus.accountId, messages.accountId),
        eq(messageStatus.messageId, messages.id),
      ),
    )
    .innerJoin(
      batches,
      and(eq(batches.accountId, messages.accountId), eq(batches.id, messages.batchId)),
    );

export type SummaryRow = Omit<MessageSummary, 'recipient' | 'acceptedAt' | 'reason'> & {
  recipientSealed: Buffer;
  numberKey: KeyName;
  reason: string | null;
};

/** A message as lists show it. */
export async function summaryOf(keyring: Keyring, row: SummaryRow): Promise<MessageSummary> {
  const { recipientSealed, numberKey, reason, ...rest } = row;
  const key = await keyring.read(numberKey);
  return {
    ...rest,
    recipient:
      key && (openText(key, `messages.recipient:${row.id}`, recipientSealed) as PhoneNumber),
    reason: reason !== null && reason in reasons ? (reason as Reason) : null,
    // A message's id was made when its batch was accepted.
    acceptedAt: new Date(idTimeMs(row.id)),
  };
}

import type { AccountId, BatchId, MessageId } from '#lib/ids.ts';
import type { KeyName } from '#lib/keyring/keyring.ts';
import type { Reason } from '#lib/messages/reasons.ts';
import type { Micros } from '#lib/money/micros.ts';

/** A message that this session alone may hand over. */
export type ClaimedMessage = {
  accountId: AccountId;
  batchId: BatchId;
  messageId: MessageId;
  lane: number;
  /** How often it has been put off. */
  attempt: number;
  /** Its place in the outbox. */
  outboxId: number;
  sessionId: number;
  /** Its place among the claims of its session in its lane. */
  position: number;
  /** E.164 under `numberKey`, identity `messages.recipient:<id>`. */
  recipientSealed: Buffer;
  numberKey: KeyName;
  segments: number;
  segmentMicros: Micros;
  /** How long it is still valid, by the database's clock; negative when it is not. */
  remainingMs: number;
  /** The customer cancelled its batch. */
  cancelled: boolean;
};

/** The names of a message, and what it reserved: all that recording needs to know of it. */
export type MessageRef = Pick<
  ClaimedMessage,
  | 'accountId'
  | 'batchId'
  | 'messageId'
  | 'sessionId'
  | 'lane'
  | 'position'
  | 'attempt'
  | 'segments'
  | 'segmentMicros'
>;

/** The part that stands for all of them, where a long text went in one PDU (message_payload). */
export const wholeMessage = 0;

/** What an SMSC said about one part, or that it said nothing (`commandStatus` null). Parts count from 1. */
export type PartAnswer = {
  message: MessageRef;
  part: number;
  providerId: number;
  sequence: number;
  commandStatus: number | null;
  /** Normalised; null when there is none. */
  smscMessageId: string | null;
};

/** A part without an answer: enough to know its receipt by. */
export type UnansweredPart = { part: number; reference: number };

/** How a claim ends. Exactly one for each claimed message. */
export type Ending = { message: MessageRef } & (
  | { kind: 'sent' }
  | { kind: 'failed'; reason: Reason; networkCode: number | null }
  /** Some parts were accepted, and the others never will be. */
  | { kind: 'partial'; acceptedParts: number; networkCode: number | null }
  | {
      kind: 'unknown';
      acceptedParts: number;
      providerId: number;
      unanswered: UnansweredPart[];
      recipientHash: Buffer;
    }
  /** Nothing of it was accepted: it waits `waitMs`, or goes back to its old place in its lane at once (null). */
  | { kind: 'returned'; waitMs: number | null; attempt: number }
);

/** The names of one part. */
export type PartRef = { accountId: AccountId; messageId: MessageId; part: number };

/** An answer to a part of a message that is already `unknown`, or what a receipt tells about one. */
export type LateAnswer = PartRef & {
  providerId: number;
  /** 0 and 0 where a receipt stands for the answer. */
  sessionId: number;
  sequence: number;
  commandStatus: number;
  smscMessageId: string | null;
  /** Null: accepted. */
  refusal: { reason: Reason; isTemporary: boolean } | null;
};

/** A receipt as it came in. */
export type ReceiptArrival = {
  providerId: number;
  /** Ids of answers that it may mean, normalised, the likeliest first. */
  answeredIds: string[];
  stateCode: number;
  errorCode: string | null;
  reference: number | null;
  /** Of the recipient, by `receiptMatchHash`; asked for only where nothing else finds the message. */
  recipientHash: () => Promise<Buffer>;
  raw: string;
  /** The part, where this worker remembers its answer. */
  part: PartRef | null;
};

export type Outcomes = {
  answers: PartAnswer[];
  endings: Ending[];
  late: LateAnswer[];
  receipts: ReceiptArrival[];
};

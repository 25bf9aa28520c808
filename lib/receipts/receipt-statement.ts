import type { batches } from '#db/schema/messages.ts';
import { env } from '#lib/env.ts';
import type { MessageId } from '#lib/ids.ts';
import { RECEIPT } from './statement-facts.ts';

export type DestroyedBatch = Pick<
  typeof batches.$inferSelect,
  | 'id'
  | 'acceptedAt'
  | 'contentDestroyedWhy'
  | 'contentKey'
  | 'masked'
  | 'numbersDestroyedAt'
  | 'recipients'
  | 'segments'
> & { contentDestroyedAt: Date };

export type ReceiptFacts = {
  batch: DestroyedBatch;
  /** Null: the receipt is of the whole batch. */
  messageId: MessageId | null;
  /** When the key of the recipients' numbers goes, as the account has chosen; null when its row is gone. */
  numbersUntil: Date | null;
  /** Who states it. */
  company: string;
  statedAt: Date;
  publicKey: Buffer;
};

/**
 * The text of a receipt of destruction, as it is to be signed and stored: JSON whose fields are said in words by
 * `statementFacts`. It has no text, no number, and of a message nothing but its id and its batch.
 */
export function receiptStatement(facts: ReceiptFacts): string {
  const { batch, messageId, company, statedAt, publicKey } = facts;
  return JSON.stringify(
    {
      statement: RECEIPT,
      version: 1,
      service: env.APP_ORIGIN,
      company,
      batch: batch.id,
      message: messageId,
      acceptedAt: batch.acceptedAt,
      destroyedAt: batch.contentDestroyedAt,
      why: batch.contentDestroyedWhy,
      key: batch.contentKey,
      sealed: batch.masked ? ONE_TIME : OF_A_PERIOD,
      seen: batch.masked ? SEEN_ONE_TIME : SEEN_OF_A_PERIOD,
      recipients: messageId ? null : batch.recipients,
      segments: batch.segments,
      left: whatIsLeft(facts),
      statedAt,
      publicKey: publicKey.toString('base64'),
    },
    null,
    2,
  );
}

const ONE_TIME =
  'AES-256-GCM under a random key, which was sealed to a one-time X25519 key of the workers (libsodium crypto_box_seal)';
const OF_A_PERIOD =
  'AES-256-GCM under a key that sealed what the account sent in one day or month, kept outside the database';
const SEEN_ONE_TIME =
  'The one-time key is not in the workers’ key folder, and the database has neither the text nor its sealed key any more.';
const SEEN_OF_A_PERIOD = 'The key is not in the key folder, and without it the text opens nowhere.';

const WITH_THE_ACCOUNT = 'You delete the account, at the latest';

function whatIsLeft({ batch, messageId, numbersUntil }: ReceiptFacts) {
  const numbers = messageId ? 'The recipient’s number' : 'The recipients’ numbers';
  return [
    batch.numbersDestroyedAt
      ? { what: numbers, until: 'Nothing: the key was destroyed too' }
      : {
          what: `${numbers}, sealed, as long as you have chosen by now`,
          until: numbersUntil ?? WITH_THE_ACCOUNT,
        },
    {
      what: 'State, times and amounts, without text and number; the sender, sealed',
      until: WITH_THE_ACCOUNT,
    },
    { what: 'Entries of the ledger', until: 'As long as the law on accounts asks' },
    { what: 'Where it was delivered: the SMS itself', until: 'Not in the hands of All SMS' },
  ];
}

import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { batches } from '#db/schema/messages.ts';
import { LANES } from '#db/schema/outbox.ts';
import { sealContent, sealText } from '#lib/crypto/seal.ts';
import { periodKey } from '#lib/data-keys/period-key.ts';
import { type Keeping, readKeeping } from '#lib/data-keys/read-keeping.ts';
import { env } from '#lib/env.ts';
import {
  type AccountId,
  type BatchId,
  type MessageId,
  newId,
  newIds,
  type QuoteId,
  type SenderId,
  type UserId,
} from '#lib/ids.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import { type Keyring, requireKey } from '#lib/keyring/keyring.ts';
import { sealMasked } from '#lib/masking/seal-masked.ts';
import type { Micros } from '#lib/money/micros.ts';
import { insertStopLinks } from '#lib/opt-outs/insert-stop-links.ts';
import { sampleStopLinkEnding } from '#lib/opt-outs/stop-link-ending.ts';
import { countSegments } from '#lib/segments/count-segments.ts';
import { AccountSuspended } from '#lib/suspensions/account-suspended.ts';
import { isSuspended } from '#lib/suspensions/open-suspension.ts';
import { batchPrice } from './batch-price.ts';
import { insertMessages, type NewRecipient } from './insert-messages.ts';

export type NewBatch = {
  accountId: AccountId;
  userId: UserId;
  /** A code goes before everything else; anything else is `single` up to five recipients and `bulk` above. */
  code: boolean;
  /** The service answers a phone in the account's name: as `single`, and not among what the customer sees. */
  notice?: boolean;
  /** Masked, although the account keeps its content. Codes, and batches of accounts that mask, are so in any case. */
  masked?: boolean;
  /** Each recipient's text ends in a link to stop, behind `text` and counted with it. */
  stopLink?: boolean;
  quoteId: QuoteId | null;
  sender:
    | { kind: 'number' | 'brand'; id: SenderId; value: string }
    // An address that no customer sends from here: the service itself, or the number that a notice answers for.
    | { kind: 'service' | 'number'; id: null; value: string };
  text: string;
  recipients: NewRecipient[];
  currency: string;
  /** Null for codes and notices only. */
  permissionWording: string | null;
  /** Null: as soon as possible. */
  sendAt: Date | null;
  /** Waits for its customer, whenever it was to leave: `holdBatch` follows in the same transaction. */
  held?: boolean;
};

/** `messageIds` in the order of the recipients. */
export type AcceptedBatch = { batchId: BatchId; messageIds: MessageId[]; totalMicros: Micros };

const MAX_SINGLE = 5;
const HOUR_MS = 3_600_000;

/** The account was deleted while its customer was sending. */
export class AccountClosed extends Error {
  override name = 'AccountClosed';
}

/**
 * Writes a batch, its messages and their place in the queue, everything readable sealed, in the caller's transaction,
 * and wakes the workers at its commit. Reserves nothing: `reserve` with `totalMicros` follows in the same transaction.
 * Throws `NoMaskingKey` when it is to be masked and cannot be, `AccountClosed` and `AccountSuspended`.
 */
export async function acceptBatch(
  tx: Db,
  keyring: Keyring,
  batch: NewBatch,
): Promise<AcceptedBatch> {
  const now = new Date();
  const { accountId, recipients, sendAt } = batch;
  const batchId = newId<BatchId>(now.getTime());
  const lane = batch.code ? 'code' : recipients.length <= MAX_SINGLE ? 'single' : 'bulk';
  const kind = batch.notice ? 'notice' : lane;
  const ending = batch.stopLink ? sampleStopLinkEnding() : '';
  const { segments } = countSegments(batch.text + ending);
  const totalMicros = batchPrice(segments, recipients);
  const keeping = await readKeeping(tx, accountId);
  if (!keeping) throw new AccountClosed(`The account ${accountId} has been deleted.`);
  if (await isSuspended(tx, accountId)) {
    throw new AccountSuspended(`The account ${accountId} is suspended.`);
  }
  const until = validUntil(now, sendAt);
  const days = keeping.numberDays;
  const numbers = await periodKey(tx, keyring, { accountId, kind: 'numbers', days, until });
  const accountKey = await requireKey(keyring, accountKeyName(accountId));
  const sealed = {
    senderSealed: sealText(accountKey, `batches.sender:${batchId}`, batch.sender.value),
    ...(await sealBatchContent(tx, keyring, keeping, { batch, batchId, until })),
  };
  const figures = { kind, segments, totalMicros, recipients: recipients.length } as const;
  await tx.insert(batches).values({
    ...{ accountId, id: batchId, ...figures, ...sealed },
    userId: batch.userId,
    quoteId: batch.quoteId,
    senderKind: batch.sender.kind,
    senderId: batch.sender.id,
    currency: batch.currency,
    permissionWording: batch.permissionWording,
    acceptedAt: now,
    sendAt,
    validUntil: until,
    numberKey: numbers.name,
    stopLink: batch.stopLink ?? false,
    counts: { queued: recipients.length },
  });
  const messageIds = newIds<MessageId>(recipients.length, now.getTime());
  const dueAt = batch.held ? ('never' as const) : sendAt && sendAt > now ? sendAt : null;
  const common = { accountId, batchId, segments, lane: LANES[lane], dueAt };
  await insertMessages(tx, numbers.key, common, messageIds, recipients);
  if (batch.stopLink) await insertStopLinks(tx, keyring, accountId, recipients);
  await tx.execute(sql`select pg_notify('outbox', '')`);
  return { batchId, messageIds, totalMicros };
}

/** Until when a message may leave and the network may try: VALIDITY_HOURS from acceptance or the planned time. */
export const validUntil = (acceptedAt: Date, sendAt: Date | null): Date =>
  new Date(Math.max(acceptedAt.getTime(), sendAt?.getTime() ?? 0) + env.VALIDITY_HOURS * HOUR_MS);

type Sealing = { batch: NewBatch; batchId: BatchId; until: Date };

async function sealBatchContent(
  tx: Db,
  keyring: Keyring,
  { contentDays }: Keeping,
  { batch, batchId, until }: Sealing,
) {
  const { accountId, text } = batch;
  if (contentDays === 0 || batch.code || batch.masked) {
    return { masked: true, ...(await sealMasked(tx, batchId, text)) };
  }
  const wanted = { accountId, kind: 'content', days: contentDays, until } as const;
  const { name, key } = await periodKey(tx, keyring, wanted);
  return {
    contentSealed: sealContent(key, `batches.content:${batchId}`, text),
    contentKey: name,
  };
}

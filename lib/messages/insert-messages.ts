import { createSecretKey } from 'node:crypto';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { bigints, octetStrings, texts, uuids } from '#db/arrays.ts';
import type { Db } from '#db/client.ts';
import { keyedHash, numberSearchKey } from '#lib/crypto/keyed-hash.ts';
import { sealText } from '#lib/crypto/seal.ts';
import type { AccountId, BatchId, MessageId } from '#lib/ids.ts';
import type { Micros } from '#lib/money/micros.ts';
import type { CountryCode, PhoneNumber } from '#lib/phone-numbers/phone-number.ts';

/** A recipient and the price of one segment to that number. */
export type NewRecipient = { number: PhoneNumber; country: CountryCode; segmentMicros: Micros };

/** What the messages of a batch have in common. */
export type MessagesOfBatch = {
  accountId: AccountId;
  batchId: BatchId;
  segments: number;
  lane: number;
  /** Null: may leave now. `never`: by itself, since it is held. */
  dueAt: Date | 'never' | null;
};

/** Rows a statement. */
const CHUNK = 2500;
/** Rows sealed at a stretch: a few milliseconds, after which the event loop gets its turn. */
const SLICE = 250;

/**
 * Writes messages, their status and their place in the queue, in order, each recipient sealed under the key of its
 * period and hashed for search. Seals a chunk while PostgreSQL writes the one before. Part of `acceptBatch`.
 */
export async function insertMessages(
  tx: Db,
  numberKey: Buffer,
  batch: MessagesOfBatch,
  ids: MessageId[],
  recipients: NewRecipient[],
): Promise<void> {
  let writing: Promise<unknown> = Promise.resolve();
  for (let start = 0; start < ids.length; start += CHUNK) {
    const rows = {
      ids: ids.slice(start, start + CHUNK),
      recipients: recipients.slice(start, start + CHUNK),
    };
    const [sealed] = await Promise.all([sealRecipients(numberKey, rows), writing]);
    writing = insertChunk(tx, batch, { ...rows, ...sealed });
  }
  await writing;
}

type Rows = { ids: MessageId[]; recipients: NewRecipient[] };
type Sealed = { sealed: Buffer[]; hashes: Buffer[] };

async function sealRecipients(numberKey: Buffer, { ids, recipients }: Rows): Promise<Sealed> {
  const key = createSecretKey(numberKey);
  const searchKey = createSecretKey(numberSearchKey(numberKey));
  const sealed: Buffer[] = [];
  const hashes: Buffer[] = [];
  for (const [i, { number }] of recipients.entries()) {
    if (i % SLICE === 0) await yieldToOthers();
    sealed.push(sealText(key, `messages.recipient:${ids[i]}`, number));
    hashes.push(keyedHash(searchKey, number));
  }
  return { sealed, hashes };
}

async function insertChunk(tx: Db, batch: MessagesOfBatch, rows: Rows & Sealed): Promise<void> {
  const { lane, segments, dueAt } = batch;
  const [accountId, batchId] = [sql`${batch.accountId}::uuid`, sql`${batch.batchId}::uuid`];
  const due = dueAt === 'never' ? 'infinity' : dueAt?.toISOString();
  const queue = due
    ? sql`insert into deferred (message_id, lane, account_id, batch_id, attempt, due_at)
          select id, ${lane}::smallint, ${accountId}, ${batchId}, 0, ${due}::timestamptz
          from fresh order by place`
    : sql`insert into outbox (lane, account_id, batch_id, message_id)
          select ${lane}::smallint, ${accountId}, ${batchId}, id from fresh order by place`;
  await tx.execute(sql`
    with fresh as materialized (
      select * from unnest(
        ${uuids(rows.ids)}, ${octetStrings(rows.sealed)}, ${octetStrings(rows.hashes)},
        ${texts(rows.recipients.map(({ country }) => country))},
        ${bigints(rows.recipients.map(({ segmentMicros }) => segmentMicros))})
        with ordinality as t (id, sealed, hash, country, segment_micros, place)),
    message as (
      insert into messages (account_id, id, batch_id, recipient_sealed, recipient_hash, country,
                            segments, segment_micros)
      select ${accountId}, id, ${batchId}, sealed, hash, country, ${segments}::smallint, segment_micros
      from fresh order by place),
    status as (
      insert into message_status (account_id, message_id, batch_id, state)
      select ${accountId}, id, ${batchId}, 'queued'::message_state from fresh order by place)
    ${queue}`);
}

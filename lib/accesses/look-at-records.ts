import { and, asc, eq, gt, gte, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { accessRecords } from '#db/schema/accesses.ts';
import { batches, messages } from '#db/schema/messages.ts';
import type { StaffContext } from '#lib/context.ts';
import { openText } from '#lib/crypto/seal.ts';
import { cutPage } from '#lib/cut-page.ts';
import { env } from '#lib/env.ts';
import {
  type AccessId,
  type AccessRecordId,
  type AccountId,
  type BatchId,
  firstIdAt,
  idTimeMs,
  type MessageId,
  newId,
} from '#lib/ids.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import { type Keyring, requireKey } from '#lib/keyring/keyring.ts';
import type { ContentFate } from '#lib/messages/content-fate.ts';
import { isCustomersOwn } from '#lib/messages/customers-own.ts';
import { type MessageSummary, selectSummaries, summaryOf } from '#lib/messages/message-summary.ts';

/** What the messages of a send share. `text` is null when it is masked or destroyed: that opens for nobody. */
export type SeenBatch = {
  id: BatchId;
  sender: string;
  text: string | null;
  fate: ContentFate;
};

/** A page of what an access covers. `next`: the `after` of the page that follows. */
export type SeenRecords = {
  batches: SeenBatch[];
  messages: MessageSummary[];
  next: MessageId | null;
  /** For how much longer the access is open, by the database's clock. */
  msLeft: number;
};

type Look = { accountId: AccountId; accessId: AccessId; after?: MessageId | undefined };
type Scope = { batchId: BatchId | null; messageIds: MessageId[] | null; msLeft: number };
type Seen = Omit<SeenRecords, 'msLeft'>;
type NewRecord = Pick<typeof accessRecords.$inferInsert, 'batchId' | 'messageId' | 'fields'>;

const PAGE = 50;

/**
 * The only way in which staff read a number, a text or a sender: 50 messages of what an open access of theirs covers.
 * What is read is written into `access_records` in the same transaction, and nothing is returned before that is committed:
 * a failure shows nothing. Null when the access is not theirs, not begun, refused or over by the database's clock (before
 * or at the end of the reading), when they have left or their agreement is not on record, and when the account is closed.
 */
export async function lookAtRecords(ctx: StaffContext, look: Look): Promise<SeenRecords | null> {
  const { accountId, accessId } = look;
  try {
    return await ctx.db.transaction(async (tx) => {
      const scope = await lockOpenAccess(tx, ctx, look);
      if (!scope) throw new NotOpen();
      const seen = await readCovered(tx, ctx.keyring, { ...look, ...scope });
      const rows = recordsOf(seen, scope);
      if (rows.length > 0) {
        await tx
          .insert(accessRecords)
          .values(
            rows.map((row) => ({ ...row, accountId, accessId, id: newId<AccessRecordId>() })),
          );
      }
      const still = await lockOpenAccess(tx, ctx, look);
      if (!still) throw new NotOpen();
      return { ...seen, msLeft: still.msLeft };
    });
  } catch (error) {
    if (error instanceof NotOpen) return null;
    throw error;
  }
}

class NotOpen extends Error {}

/** What the access covers, if it is open now. Locked, so that ending it waits for this reading, or this one sees it ended. */
async function lockOpenAccess(
  tx: Db,
  { actor }: StaffContext,
  { accountId, accessId }: Look,
): Promise<Scope | undefined> {
  const [scope] = await tx.execute<Scope>(sql`
    select a.batch_id as "batchId", a.message_ids as "messageIds",
      (extract(epoch from a.ends_at - clock_timestamp()) * 1000)::int as "msLeft"
    from accesses a
    join accounts c on c.id = a.account_id and c.closed_at is null
    join staff_members s on s.user_id = a.staff_user_id and s.ended_at is null and s.role <> 'finance'
    join staff_ndas n on n.user_id = a.staff_user_id and n.version = ${env.STAFF_NDA_VERSION}
    where a.account_id = ${accountId} and a.id = ${accessId} and a.staff_user_id = ${actor.userId}
      and a.starts_at <= clock_timestamp() and a.ends_at > clock_timestamp()
    for update of a for share of c`);
  return scope;
}

async function readCovered(tx: Db, keyring: Keyring, look: Look & Scope): Promise<Seen> {
  const rows = await selectSummaries(tx)
    .where(and(covered(look), isNull(batches.numbersDestroyedAt), isCustomersOwn))
    .orderBy(asc(messages.id))
    .limit(PAGE + 1);
  const { page, next } = cutPage(rows, PAGE, ({ id }) => id);
  const batchIds = look.batchId ? [look.batchId] : [...new Set(page.map((row) => row.batchId))];
  const sends = batchIds.length > 0 ? await readBatches(tx, look.accountId, batchIds) : [];
  return {
    batches: await Promise.all(sends.map((row) => openBatch(keyring, row))),
    messages: await Promise.all(page.map((row) => summaryOf(keyring, row))),
    next,
  };
}

function covered({ accountId, batchId, messageIds, after }: Look & Scope) {
  const further = after && gt(messages.id, after);
  const own = eq(messages.accountId, accountId);
  if (!batchId) return and(own, inArray(messages.id, messageIds ?? []), further);
  // The messages of a batch carry its millisecond, so only the partition of that month is looked at.
  const madeAt = idTimeMs(batchId);
  return and(
    ...[own, eq(messages.batchId, batchId), further],
    gte(messages.id, firstIdAt<MessageId>(madeAt)),
    lt(messages.id, firstIdAt<MessageId>(madeAt + 1)),
  );
}

type BatchRow = typeof batches.$inferSelect;

const readBatches = (tx: Db, accountId: AccountId, ids: BatchId[]): Promise<BatchRow[]> =>
  tx
    .select()
    .from(batches)
    .where(and(eq(batches.accountId, accountId), inArray(batches.id, ids), isCustomersOwn));

async function openBatch(keyring: Keyring, row: BatchRow): Promise<SeenBatch> {
  const { id, masked, contentDestroyedAt, contentDestroyedWhy } = row;
  const accountKey = await requireKey(keyring, accountKeyName(row.accountId));
  // A key that was destroyed by another process is still remembered here for a moment.
  const isGone = masked || contentDestroyedAt !== null;
  const key = isGone ? null : await keyring.read(row.contentKey);
  return {
    id,
    sender: openText(accountKey, `batches.sender:${id}`, row.senderSealed),
    text: key && openText(key, `batches.content:${id}`, row.contentSealed),
    fate: { masked, destroyedAt: contentDestroyedAt, destroyedWhy: contentDestroyedWhy },
  };
}

/** What the customer reads of it: a whole send and each number of it, or each message with all that is shown of it. */
function recordsOf({ batches: sends, messages: seen }: Seen, scope: Scope): NewRecord[] {
  const shared = new Map(
    sends.map(({ id, text }) => [id, text === null ? ['sender'] : ['sender', 'text']]),
  );
  const ofMessages = seen.map(({ id, batchId, recipient }) => ({
    ...{ batchId, messageId: id },
    fields: [
      ...(recipient === null ? [] : ['number']),
      ...(scope.batchId ? [] : (shared.get(batchId) ?? [])),
    ],
  }));
  return [
    ...(scope.batchId
      ? sends.map(({ id }) => ({ batchId: id, messageId: null, fields: shared.get(id)! }))
      : []),
    ...ofMessages.filter(({ fields }) => fields.length > 0),
  ];
}

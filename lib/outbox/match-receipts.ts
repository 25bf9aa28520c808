import type { WorkerContext } from '#lib/context.ts';
import { openText } from '#lib/crypto/seal.ts';
import type { KeyName } from '#lib/keyring/keyring.ts';
import type { PartRef, ReceiptArrival } from './handover.ts';
import { receiptMatchHash } from './receipt-match-hash.ts';
import { rowsOf, type Sql, sqlOf } from './run-sql.ts';

/** A receipt whose part is known. */
export type KnownReceipt = PartRef & {
  providerId: number;
  smscMessageId: string;
  stateCode: number;
  errorCode: string | null;
  raw: string;
  /** Milliseconds since 1970; null: now. */
  receivedAtMs: number | null;
};

export type Matched = { known: KnownReceipt[]; unmatched: ReceiptArrival[] };

/**
 * Finds the parts that receipts speak of by the SMSC's message id; where an id was given twice, the newer one. A likely
 * id needs no more; an id that only another way of writing it gives (rule A3) counts when the recipient agrees too.
 */
export async function matchReceipts(
  ctx: WorkerContext,
  sql: Sql,
  receipts: readonly ReceiptArrival[],
): Promise<Matched> {
  const likely = receipts.map((receipt) => ({ receipt, id: receipt.answeredIds[0] ?? '' }));
  const { found, missed } = await findParts(sql, likely);
  const known = found.map(({ receipt, part }) => knownReceipt(receipt, part));
  if (missed.length === 0) return { known, unmatched: [] };
  const other = missed.flatMap(({ receipt }) =>
    receipt.answeredIds.slice(1).map((id) => ({ receipt, id })),
  );
  const unmatched = new Set(missed.map(({ receipt }) => receipt));
  for (const { receipt, part } of (await findParts(sql, other)).found) {
    if (!unmatched.has(receipt) || !(await isRecipient(ctx, receipt, part))) continue;
    unmatched.delete(receipt);
    known.push(knownReceipt(receipt, part));
  }
  return { known, unmatched: [...unmatched] };
}

export const knownReceipt = (
  { providerId, answeredIds, stateCode, errorCode, raw }: ReceiptArrival,
  { accountId, messageId, part }: PartRef,
): KnownReceipt => ({
  providerId,
  smscMessageId: answeredIds[0] ?? '',
  accountId,
  messageId,
  part,
  stateCode,
  errorCode,
  raw,
  receivedAtMs: null,
});

type Asked = { receipt: ReceiptArrival; id: string };

async function findParts(
  sql: Sql,
  asked: readonly Asked[],
): Promise<{ found: (Asked & { part: PartRef })[]; missed: Asked[] }> {
  const withId = asked.filter(({ id }) => id !== '');
  if (withId.length === 0) return { found: [], missed: [...asked] };
  const rows = await rowsOf<PartRef & { place: number }>(
    'match receipts',
    sql`
    select r.place::int as place, a.account_id as "accountId", a.message_id as "messageId", a.part
    from unnest(${withId.map(({ receipt }) => receipt.providerId)}::int[],
                ${withId.map(({ id }) => id)}::text[]) with ordinality as r (provider_id, id, place)
    cross join lateral (
      select account_id, message_id, part from attempts
      where provider_id = r.provider_id and smsc_message_id = r.id
      order by attempts.id desc limit 1) as a
    order by r.place`,
  );
  const found = rows.map((part) => ({ ...withId[part.place - 1]!, part }));
  const matched = new Set(rows.map((row) => withId[row.place - 1]));
  return { found, missed: asked.filter((each) => !matched.has(each)) };
}

async function isRecipient(
  ctx: WorkerContext,
  receipt: ReceiptArrival,
  part: PartRef,
): Promise<boolean> {
  const [message] = await rowsOf<{ recipientSealed: Buffer; numberKey: KeyName }>(
    'read recipient',
    sqlOf(ctx.db)`
    select m.recipient_sealed as "recipientSealed", b.number_key as "numberKey"
    from messages m join batches b on b.account_id = m.account_id and b.id = m.batch_id
    where m.account_id = ${part.accountId} and m.id = ${part.messageId}`,
  );
  const numberKey = message && (await ctx.keyring.read(message.numberKey));
  if (!numberKey) return false;
  const identity = `messages.recipient:${part.messageId}`;
  const recipient = openText(numberKey, identity, message.recipientSealed);
  return (await receiptMatchHash(ctx.keyring, recipient)).equals(await receipt.recipientHash());
}

import type { AccountId, MessageId } from '#lib/ids.ts';
import type { PartRef, ReceiptArrival } from './handover.ts';
import type { KnownReceipt } from './match-receipts.ts';
import { rowsOf, type Sql } from './run-sql.ts';

// Providers give ids again: an older receipt without a message is not the receipt of a message sent now.
const youngEnough = '1 hour';

/** Keeps receipts whose message is not known (yet), for seven days and without text. */
export async function keepEarlyReceipts(
  sql: Sql,
  receipts: readonly ReceiptArrival[],
): Promise<void> {
  if (receipts.length === 0) return;
  const hashes = await hashesOf(receipts);
  await rowsOf(
    'keep early receipts',
    sql`
    insert into early_receipts
      (provider_id, smsc_message_id, state_code, error_code, raw, reference, recipient_hash)
    select provider_id, smsc_message_id, state_code, error_code, raw, reference, decode(hash, 'hex')
    from unnest(
      ${receipts.map((receipt) => receipt.providerId)}::int[],
      ${receipts.map((receipt) => receipt.answeredIds[0] ?? '')}::text[],
      ${receipts.map((receipt) => receipt.stateCode)}::smallint[],
      ${receipts.map((receipt) => receipt.errorCode)}::text[],
      ${receipts.map((receipt) => receipt.raw)}::text[],
      ${receipts.map((receipt) => receipt.reference)}::int[],
      ${hashes}::text[]
    ) as r (provider_id, smsc_message_id, state_code, error_code, raw, reference, hash)`,
  );
}

export type AcceptedPart = PartRef & { providerId: number; smscMessageId: string };

/**
 * Takes the receipts that came before these answers; or before these receipts, where an answer and a receipt that were
 * recorded at the same moment by two workers had missed each other.
 */
export async function takeEarlyReceipts(
  sql: Sql,
  accepted: readonly AcceptedPart[],
): Promise<KnownReceipt[]> {
  if (accepted.length === 0) return [];
  const rows = await rowsOf<Omit<KnownReceipt, keyof AcceptedPart> & { place: number }>(
    'take early receipts',
    sql`
    with taken as (
      delete from early_receipts e
      using unnest(${accepted.map((part) => part.providerId)}::int[],
                   ${accepted.map((part) => part.smscMessageId)}::text[])
            with ordinality as a (provider_id, id, place)
      where e.provider_id = a.provider_id and e.smsc_message_id = a.id
        and e.received_at > now() - ${youngEnough}::interval
      returning e.*, a.place)
    select place::int as place, state_code as "stateCode", error_code as "errorCode", raw,
           extract(epoch from received_at)::float8 * 1000 as "receivedAtMs"
    from taken order by id`,
  );
  return rows.map(({ place, ...receipt }) => {
    const { accountId, messageId, part, providerId, smscMessageId } = accepted[place - 1]!;
    return { accountId, messageId, part, providerId, smscMessageId, ...receipt };
  });
}

/** Takes the receipts that came for messages which then stayed without an answer, by recipient and our reference. */
export function takeReceiptsOfUnknown(
  sql: Sql,
  messages: readonly MessageId[],
): Promise<KnownReceipt[]> {
  if (messages.length === 0) return Promise.resolve([]);
  return rowsOf<KnownReceipt>(
    'take receipts of unknown messages',
    sql`
    with taken as (
      delete from early_receipts e using unanswered u
      where u.message_id = any(${[...messages]}::uuid[])
        and e.provider_id = u.provider_id and e.recipient_hash = u.recipient_hash
        and e.reference = u.reference and e.received_at > now() - ${youngEnough}::interval
      returning e.*, u.account_id, u.message_id, u.part)
    select account_id as "accountId", message_id as "messageId", part,
           provider_id as "providerId", smsc_message_id as "smscMessageId",
           state_code as "stateCode", error_code as "errorCode", raw,
           extract(epoch from received_at)::float8 * 1000 as "receivedAtMs"
    from taken order by id`,
  );
}

/** The parts without an answer that receipts with an unknown id speak of, by recipient and our reference. */
export async function matchUnanswered(
  sql: Sql,
  receipts: readonly ReceiptArrival[],
): Promise<{ found: { receipt: ReceiptArrival; part: PartRef }[]; unmatched: ReceiptArrival[] }> {
  const asked = receipts.filter((receipt) => receipt.reference !== null);
  if (asked.length === 0) return { found: [], unmatched: [...receipts] };
  const hashes = await hashesOf(asked);
  const rows = await rowsOf<PartRef & { accountId: AccountId; place: number }>(
    'match unanswered',
    sql`
    select distinct on (r.place) r.place::int as place, u.account_id as "accountId",
           u.message_id as "messageId", u.part
    from unnest(
      ${asked.map((receipt) => receipt.providerId)}::int[],
      ${asked.map((receipt) => receipt.reference)}::int[],
      ${hashes}::text[]
    ) with ordinality as r (provider_id, reference, hash, place)
    join unanswered u on u.provider_id = r.provider_id and u.reference = r.reference
      and u.recipient_hash = decode(r.hash, 'hex')
    order by r.place, u.at`,
  );
  const found = rows.map(({ place, ...part }) => ({ receipt: asked[place - 1]!, part }));
  const matched = new Set(found.map(({ receipt }) => receipt));
  return { found, unmatched: receipts.filter((receipt) => !matched.has(receipt)) };
}

const hashesOf = (receipts: readonly ReceiptArrival[]): Promise<string[]> =>
  Promise.all(receipts.map(async (receipt) => (await receipt.recipientHash()).toString('hex')));

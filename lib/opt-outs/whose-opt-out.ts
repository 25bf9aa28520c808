import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { octetStrings, uuids } from '#db/arrays.ts';
import type { Db } from '#db/client.ts';
import { dataKeys } from '#db/schema/keys.ts';
import { senders } from '#db/schema/senders.ts';
import type { WorkerContext } from '#lib/context.ts';
import { keyedHash } from '#lib/crypto/keyed-hash.ts';
import type { AccountId } from '#lib/ids.ts';
import type { SearchKeys } from '#lib/keyring/search-keys.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { senderNumberHash } from '#lib/senders/sender-number-hash.ts';

/** In order. `isTheirNumber`: they confirmed the number that was written to; otherwise they have texted the phone. */
export type Meant = { accountIds: AccountId[]; isTheirNumber: boolean };

/** Hashes at a stretch: about a millisecond, after which the event loop gets its turn. */
const SLICE = 250;

/**
 * The accounts that may not text `phone` again once it wrote STOP to an address (docs/decisions/stop.md). Where
 * `to` is a number that customers confirmed: those whose sender it is, or was if it is nobody's any more. Otherwise the
 * address is the operator's own: everybody who has texted this phone. What was sent under a key that is gone has reached nobody.
 */
export async function whoseOptOut(
  { db, keyring }: WorkerContext,
  searchKeys: SearchKeys,
  { phone, to }: { phone: PhoneNumber; to: PhoneNumber | null },
): Promise<Meant> {
  const owners = to ? await ownersOf(db, await senderNumberHash(keyring, to)) : [];
  if (owners.length > 0) return { accountIds: owners, isTheirNumber: true };
  return { accountIds: await whoTexted(db, searchKeys, phone), isTheirNumber: false };
}

async function ownersOf(db: Db, numberHash: Buffer): Promise<AccountId[]> {
  const rows = await db
    .select({ accountId: senders.accountId, removedAt: senders.removedAt })
    .from(senders)
    .where(eq(senders.numberHash, numberHash));
  const living = rows.filter(({ removedAt }) => removedAt === null);
  const meant = living.length > 0 ? living : rows;
  return [...new Set(meant.map(({ accountId }) => accountId))].sort();
}

/** Each account hashes its recipients under keys of its own, so each is asked with hashes of its own, in one statement. */
async function whoTexted(db: Db, searchKeys: SearchKeys, phone: PhoneNumber): Promise<AccountId[]> {
  const rows = await db
    .select({ name: dataKeys.name, accountId: dataKeys.accountId })
    .from(dataKeys)
    .where(and(eq(dataKeys.kind, 'numbers'), isNull(dataKeys.destroyedAt)));
  const accounts = new Map(rows.map(({ name, accountId }) => [name, accountId]));
  const asked: AccountId[] = [];
  const hashes: Buffer[] = [];
  for (const [name, key] of await searchKeys.of([...accounts.keys()])) {
    if (asked.length % SLICE === 0) await yieldToOthers();
    asked.push(accounts.get(name)!);
    hashes.push(keyedHash(key, phone));
  }
  // LATERAL … LIMIT and the question inside: look-ups by index for each account, whatever the planner thinks of the tables.
  const found = await db.execute<{ account_id: AccountId }>(sql`
    select distinct asked.account_id
    from unnest(${uuids(asked)}, ${octetStrings(hashes)})
      as asked (account_id, hash)
    cross join lateral (
      select from messages m
      where m.account_id = asked.account_id and m.recipient_hash = asked.hash
        and (select b.kind in ('single', 'bulk') from batches b
             where b.account_id = m.account_id and b.id = m.batch_id)
      limit 1) as any_message
    order by asked.account_id`);
  return found.map((row) => row.account_id);
}

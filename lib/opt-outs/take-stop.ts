import { and, eq, gt, sql } from 'drizzle-orm';
import { octetStrings, uuids } from '#db/arrays.ts';
import type { Db } from '#db/client.ts';
import { optOuts } from '#db/schema/senders.ts';
import type { WorkerContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import type { AccountId } from '#lib/ids.ts';
import { OPT_OUT_KEY } from '#lib/keyring/key-names.ts';
import type { SearchKeys } from '#lib/keyring/search-keys.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { readAddress } from '#lib/phone-numbers/read-address.ts';
import { senderNumberHash } from '#lib/senders/sender-number-hash.ts';
import { confirmOptOut } from './confirm-opt-out.ts';
import { optOutHash } from './opt-out-hash.ts';
import { whoseOptOut } from './whose-opt-out.ts';

/** How many accounts may not text the phone any more that might before, and whether the phone is told so. */
export type StopTaken = { optOuts: number; isConfirmed: boolean };

const nothing: StopTaken = { optOuts: 0, isConfirmed: false };

/**
 * A phone (`from`, as the SMSC writes it) wrote STOP to the address `to`. When this resolves, the opt-outs are durable, and
 * with them one confirmation to the phone, if anything is new and it had none in the last day. Twice is once, also at the
 * same time. Not a telephone number: nothing happens.
 */
export async function takeStop(
  ctx: WorkerContext,
  searchKeys: SearchKeys,
  { from, to }: { from: string; to: string },
): Promise<StopTaken> {
  const phone = readAddress(from, env.HOME_COUNTRY);
  if (!phone) return nothing;
  const number = readAddress(to, env.HOME_COUNTRY)?.number ?? null;
  const asked = { phone: phone.number, to: number };
  const { accountIds, isTheirNumber } = await whoseOptOut(ctx, searchKeys, asked);
  if (accountIds.length === 0) return nothing;
  const key = await ctx.keyring.create(OPT_OUT_KEY);
  const hashes = accountIds.map((accountId) => optOutHash(key, accountId, phone.number));
  return ctx.db.transaction(async (tx) => {
    await lockPhone(ctx, tx, phone.number);
    const wasTold = await hasOptedOutToday(tx, accountIds, hashes);
    const fresh = await insertOptOuts(tx, accountIds, hashes);
    if (fresh.length === 0) return nothing;
    const notice = { phone: phone.number, country: phone.country, to: number ?? to, isTheirNumber };
    const isConfirmed = !wasTold && (await confirmOptOut(tx, ctx.keyring, fresh, notice));
    return { optOuts: fresh.length, isConfirmed };
  });
}

/** What one phone writes is taken one after the other, over all workers, so that one confirmation leaves. */
async function lockPhone(ctx: WorkerContext, tx: Db, phone: PhoneNumber): Promise<void> {
  const hash = await senderNumberHash(ctx.keyring, phone);
  await tx.execute(sql`select pg_advisory_xact_lock(${hash.readBigInt64BE(0).toString()}::bigint)`);
}

/** A phone that answers by itself, or a person who writes STOP to each of ten senders, gets no flood of confirmations. */
async function hasOptedOutToday(
  tx: Db,
  accountIds: readonly AccountId[],
  hashes: readonly Buffer[],
): Promise<boolean> {
  const [one] = await tx
    .select({ source: optOuts.source })
    .from(optOuts)
    .where(
      and(
        sql`(${optOuts.accountId}, ${optOuts.numberHash}) in
            (select * from unnest(${uuids(accountIds)}, ${octetStrings(hashes)}))`,
        eq(optOuts.source, 'recipient'),
        gt(optOuts.createdAt, sql`now() - interval '1 day'`),
      ),
    )
    .limit(1);
  return one !== undefined;
}

/** Those that are new, in order. */
async function insertOptOuts(
  tx: Db,
  accountIds: readonly AccountId[],
  hashes: readonly Buffer[],
): Promise<AccountId[]> {
  const rows = await tx.execute<{ account_id: AccountId }>(sql`
    insert into opt_outs (account_id, number_hash, source)
    select account_id, hash, 'recipient'
    from unnest(${uuids(accountIds)}, ${octetStrings(hashes)}) as fresh (account_id, hash)
    order by account_id
    on conflict do nothing
    returning account_id`);
  return rows.map((row) => row.account_id);
}

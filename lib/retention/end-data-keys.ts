import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { dataKeys } from '#db/schema/keys.ts';
import { batches } from '#db/schema/messages.ts';
import type { WorkerContext } from '#lib/context.ts';
import { readKeeping } from '#lib/data-keys/read-keeping.ts';
import type { AccountId } from '#lib/ids.ts';
import type { KeyName } from '#lib/keyring/keyring.ts';
import { inTransaction } from '#lib/outbox/run-sql.ts';
import { keptContentDays } from './kept-content-days.ts';

const atOnce = 50;

type Key = { account_id: AccountId; name: KeyName };

// Deletion ends the keys of accounts that are closed.
const isDue = sql`data_keys.destroyed_at is null and accounts.closed_at is null
  and data_keys.ends_at <= now() - interval '1 day'
    * case data_keys.kind when 'content' then ${keptContentDays} else accounts.number_days end`;

/**
 * Destroys the keys of content and recipients whose time has come, by the choice of their accounts, and writes down at
 * the batches that it is gone. At most 50 keys; returns how many were ended: call it again until there are none.
 *
 * A key's period is over only after the validity of all its batches (`periodOf`), so nothing that has to be sent is
 * under it, however short the choice. The key goes first, then the rows say so: after a crash in between the next run
 * says it. Two workers at once end each key once.
 */
export async function endDataKeys(ctx: WorkerContext): Promise<number> {
  const due = await ctx.db.execute<Key>(sql`
    select data_keys.account_id, data_keys.name
    from data_keys join accounts on accounts.id = data_keys.account_id
    where data_keys.ends_at <= now() and ${isDue}
    order by data_keys.ends_at limit ${atOnce}`);
  let ended = 0;
  for (const key of due) if (await endKey(ctx, key)) ended++;
  return ended;
}

const endKey = (ctx: WorkerContext, { account_id: accountId, name }: Key): Promise<boolean> =>
  inTransaction(ctx.db, async (tx) => {
    // The choice stands still from here on. Those who send hold it too, and go on beside this.
    await readKeeping(tx, accountId);
    const [key] = await tx.execute<{ kind: typeof dataKeys.$inferSelect.kind }>(sql`
      select data_keys.kind from data_keys join accounts on accounts.id = data_keys.account_id
      where data_keys.account_id = ${accountId} and data_keys.name = ${name} and ${isDue}
      for update of data_keys skip locked`);
    if (!key) return false;
    await ctx.keyring.destroy(name);
    await tx
      .update(dataKeys)
      .set({ destroyedAt: sql`now()`, destroyedWhy: 'retention' })
      .where(and(eq(dataKeys.accountId, accountId), eq(dataKeys.name, name)));
    await (key.kind === 'content' ? markContent : markNumbers)(tx, accountId, name);
    return true;
  });

const markContent = (tx: Db, accountId: AccountId, name: KeyName) =>
  tx
    .update(batches)
    .set({
      contentSealed: Buffer.alloc(0),
      contentDestroyedAt: sql`now()`,
      contentDestroyedWhy: 'retention',
    })
    .where(
      and(
        eq(batches.contentKey, name),
        isNull(batches.contentDestroyedAt),
        sealedUnder(accountId, name),
      ),
    );

const markNumbers = (tx: Db, accountId: AccountId, name: KeyName) =>
  tx
    .update(batches)
    .set({ numbersDestroyedAt: sql`now()` })
    .where(
      and(
        eq(batches.numberKey, name),
        isNull(batches.numbersDestroyedAt),
        sealedUnder(accountId, name),
      ),
    );

/** Batches are younger than their key (a day for clocks that differ), so older ones need not be read. */
const sealedUnder = (accountId: AccountId, name: KeyName): SQL => sql`
  ${batches.accountId} = ${accountId} and ${batches.id} >= (
    select uuid_floor(made_at - interval '1 day') from data_keys
    where account_id = ${accountId} and name = ${name})`;

import { sql } from 'drizzle-orm';
import { texts, uuids } from '#db/arrays.ts';
import type { Db } from '#db/client.ts';
import { endClosedKeys } from '#lib/content/end-closed-keys.ts';
import type { Ground } from '#lib/context.ts';
import { type AccountId, idTimeMs, parseId } from '#lib/ids.ts';
import type { KeyName } from '#lib/keyring/keyring.ts';

/** Longer than any transaction: the row of a younger key may be about to be committed. */
const YOUNG_MS = 86_400_000;
const CHUNK = 1000;
const namePattern = /^(?:content|numbers)\/([0-9a-f-]{36})\/[0-9-]+-([0-9a-f-]{36})$/;

type Found = { name: KeyName; accountId: AccountId; madeAtMs: number };

/**
 * Makes the keyring agree with `data_keys`: keys that a row calls destroyed are destroyed, and so are keys older than a day
 * that stand in no row, left behind by transactions that were rolled back. Returns how many went. Batches whose content
 * key was closed by somebody who then ended say so. About once an hour, anywhere.
 */
export async function sweepDataKeys({ db, keyring }: Ground): Promise<number> {
  const names = [...(await keyring.list('content/')), ...(await keyring.list('numbers/'))];
  const found = names.map(readName).filter((key) => key !== null);
  let destroyed = 0;
  for (let start = 0; start < found.length; start += CHUNK) {
    const some = found.slice(start, start + CHUNK);
    const rows = await db.execute<{ name: KeyName; known: boolean }>(sql`
      select key.name, row.name is not null as known
      from unnest(${uuids(some.map((key) => key.accountId))}, ${texts(some.map((key) => key.name))})
        as key (account_id, name)
      left join data_keys row on row.account_id = key.account_id and row.name = key.name
      where row.name is null or row.destroyed_at is not null`);
    const old = new Set(some.filter(isOld).map((key) => key.name));
    for (const { name, known } of rows) {
      if (!known && !old.has(name)) continue;
      await keyring.destroy(name);
      destroyed++;
    }
  }
  for (const accountId of await unsaid(db)) await endClosedKeys({ db, keyring }, accountId);
  return destroyed;
}

/** Accounts with batches that do not say yet that their content key was destroyed in the last days. */
async function unsaid(db: Db): Promise<AccountId[]> {
  const rows = await db.execute<{ account_id: AccountId }>(sql`
    select distinct k.account_id
    from data_keys k join batches b on b.account_id = k.account_id and b.content_key = k.name
    where k.kind = 'content' and k.destroyed_at > now() - interval '3 days'
      and b.content_destroyed_at is null`);
  return rows.map((row) => row.account_id);
}

const isOld = ({ madeAtMs }: Found): boolean => madeAtMs < Date.now() - YOUNG_MS;

/** Null for a file that no data key is in. The last part of a data key's name is a version 7 id of its own. */
function readName(name: KeyName): Found | null {
  const [, account = '', nonce = ''] = namePattern.exec(name) ?? [];
  const accountId = parseId<AccountId>(account);
  const id = parseId(nonce);
  return accountId && id && { name, accountId, madeAtMs: idTimeMs(id) };
}

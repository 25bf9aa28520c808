import { and, isNull, lt, sql } from 'drizzle-orm';
import { texts, uuids } from '#db/arrays.ts';
import { quotes } from '#db/schema/quotes.ts';
import type { Ground } from '#lib/context.ts';
import { type DraftId, idTimeMs, parseId } from '#lib/ids.ts';
import type { KeyName } from '#lib/keyring/keyring.ts';

/** A draft's key is made a moment before its row, so young keys without a row are left alone. */
const YOUNG_MS = 3_600_000;
const CHUNK = 1000;

/**
 * Destroys the keys of drafts that are gone, left behind when a process ended between a commit and the key's destruction,
 * and forgets quotes that ran out a day ago and were not sent. Meant to run about once an hour, anywhere.
 */
export async function sweepDraftKeys({ db, keyring }: Ground): Promise<{ destroyed: number }> {
  await db
    .delete(quotes)
    .where(and(isNull(quotes.batchId), lt(quotes.expiresAt, sql`now() - interval '1 day'`)));
  const old = (await keyring.list('draft/')).filter(
    (name) => madeAtMs(name) < Date.now() - YOUNG_MS,
  );
  let destroyed = 0;
  for (let start = 0; start < old.length; start += CHUNK) {
    const names = old.slice(start, start + CHUNK);
    const orphans = await db.execute<{ name: KeyName }>(sql`
      select name from unnest(${uuids(names.map(accountOf))}, ${texts(names)}) as key (account_id, name)
      where not exists (select from drafts d where d.account_id = key.account_id and d.key_name = key.name)`);
    for (const { name } of orphans) await keyring.destroy(name);
    destroyed += orphans.length;
  }
  return { destroyed };
}

const accountOf = (name: KeyName): string => name.split('/')[1]!;

/** The last part of a draft key's name is a version 7 id of its own. */
function madeAtMs(name: KeyName): number {
  const id = parseId<DraftId>(name.split('/')[2] ?? '');
  return id ? idTimeMs(id) : Number.POSITIVE_INFINITY;
}

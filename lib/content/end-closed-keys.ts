import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { dataKeys } from '#db/schema/keys.ts';
import type { Ground } from '#lib/context.ts';
import type { AccountId } from '#lib/ids.ts';

/**
 * Destroys the account's content keys that are closed in `data_keys`, and then says so on their batches. In this order: a
 * batch says that its content was destroyed when that is so, and not before. A closed key seals nothing that has to be
 * sent, so this can be run at any time, by many, and again after a crash. Returns how many batches say so now.
 */
export async function endClosedKeys(
  { db, keyring }: Ground,
  accountId: AccountId,
): Promise<number> {
  const closed = await db
    .select({ name: dataKeys.name })
    .from(dataKeys)
    .where(
      and(
        eq(dataKeys.accountId, accountId),
        eq(dataKeys.kind, 'content'),
        isNotNull(dataKeys.destroyedAt),
      ),
    );
  for (const { name } of closed) await keyring.destroy(name);
  // Locked in the order in which the worker locks them to count.
  const said = await db.execute(sql`
    with gone as (
      select b.account_id, b.id, k.destroyed_why
      from batches b
      join data_keys k on k.account_id = b.account_id and k.name = b.content_key
      where b.account_id = ${accountId} and b.content_destroyed_at is null
        and k.kind = 'content' and k.destroyed_at is not null
      order by b.account_id, b.id for no key update of b)
    update batches b
    set content_sealed = '', content_destroyed_at = now(), content_destroyed_why = gone.destroyed_why
    from gone where b.account_id = gone.account_id and b.id = gone.id
    returning b.id`);
  return said.length;
}

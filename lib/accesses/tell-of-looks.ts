import { sql } from 'drizzle-orm';
import type { WorkerContext } from '#lib/context.ts';
import type { AccessId, AccountId } from '#lib/ids.ts';
import { tell } from '#lib/notices/tell.ts';

const atOnce = 100;

type Untold = { accountId: AccountId; accessId: AccessId; staffNumber: number; records: number };

/**
 * Tells customers what was looked at, once an access has ended: which member of staff and how many records. Where nothing
 * was shown there is nothing to tell. Returns how many accesses; call it again until none.
 */
export async function tellOfLooks({ db }: WorkerContext): Promise<number> {
  return db.transaction(async (tx) => {
    const untold = await tx.execute<Untold>(sql`
      with ended as (
        select a.account_id, a.id from accesses a
        join accounts c on c.id = a.account_id and c.closed_at is null
        where a.told_at is null and a.ends_at <= clock_timestamp()
        order by a.ends_at limit ${atOnce} for update of a skip locked for share of c skip locked)
      update accesses a set told_at = clock_timestamp() from ended e
      where a.account_id = e.account_id and a.id = e.id
      returning a.account_id as "accountId", a.id as "accessId", a.staff_number as "staffNumber", (
        select count(distinct (r.batch_id, r.message_id))::int from access_records r
        where r.account_id = a.account_id and r.access_id = a.id) as records`);
    for (const { accountId, accessId, staffNumber, records } of untold) {
      if (records === 0) continue;
      await tell(tx, accountId, {
        kind: 'looked_at',
        facts: { accessId, staffNumber, records },
        onceKey: `looked_at/${accessId}`,
      });
    }
    return untold.length;
  });
}

import { sql } from 'drizzle-orm';
import { uuids } from '#db/arrays.ts';
import type { Db } from '#db/client.ts';
import type { AccountId, SenderId } from '#lib/ids.ts';

/** `lapsed`: the number must be confirmed again. `removed`: also what never was a sender of that account. */
export type SenderRight = 'usable' | 'lapsed' | 'removed';

/** Whether each sender may be sent from now, by the database's clock. Asked by quotes, at the press and at hand-over. */
export async function senderRights(
  tx: Db,
  rows: { accountId: AccountId; senderId: SenderId }[],
): Promise<Map<SenderId, SenderRight>> {
  const found = await tx.execute<{ id: SenderId; sender_right: SenderRight }>(sql`
    select asked.id,
      case
        when s.id is null or s.removed_at is not null then 'removed'
        when s.kind = 'brand' then
          case when exists (select from sender_declarations d
                            where d.account_id = s.account_id and d.sender_id = s.id)
          then 'usable' else 'removed' end
        when exists (select from sender_proofs p
                     where p.account_id = s.account_id and p.sender_id = s.id and p.lapses_at > now())
        then 'usable' else 'lapsed'
      end as sender_right
    from unnest(${uuids(rows.map((row) => row.accountId))}, ${uuids(rows.map((row) => row.senderId))})
      as asked (account_id, id)
    left join senders s on s.account_id = asked.account_id and s.id = asked.id`);
  return new Map(found.map((row) => [row.id, row.sender_right]));
}

import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { type AccountId, newId } from '#lib/ids.ts';
import { tell } from '#lib/notices/tell.ts';

/**
 * Switches recovery by number off, and tells, where the number is no sender any more or its proof has lapsed: of one
 * account, or of all. Whoever proves the number again switches it on again. Returns how many. Two at once end each once.
 */
export async function endRecoveryNumbers(tx: Db, accountId: AccountId | null): Promise<number> {
  const ended = await tx.execute<{ accountId: AccountId }>(sql`
    delete from recovery_numbers r
    where (${accountId}::uuid is null or r.account_id = ${accountId}::uuid) and not exists (
      select from senders s join sender_proofs p on p.account_id = s.account_id and p.sender_id = s.id
      where s.account_id = r.account_id and s.id = r.sender_id and s.removed_at is null
        and p.lapses_at > now())
    returning r.account_id as "accountId"`);
  for (const { accountId: whose } of ended) {
    const onceKey = `recovery_changed/${newId()}`;
    await tell(tx, whose, { kind: 'recovery_changed', facts: {}, onceKey });
  }
  return ended.length;
}

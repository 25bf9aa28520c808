import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import type { Share } from '#lib/ceilings/shares.ts';
import type { AccountId, BatchId } from '#lib/ids.ts';
import { micros } from '#lib/money/micros.ts';

/** A batch that was accepted, by destination country. Reads every message of it. */
export async function sharesOfBatch(
  db: Db,
  { accountId, batchId }: { accountId: AccountId; batchId: BatchId },
): Promise<Share[]> {
  const rows = await db.execute<{ country: string; micros: string; messages: number }>(sql`
    select country, sum(segments * segment_micros) as micros, count(*)::int as messages
    from messages where account_id = ${accountId} and batch_id = ${batchId} group by country`);
  return rows.map((row) => ({ ...row, micros: micros(Number(row.micros)) }));
}

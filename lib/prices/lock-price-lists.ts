import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';

/** Until the end of the transaction `tx` nobody else confirms or withdraws a list: what was compared stays compared. */
export async function lockPriceLists(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('price_lists'))`);
}

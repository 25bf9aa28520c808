import { eq } from 'drizzle-orm';
import { balances } from '#db/schema/ledger.ts';
import type { CustomerContext } from '#lib/context.ts';
import { type Micros, zero } from '#lib/money/micros.ts';

/** What the customer owes for payments that were taken back after their credit was spent. */
export async function readOwed({ db, actor }: CustomerContext): Promise<Micros> {
  const [balance] = await db
    .select({ owedMicros: balances.debtMicros })
    .from(balances)
    .where(eq(balances.accountId, actor.accountId));
  return balance?.owedMicros ?? zero;
}

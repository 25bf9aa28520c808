import { eq } from 'drizzle-orm';
import { balances } from '#db/schema/ledger.ts';
import type { CustomerContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import { type Micros, zero } from '#lib/money/micros.ts';

export type Balance = {
  availableMicros: Micros;
  reservedMicros: Micros;
  /** What is owed for payments that were taken back after their credit was spent. */
  debtMicros: Micros;
  currency: string;
};

/** What the customer can spend, what is reserved for messages under way, and what they owe. */
export async function readBalance(ctx: CustomerContext): Promise<Balance> {
  const [balance] = await ctx.db
    .select()
    .from(balances)
    .where(eq(balances.accountId, ctx.actor.accountId));
  return {
    availableMicros: balance?.availableMicros ?? zero,
    reservedMicros: balance?.reservedMicros ?? zero,
    debtMicros: balance?.debtMicros ?? zero,
    currency: env.CURRENCY,
  };
}

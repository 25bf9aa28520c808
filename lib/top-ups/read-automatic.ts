import { and, eq, gte, inArray, sql } from 'drizzle-orm';
import { automaticTopUps, orders } from '#db/schema/billing.ts';
import type { CustomerContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import { type Micros, micros } from '#lib/money/micros.ts';

export type AutomaticTopUp = {
  belowMicros: Micros;
  creditMicros: Micros;
  monthlyMicros: Micros;
  isOn: boolean;
  hasCard: boolean;
  /** When a payment failed last, since which it rests. */
  failedAt: Date | null;
  /** Credit bought so in this month. */
  usedMicros: Micros;
};

/** The first moment of this month in the operator's zone. */
export const monthStart = () =>
  sql`date_trunc('month', now() at time zone ${env.TIME_ZONE}) at time zone ${env.TIME_ZONE}`;

/** What the customer chose for automatic top-ups. Null: nothing, and no card is kept. */
export async function readAutomatic({
  db,
  actor,
}: CustomerContext): Promise<AutomaticTopUp | null> {
  const [row] = await db
    .select()
    .from(automaticTopUps)
    .where(eq(automaticTopUps.accountId, actor.accountId));
  if (!row) return null;
  const [used] = await db
    .select({ micros: sql<number>`coalesce(sum(${orders.creditMicros}), 0)::float8` })
    .from(orders)
    .where(
      and(
        ...[eq(orders.accountId, actor.accountId), eq(orders.way, 'automatic')],
        ...[inArray(orders.state, ['open', 'paid']), gte(orders.placedAt, monthStart())],
      ),
    );
  const { belowMicros, creditMicros, monthlyMicros, failedAt } = row;
  return {
    ...{ belowMicros, creditMicros, monthlyMicros, failedAt },
    isOn: row.enabledAt !== null,
    hasCard: row.paymentMethod !== null,
    usedMicros: micros(used!.micros),
  };
}

import { lt, sql } from 'drizzle-orm';
import { stripeEvents } from '#db/schema/billing.ts';
import type { WorkerContext } from '#lib/context.ts';

/** Forgets which events were taken more than 90 days ago: Stripe itself keeps them for 30. */
export async function forgetEvents({ db }: WorkerContext): Promise<void> {
  await db.delete(stripeEvents).where(lt(stripeEvents.receivedAt, sql`now() - interval '90 days'`));
}

import { eq } from 'drizzle-orm';
import { automaticTopUps } from '#db/schema/billing.ts';
import type { CustomerContext } from '#lib/context.ts';
import { forgetPayer } from '#lib/payments/forget-payer.ts';

/** Forgets the card that was kept and everything chosen for automatic top-ups: here at once, and at Stripe. */
export async function forgetCard({ db, actor }: CustomerContext): Promise<void> {
  const [row] = await db
    .delete(automaticTopUps)
    .where(eq(automaticTopUps.accountId, actor.accountId))
    .returning({ stripeCustomer: automaticTopUps.stripeCustomer });
  if (row?.stripeCustomer) await forgetPayer(row.stripeCustomer);
}

import { eq } from 'drizzle-orm';
import { automaticTopUps } from '#db/schema/billing.ts';
import type { CustomerContext } from '#lib/context.ts';

/** Switches automatic top-ups off. No password: it spends nothing. What was chosen, and the card, are kept. */
export async function switchOffAutomatic({ db, actor }: CustomerContext): Promise<void> {
  await db
    .update(automaticTopUps)
    .set({ enabledAt: null, failedAt: null })
    .where(eq(automaticTopUps.accountId, actor.accountId));
}

import { desc, eq } from 'drizzle-orm';
import { termsAcceptances, users } from '#db/schema/accounts.ts';
import type { CustomerContext } from '#lib/context.ts';

export type AcceptedTerms = { version: string; acceptedAt: Date; username: string };

/** Which versions of the terms the account accepted, when and by whom, the newest first. */
export async function acceptedTerms(ctx: CustomerContext): Promise<AcceptedTerms[]> {
  return ctx.db
    .select({
      version: termsAcceptances.version,
      acceptedAt: termsAcceptances.acceptedAt,
      username: users.username,
    })
    .from(termsAcceptances)
    .innerJoin(users, eq(users.id, termsAcceptances.userId))
    .where(eq(termsAcceptances.accountId, ctx.actor.accountId))
    .orderBy(desc(termsAcceptances.acceptedAt));
}

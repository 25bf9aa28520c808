import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { accounts, termsAcceptances } from '#db/schema/accounts.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { AccountId } from '#lib/ids.ts';
import { currentTerms } from '#lib/terms/terms.ts';

export type AcceptTermsResult = { ok: true } | { ok: false; sentence: string };

/**
 * Records that the account accepted this version of the terms: who and when, another time every three months, and once
 * however often it is pressed. Refused when it is not the current one.
 */
export async function acceptTerms(
  ctx: CustomerContext,
  version: string,
): Promise<AcceptTermsResult> {
  if (version !== currentTerms.version) {
    const sentence = 'The terms have changed meanwhile. Please read and accept the current ones.';
    return { ok: false, sentence };
  }
  const { accountId, userId } = ctx.actor;
  await ctx.db.transaction(async (tx) => {
    // Two presses at once come one after the other.
    await tx.select().from(accounts).where(eq(accounts.id, accountId)).for('no key update');
    if (await hasAcceptedTerms(tx, accountId)) return;
    await tx.insert(termsAcceptances).values({ accountId, userId, version });
  });
  return { ok: true };
}

/** Whether the account accepted the current version within the last three months: clause 15 says that it is asked again. */
export async function hasAcceptedTerms(db: Db, accountId: AccountId): Promise<boolean> {
  const [row] = await db
    .select({ version: termsAcceptances.version })
    .from(termsAcceptances)
    .where(
      and(
        eq(termsAcceptances.accountId, accountId),
        eq(termsAcceptances.version, currentTerms.version),
        sql`${termsAcceptances.acceptedAt} > now() - interval '3 months'`,
      ),
    )
    .limit(1);
  return row !== undefined;
}

import { and, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { termsAcceptances } from '#db/schema/accounts.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { AccountId } from '#lib/ids.ts';
import { currentTerms } from '#lib/terms/terms.ts';

export type AcceptTermsResult = { ok: true } | { ok: false; sentence: string };

/** Records that the account accepted this version of the terms: who and when. Refused when it is not the current one. */
export async function acceptTerms(
  ctx: CustomerContext,
  version: string,
): Promise<AcceptTermsResult> {
  if (version !== currentTerms.version) {
    const sentence = 'The terms have changed meanwhile. Please read and accept the current ones.';
    return { ok: false, sentence };
  }
  const { accountId, userId } = ctx.actor;
  await ctx.db
    .insert(termsAcceptances)
    .values({ accountId, userId, version })
    .onConflictDoNothing();
  return { ok: true };
}

/** Whether the account accepted the current version. */
export async function hasAcceptedTerms(db: Db, accountId: AccountId): Promise<boolean> {
  const [row] = await db
    .select({ version: termsAcceptances.version })
    .from(termsAcceptances)
    .where(
      and(
        eq(termsAcceptances.accountId, accountId),
        eq(termsAcceptances.version, currentTerms.version),
      ),
    );
  return row !== undefined;
}

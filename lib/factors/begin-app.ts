import { and, eq, isNull, sql } from 'drizzle-orm';
import { totpSecrets } from '#db/schema/factors.ts';
import { newAppSecret } from './app-secret.ts';
import type { Proof } from './prove-again.ts';
import { proveAgain } from './prove-again.ts';
import type { UserContext } from './user-context.ts';

export type BeginAppResult = { ok: true } | { ok: false; sentence: string; field: string | null };

/**
 * Makes the secret of an authenticator app for whoever proves to be the user: `readPendingApp` shows it until it is
 * confirmed. One that was begun before and never confirmed is replaced; one in use is not: it has to be removed first.
 */
export async function beginApp(ctx: UserContext, proof: Proof): Promise<BeginAppResult> {
  const proven = await proveAgain(ctx, proof);
  if (!proven.ok) return { ok: false, sentence: proven.sentence, field: 'password' };
  const { userId } = ctx.actor;
  const secretSealed = await newAppSecret(ctx, userId);
  const made = await ctx.db
    .insert(totpSecrets)
    .values({ userId, secretSealed })
    .onConflictDoUpdate({
      target: totpSecrets.userId,
      set: { secretSealed, createdAt: sql`now()`, lastStep: 0 },
      setWhere: and(eq(totpSecrets.userId, userId), isNull(totpSecrets.confirmedAt)),
    })
    .returning({ userId: totpSecrets.userId });
  if (made.length > 0) return { ok: true };
  return {
    ok: false,
    sentence: 'An authenticator app is set up already. Remove it to set up another one.',
    field: null,
  };
}

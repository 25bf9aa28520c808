import { and, eq, sql } from 'drizzle-orm';
import { totpSecrets } from '#db/schema/factors.ts';
import { admitProof } from '#lib/accounts/admit-attempt.ts';
import { waitSentence } from '#lib/accounts/throttle.ts';
import { openApp, stepOfCode } from './app-secret.ts';
import { noteFactorAdded } from './note-factor-change.ts';
import { isPending } from './read-pending-app.ts';
import type { UserContext } from './user-context.ts';

/** `keepSession` is the hash of the session that asks: it stays, the others are closed. */
export type ConfirmApp = { code: string; keepSession: Buffer };
export type ConfirmAppResult = { ok: true } | { ok: false; sentence: string };

/**
 * Takes a first code of the app that was begun: from here on it is a second factor. Wrong codes are throttled as
 * passwords are. The code counts as used, and the session that asks as one in which the factor was proven.
 */
export async function confirmApp(
  ctx: UserContext,
  { code, keepSession }: ConfirmApp,
): Promise<ConfirmAppResult> {
  const { userId } = ctx.actor;
  const isMine = and(eq(totpSecrets.userId, userId), isPending);
  const [row] = await ctx.db
    .select({ secretSealed: totpSecrets.secretSealed })
    .from(totpSecrets)
    .where(isMine);
  if (!row) return { ok: false, sentence: 'This took too long. Begin again with a new QR code.' };
  const { admission, succeeded } = await admitProof(ctx);
  if (!admission.ok) return { ok: false, sentence: waitSentence(admission.retryAfterS) };
  const step = stepOfCode(await openApp(ctx, { userId }, row.secretSealed), code);
  if (step === null) return { ok: false, sentence: WRONG };
  const isConfirmed = await ctx.db.transaction(async (tx) => {
    const confirmed = await tx
      .update(totpSecrets)
      .set({ confirmedAt: sql`now()`, lastStep: step })
      .where(and(isMine, eq(totpSecrets.secretSealed, row.secretSealed)))
      .returning({ userId: totpSecrets.userId });
    if (confirmed.length > 0) await noteFactorAdded(tx, ctx, { factor: 'app', keepSession });
    return confirmed.length > 0;
  });
  if (!isConfirmed) return { ok: false, sentence: 'It was confirmed or begun again meanwhile.' };
  await succeeded();
  return { ok: true };
}

const WRONG =
  'That is not the code of this moment. Type the newest one, and look whether the clock of your phone is right.';

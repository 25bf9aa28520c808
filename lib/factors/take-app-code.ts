import { and, eq, isNotNull, lt } from 'drizzle-orm';
import { totpSecrets } from '#db/schema/factors.ts';
import type { Ground } from '#lib/context.ts';
import type { UserId } from '#lib/ids.ts';
import { openApp, stepOfCode } from './app-secret.ts';

/**
 * Whether this is a code of the user's authenticator app, of now or one step of 30 seconds off (RFC 6238). A code works
 * once: the step moves forward in one statement, so of two at once, or of an older one after a newer, one is refused.
 * Callers throttle.
 */
export async function takeAppCode(ground: Ground, userId: UserId, typed: string): Promise<boolean> {
  const isMine = and(eq(totpSecrets.userId, userId), isNotNull(totpSecrets.confirmedAt));
  const [row] = await ground.db
    .select({ secretSealed: totpSecrets.secretSealed })
    .from(totpSecrets)
    .where(isMine);
  if (!row) return false;
  const step = stepOfCode(await openApp(ground, { userId }, row.secretSealed), typed);
  if (step === null) return false;
  const taken = await ground.db
    .update(totpSecrets)
    .set({ lastStep: step })
    .where(
      and(isMine, lt(totpSecrets.lastStep, step), eq(totpSecrets.secretSealed, row.secretSealed)),
    )
    .returning({ userId: totpSecrets.userId });
  return taken.length > 0;
}

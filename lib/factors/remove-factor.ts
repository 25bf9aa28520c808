import { and, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { passkeys, totpSecrets } from '#db/schema/factors.ts';
import type { UserId } from '#lib/ids.ts';
import { readFactors } from './has-second-factor.ts';
import { lockUser } from './lock-user.ts';
import { noteFactorChange } from './note-factor-change.ts';
import { type Proof, proveAgain } from './prove-again.ts';
import type { UserContext } from './user-context.ts';

/** The authenticator app, or one of the passkeys by its id. */
export type RemovableFactor = { factor: 'app' } | { factor: 'passkey'; id: string };
export type RemoveFactorResult =
  | { ok: true }
  | { ok: false; sentence: string; field: 'password' | null };

/**
 * Removes a second factor for whoever proves to be the user. Refused: one that is not there (or somebody else's), the
 * last one beside a password that is too short to stand alone, and the last one of staff, who need one.
 */
export async function removeFactor(
  ctx: UserContext,
  which: RemovableFactor,
  proof: Proof,
): Promise<RemoveFactorResult> {
  const proven = await proveAgain(ctx, proof);
  if (!proven.ok) return { ok: false, sentence: proven.sentence, field: 'password' };
  const { userId, kind } = ctx.actor;
  return ctx.db.transaction(async (tx): Promise<RemoveFactorResult> => {
    const { shortPassword } = await lockUser(tx, userId);
    if (!(await isThere(tx, userId, which))) return refuse(GONE);
    const { app, passkeys: keys } = await readFactors(tx, userId);
    const isLast = Number(app) + keys === 1;
    if (isLast && kind === 'staff') return refuse(STAFF_NEED_ONE);
    if (isLast && shortPassword) return refuse(SHORT_PASSWORD);
    await (which.factor === 'app'
      ? tx.delete(totpSecrets).where(eq(totpSecrets.userId, userId))
      : tx.delete(passkeys).where(isThis(userId, which.id)));
    await noteFactorChange(tx, ctx, { factor: which.factor, change: 'remove' });
    return { ok: true };
  });
}

const GONE = 'It is not there any more. Load the page again.';
const STAFF_NEED_ONE = 'Staff need a second factor. Add another one first.';
const SHORT_PASSWORD =
  'Your password is too short to stand alone. Change it to one of 15 characters or more first.';

const refuse = (sentence: string): RemoveFactorResult => ({ ok: false, sentence, field: null });

const isThis = (userId: UserId, id: string) =>
  and(eq(passkeys.id, id), eq(passkeys.userId, userId));

async function isThere(tx: Db, userId: UserId, which: RemovableFactor): Promise<boolean> {
  if (which.factor === 'app') return (await readFactors(tx, userId)).app;
  return (await tx.$count(passkeys, isThis(userId, which.id))) > 0;
}

import type { CustomerContext } from '#lib/context.ts';
import { type Proof, proveAgain } from '#lib/factors/prove-again.ts';
import { newId } from '#lib/ids.ts';
import { tell } from '#lib/notices/tell.ts';
import type { FieldProblem } from '#lib/web/field-problem.ts';
import { replaceRecoveryCodes } from './recovery-codes.ts';

export type RenewRecoveryKitResult =
  | { ok: true; recoveryCodes: string[] }
  | { ok: false; problems: FieldProblem[] };

/**
 * Makes a new recovery kit for whoever proves to be the user; the old codes stop working, and a notice says so. The codes
 * are returned once.
 */
export async function renewRecoveryKit(
  ctx: CustomerContext,
  proof: Proof,
): Promise<RenewRecoveryKitResult> {
  const proven = await proveAgain(ctx, proof);
  if (!proven.ok) {
    return { ok: false, problems: [{ field: 'password', sentence: proven.sentence }] };
  }
  const { accountId, userId } = ctx.actor;
  const recoveryCodes = await ctx.db.transaction(async (tx) => {
    const onceKey = `recovery_changed/${newId()}`;
    await tell(tx, accountId, { kind: 'recovery_changed', facts: {}, onceKey });
    return replaceRecoveryCodes(tx, userId);
  });
  return { ok: true, recoveryCodes };
}

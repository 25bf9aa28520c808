import type { CustomerContext } from '#lib/context.ts';
import type { FieldProblem } from '#lib/web/field-problem.ts';
import { provePassword } from './prove-password.ts';
import { replaceRecoveryCodes } from './recovery-codes.ts';

export type RenewRecoveryKitResult =
  | { ok: true; recoveryCodes: string[] }
  | { ok: false; problems: FieldProblem[] };

/** Makes a new recovery kit for whoever knows the password; the old codes stop working. The codes are returned once. */
export async function renewRecoveryKit(
  ctx: CustomerContext,
  { password }: { password: string },
): Promise<RenewRecoveryKitResult> {
  const proof = await provePassword(ctx, password);
  if (!proof.ok) {
    return { ok: false, problems: [{ field: 'password', sentence: proof.sentence }] };
  }
  const recoveryCodes = await ctx.db.transaction((tx) =>
    replaceRecoveryCodes(tx, ctx.actor.userId),
  );
  return { ok: true, recoveryCodes };
}

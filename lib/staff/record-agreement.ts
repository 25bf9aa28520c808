import type { StaffContext } from '#lib/context.ts';
import type { UserId } from '#lib/ids.ts';
import type { FieldProblem } from '#lib/web/field-problem.ts';
import { lockMember, noSuchMember } from './lock-member.ts';
import { noteStaffAct } from './note-staff-act.ts';
import { type Agreement, checkAgreement, storeAgreement } from './store-agreement.ts';

export type RecordAgreementResult =
  | { ok: true }
  | { ok: false; problems: FieldProblem[]; sentence: string | null };

/**
 * Puts on record that a member of staff signed the non-disclosure agreement, by an admin who has the paper; the first admin
 * does it for themselves. Refused: a version that is on record for them, a day to come, no name, whoever has left.
 */
export async function recordAgreement(
  ctx: StaffContext,
  input: Agreement & { userId: UserId },
): Promise<RecordAgreementResult> {
  const problems = checkAgreement(input);
  if (problems.length > 0) return { ok: false, problems, sentence: null };
  const { userId } = input;
  return ctx.db.transaction(async (tx): Promise<RecordAgreementResult> => {
    if (!(await lockMember(tx, ctx, userId))) return { ...noSuchMember, problems: [] };
    const recordedBy = ctx.actor.userId;
    if (!(await storeAgreement(tx, ctx, { ...input, recordedBy }))) {
      return { ok: false, sentence: null, problems: [onRecord] };
    }
    const facts = { version: input.version.trim() };
    await noteStaffAct(tx, ctx, { action: 'agreement.record', subject: userId, facts });
    return { ok: true };
  });
}

const onRecord: FieldProblem = {
  field: 'version',
  sentence: 'This version is on record for them already.',
};

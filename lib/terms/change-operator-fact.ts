import { sql } from 'drizzle-orm';
import { operatorFacts } from '#db/schema/staff.ts';
import type { StaffContext } from '#lib/context.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';
import { type FactName, factWords, readOperatorFacts } from './operator-facts.ts';

export type ChangeFact = { name: FactName; value: string };
export type ChangeFactResult = { ok: true } | { ok: false; sentence: string };

/**
 * Changes what the contract says about the operator, from now on and for everybody; earlier values are kept. For admins.
 * Refused: nothing at all (but for the history), more than fits, and what it says already.
 */
export async function changeOperatorFact(
  ctx: StaffContext,
  { name, value: typed }: ChangeFact,
): Promise<ChangeFactResult> {
  if (ctx.actor.role !== 'admin') return refuse('Only an admin changes what the contract says.');
  const checked = checkFact({ name, value: typed });
  if (!checked.ok) return checked;
  const { value } = checked;
  return ctx.db.transaction(async (tx): Promise<ChangeFactResult> => {
    // One change after the other: the newest counts.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('operator facts', 0))`);
    if ((await readOperatorFacts(tx))[name] === value) return refuse('It says so already.');
    await tx
      .insert(operatorFacts)
      .values({ name, value, at: sql`clock_timestamp()`, userId: ctx.actor.userId });
    await noteStaffAct(tx, ctx, { action: 'operator.change', subject: name });
    return { ok: true };
  });
}

/** A fact as it is kept, or what is wrong with it. */
export function checkFact({
  name,
  value: typed,
}: ChangeFact): { ok: true; value: string } | { ok: false; sentence: string } {
  const value = typed.trim().replaceAll(/\s+/g, ' ');
  const { most } = factWords[name];
  if (value === '' && name !== 'HISTORY_SENTENCE') return refuse('The contract needs this.');
  if (value.length > most) return refuse(`Write at most ${most.toLocaleString('en')} characters.`);
  return { ok: true, value };
}

const refuse = (sentence: string): { ok: false; sentence: string } => ({ ok: false, sentence });

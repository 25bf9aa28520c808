import { eq } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { FieldProblem } from '#lib/web/field-problem.ts';
import { parseCountry } from './country-code.ts';

export type UpdateAccountResult = { ok: true } | { ok: false; problems: FieldProblem[] };

/** Sets the country with which national numbers are read (ISO 3166-1 alpha-2) and the time zone (IANA) of times shown. */
export async function updateAccount(
  ctx: CustomerContext,
  input: { homeCountry: string; timeZone: string },
): Promise<UpdateAccountResult> {
  const homeCountry = parseCountry(input.homeCountry);
  const timeZone = parseTimeZone(input.timeZone);
  if (homeCountry && timeZone) {
    await ctx.db
      .update(accounts)
      .set({ homeCountry, timeZone })
      .where(eq(accounts.id, ctx.actor.accountId));
    return { ok: true };
  }
  const problems: FieldProblem[] = [];
  if (!homeCountry) {
    problems.push({ field: 'homeCountry', sentence: 'Choose a country of the list.' });
  }
  if (!timeZone) {
    problems.push({
      field: 'timeZone',
      sentence: 'Choose a time zone of the list, such as Europe/Athens.',
    });
  }
  return { ok: false, problems };
}

/** A time zone of a place (`Area/City`) or UTC that this system knows, else null. */
function parseTimeZone(text: string): string | null {
  if (text !== 'UTC' && !/^[A-Za-z_]+\/[A-Za-z_/+-]+\d*$/.test(text)) return null;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return text;
  } catch {
    return null;
  }
}

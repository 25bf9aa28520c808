import { and, eq, ne } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import type { CustomerContext } from '#lib/context.ts';
import { type Proof, proveAgain } from '#lib/factors/prove-again.ts';
import type { FieldProblem } from '#lib/web/field-problem.ts';
import { parseCountry } from './country-code.ts';

export type UpdateAccountResult = { ok: true } | { ok: false; problems: FieldProblem[] };

export type UpdateAccount = { homeCountry: string; timeZone: string } & Proof;

/**
 * Sets the country with which national numbers are read (ISO 3166-1 alpha-2) and the time zone (IANA) of times shown.
 * Another home country needs the password or a passkey: it is open to sends, and has no ceiling of its own any more.
 */
export async function updateAccount(
  ctx: CustomerContext,
  input: UpdateAccount,
): Promise<UpdateAccountResult> {
  const homeCountry = parseCountry(input.homeCountry);
  const timeZone = parseTimeZone(input.timeZone);
  if (!homeCountry || !timeZone) return { ok: false, problems: problemsOf(homeCountry, timeZone) };
  const isThis = eq(accounts.id, ctx.actor.accountId);
  const moves = await ctx.db.$count(accounts, and(isThis, ne(accounts.homeCountry, homeCountry)));
  if (moves > 0) {
    const proof = await proveAgain(ctx, input);
    if (!proof.ok)
      return { ok: false, problems: [{ field: 'password', sentence: proof.sentence }] };
  }
  await ctx.db.update(accounts).set({ homeCountry, timeZone }).where(isThis);
  return { ok: true };
}

function problemsOf(homeCountry: string | null, timeZone: string | null): FieldProblem[] {
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
  return problems;
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

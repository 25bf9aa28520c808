import { and, eq, isNull, ne, or } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import { contentChoices } from '#db/schema/keys.ts';
import type { CustomerContext } from '#lib/context.ts';
import { lockKeeping } from '#lib/data-keys/read-keeping.ts';
import type { FieldProblem } from '#lib/web/field-problem.ts';
import { contentDayChoices, daysInWords, numberDayChoices } from './keeping-times.ts';

export type ChooseContent = { contentDays: number; numberDays: number };
/** `changed`: it was not so already. */
export type ChooseContentResult =
  | { ok: true; changed: boolean }
  | { ok: false; problems: FieldProblem[] };

/**
 * Sets for how many days the account keeps content (0: permanent masking) and recipients, and notes who chose it and
 * when. Refused: days that are no choice, and recipients that would go before their content. It waits for
 * whoever is accepting a batch (`readKeeping`), so every batch is sealed by the choice that held when it was accepted,
 * and two presses at once are one choice.
 */
export async function chooseContent(
  ctx: CustomerContext,
  { contentDays, numberDays }: ChooseContent,
): Promise<ChooseContentResult> {
  const problems = problemsOf({ contentDays, numberDays });
  if (problems.length > 0) return { ok: false, problems };
  const { accountId, userId } = ctx.actor;
  const changed = await ctx.db.transaction(async (tx) => {
    await lockKeeping(tx, accountId);
    const updated = await tx
      .update(accounts)
      .set({ contentDays, numberDays })
      .where(
        and(
          eq(accounts.id, accountId),
          isNull(accounts.closedAt),
          or(ne(accounts.contentDays, contentDays), ne(accounts.numberDays, numberDays)),
        ),
      )
      .returning({ id: accounts.id });
    if (updated.length === 0) return false;
    await tx.insert(contentChoices).values({ accountId, userId, contentDays, numberDays });
    return true;
  });
  return { ok: true, changed };
}

function problemsOf({ contentDays, numberDays }: ChooseContent): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!isAmong(contentDayChoices, contentDays)) {
    problems.push({ field: 'contentDays', sentence: 'Choose for how long texts are kept.' });
  }
  if (!isAmong(numberDayChoices, numberDays)) {
    problems.push({ field: 'numberDays', sentence: 'Choose for how long numbers are kept.' });
  } else if (numberDays < contentDays) {
    const sentence = `Numbers are kept at least as long as texts. Choose ${daysInWords(contentDays)} or longer.`;
    problems.push({ field: 'numberDays', sentence });
  }
  return problems;
}

const isAmong = (choices: readonly number[], days: number) => choices.includes(days);

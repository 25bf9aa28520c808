import { and, eq, isNull, lt, ne, or } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { accounts } from '#db/schema/accounts.ts';
import { contentChoices } from '#db/schema/keys.ts';
import type { CustomerContext } from '#lib/context.ts';
import { lockKeeping } from '#lib/data-keys/read-keeping.ts';
import { type Proof, proveAgain } from '#lib/factors/prove-again.ts';
import type { AccountId } from '#lib/ids.ts';
import type { FieldProblem } from '#lib/web/field-problem.ts';
import { contentDayChoices, daysInWords, numberDayChoices } from './keeping-times.ts';

type Days = { contentDays: number; numberDays: number };
export type ChooseContent = Days & Proof;
/** `changed`: it was not so already. */
export type ChooseContentResult =
  | { ok: true; changed: boolean }
  | { ok: false; problems: FieldProblem[] };

/**
 * Sets for how many days the account keeps content (0: permanent masking) and recipients, and notes who chose it and
 * when. Whatever keeps more than now, masking switched off too, needs the password or a passkey; keeping less does not.
 * Refused: days that are no choice, and recipients that would go before their content. It waits for
 * whoever is accepting a batch (`readKeeping`), so every batch is sealed by the choice that held when it was accepted,
 * and two presses at once are one choice.
 */
export async function chooseContent(
  ctx: CustomerContext,
  { contentDays, numberDays, ...proof }: ChooseContent,
): Promise<ChooseContentResult> {
  const problems = problemsOf({ contentDays, numberDays });
  if (problems.length > 0) return { ok: false, problems };
  const { accountId, userId } = ctx.actor;
  const isLonger = async (db: Db) => keepsLonger(db, accountId, { contentDays, numberDays });
  let isProven = false;
  if (await isLonger(ctx.db)) {
    const proven = await proveAgain(ctx, proof);
    if (!proven.ok) return unproven(proven.sentence);
    isProven = true;
  }
  return ctx.db.transaction(async (tx): Promise<ChooseContentResult> => {
    await lockKeeping(tx, accountId);
    // Somebody may have chosen a shorter time meanwhile.
    if (!isProven && (await isLonger(tx))) return unproven('Type your password.');
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
    if (updated.length === 0) return { ok: true, changed: false };
    await tx.insert(contentChoices).values({ accountId, userId, contentDays, numberDays });
    return { ok: true, changed: true };
  });
}

const unproven = (sentence: string): ChooseContentResult => ({
  ...{ ok: false, problems: [{ field: 'password', sentence }] },
});

/** Whether texts or numbers would be kept for longer than they are: masking switched off is that too. */
async function keepsLonger(
  db: Db,
  accountId: AccountId,
  { contentDays, numberDays }: Days,
): Promise<boolean> {
  const isLonger = or(lt(accounts.contentDays, contentDays), lt(accounts.numberDays, numberDays));
  return (await db.$count(accounts, and(eq(accounts.id, accountId), isLonger))) > 0;
}

function problemsOf({ contentDays, numberDays }: Days): FieldProblem[] {
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

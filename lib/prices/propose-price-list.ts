import type { StaffContext } from '#lib/context.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';
import type { FieldProblem } from '#lib/web/field-problem.ts';
import { type ListDates, problemsOfDates } from './list-dates.ts';
import { loadPriceList } from './load-price-list.ts';
import type { PriceProblem } from './read-price-csv.ts';

export type ProposePriceList = ListDates & {
  /** Where the list is from, in 3 to 200 characters. */
  source: string;
  csv: string;
  /** ISO 4217. */
  currency: string;
};
export type ProposeResult =
  | { ok: true; priceListId: number }
  | { ok: false; problems: FieldProblem[] };

const MIN_SOURCE = 3;
const MAX_SOURCE = 200;
/** More wrong lines than anybody mends by hand: the file is another one. */
const namedLines = 20;

/**
 * Stores a price list that prices nothing until somebody confirms it. Every wrong line is named, the first twenty
 * in words. Refused besides: a beginning in the past, an end before the beginning, no source.
 */
export async function proposePriceList(
  ctx: StaffContext,
  { source, ...input }: ProposePriceList,
): Promise<ProposeResult> {
  const words = source.trim();
  const problems = problemsOfDates(input);
  if (words.length < MIN_SOURCE || words.length > MAX_SOURCE || /\p{Cc}/u.test(words)) {
    problems.push({ field: 'source', sentence: 'Say where it is from in 3 to 200 characters.' });
  }
  if (problems.length > 0) return { ok: false, problems };
  const facts = { ...input, source: words, proposedBy: ctx.actor.userId };
  const loaded = await ctx.db.transaction(async (tx) => {
    const stored = await loadPriceList(tx, facts);
    if (stored.ok) {
      const subject = String(stored.priceListId);
      await noteStaffAct(tx, ctx, { action: 'prices.propose', subject });
    }
    return stored;
  });
  return loaded.ok ? loaded : { ok: false, problems: inWords(loaded.problems) };
}

function inWords(wrong: PriceProblem[]): FieldProblem[] {
  const named = wrong.slice(0, namedLines).map(({ line, sentence }) => `Line ${line}: ${sentence}`);
  const more = wrong.length - named.length;
  if (more > 0) named.push(`${more.toLocaleString('en')} more lines are wrong.`);
  return named.map((sentence) => ({ field: 'csv', sentence }));
}

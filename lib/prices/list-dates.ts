import type { FieldProblem } from '#lib/web/field-problem.ts';

export type ListDates = { effectiveFrom: Date; effectiveUntil: Date | null };

/** What is wrong with the time for which a list is to price: it begins in the past, or ends before it begins. */
export function problemsOfDates(
  { effectiveFrom, effectiveUntil }: ListDates,
  now = new Date(),
): FieldProblem[] {
  if (effectiveFrom <= now) return [{ field: 'from', sentence: hasPassed }];
  if (effectiveUntil && effectiveUntil <= effectiveFrom) {
    return [{ field: 'until', sentence: 'The list must end after it begins.' }];
  }
  return [];
}

const hasPassed = 'This time has passed, and prices never change backwards. Choose a later one.';

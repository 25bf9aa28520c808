import type { CountryCode } from '#lib/phone-numbers/phone-number.ts';
import type { FieldProblem } from '#lib/web/field-problem.ts';

const prefix = 'recipients-';

/** The field name of the problem "this country is not open": the place of the button that opens it. */
export const closedCountryField = (country: CountryCode): string => `${prefix}${country}`;

/** The countries that stand in the way and can be opened. */
export function closedCountries(problems: FieldProblem[]): { country: CountryCode }[] {
  return problems
    .filter(({ field }) => field.startsWith(prefix))
    .map(({ field }) => ({ country: field.slice(prefix.length) }));
}

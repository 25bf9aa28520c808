import { SubmitButton } from '#components/ui/submit-button.tsx';
import { countryName } from '#lib/phone-numbers/country-name.ts';
import type { ActionState } from '#lib/web/action-state.ts';
import { closedCountries, closedCountryField } from './closed-country.ts';

/** For each country that the summary above names: the button that opens it and prices again. */
export function ClosedCountries({ state }: { state: ActionState }) {
  if (state.status !== 'problems') return null;
  const closed = closedCountries(state.problems);
  if (closed.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-3">
      {closed.map(({ country }) => (
        <li key={country} id={closedCountryField(country)}>
          <SubmitButton look="secondary" name="openCountry" value={country}>
            Open {countryName(country)} and see the price
          </SubmitButton>
        </li>
      ))}
    </ul>
  );
}

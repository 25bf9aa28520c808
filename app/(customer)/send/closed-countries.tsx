import { SubmitButton } from '#components/ui/submit-button.tsx';
import { countryName } from '#lib/phone-numbers/country-name.ts';
import type { ActionState } from '#lib/web/action-state.ts';
import { closedCountries } from './closed-country.ts';

/** Countries that stand in the way, each with the button that opens it and prices again. */
export function ClosedCountries({ state }: { state: ActionState }) {
  if (state.status !== 'problems') return null;
  const closed = closedCountries(state.problems);
  if (closed.length === 0) return null;
  return (
    <ul className="flex flex-col gap-3">
      {closed.map(({ country, sentence }) => (
        <li
          key={country}
          id={`recipients-${country}`}
          className="flex flex-col items-start gap-2 rounded-lg border border-unsure-fill bg-unsure-soft p-4"
        >
          <p>{sentence}</p>
          <SubmitButton look="secondary" name="openCountry" value={country}>
            Open {countryName(country)} and see the price
          </SubmitButton>
        </li>
      ))}
    </ul>
  );
}

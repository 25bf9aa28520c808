'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import type { Option } from '#components/ui/select.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { removeCountry } from './actions.ts';

type OpenCountriesProps = { home: string; others: Option[] };

/** The countries that get messages: the home country, and those that were opened, each with the button that closes it. */
export function OpenCountries({ home, others }: OpenCountriesProps) {
  const [state, submit] = useActionState(removeCountry, idle);
  return (
    <form action={submit} className="flex max-w-md flex-col gap-3">
      <ErrorSummary state={state} />
      <ul className="flex flex-col divide-y">
        <li className="py-3">{home}, your home country</li>
        {others.map(({ value, label }) => (
          <li key={value} className="flex items-center justify-between gap-4 py-2">
            {label}
            <SubmitButton look="secondary" name="country" value={value}>
              Close<span className="heard"> {label}</span>
            </SubmitButton>
          </li>
        ))}
      </ul>
    </form>
  );
}

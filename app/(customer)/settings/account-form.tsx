'use client';

import { useActionState } from 'react';
import { type Challenge, StepUp } from '#components/step-up.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { typedField } from '#components/ui/form-state.ts';
import { Notice } from '#components/ui/notice.tsx';
import { type Option, Select } from '#components/ui/select.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { saveAccount } from './actions.ts';

type AccountFormProps = {
  username: string;
  homeCountry: string;
  timeZone: string;
  countries: Option[];
  timeZones: Option[];
  challenge: Challenge;
};

export function AccountForm(props: AccountFormProps) {
  const { username, homeCountry, timeZone, countries, timeZones, challenge } = props;
  const [state, submit] = useActionState(saveAccount, idle);
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      {state.status === 'done' ? <Notice tone="good" live title="Saved" /> : null}
      <Select
        {...typedField(state, 'homeCountry', homeCountry)}
        label="Home country"
        hint="Numbers that you type without a country code are read as numbers of this country."
        options={countries}
      />
      <Select
        {...typedField(state, 'timeZone', timeZone)}
        label="Time zone"
        hint="All times are shown in it."
        options={timeZones}
      />
      {/* For password managers: which account this password belongs to. */}
      <input type="hidden" name="username" autoComplete="username" value={username} />
      <StepUp
        state={state}
        challenge={challenge}
        hint="Only for another home country: it is open to sends, and has no ceilings of its own."
      />
      <SubmitButton extra="self-start">Save</SubmitButton>
    </form>
  );
}

'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { errorAt, typedField, typedIn } from '#components/ui/form-state.ts';
import { Radios } from '#components/ui/radios.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { submitMember } from './actions.ts';
import { PasswordOnce } from './password-once.tsx';
import type { RoleChoice } from './role-choices.ts';

export function AddForm({ roles }: { roles: RoleChoice[] }) {
  const [state, submit] = useActionState(submitMember, idle);
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      {state.status === 'done' ? <PasswordOnce {...state.result} /> : null}
      <Field
        {...typedField(state, 'username')}
        label="Username"
        hint="Not the name of a person: customers see the number only, and nobody else needs to."
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <Radios
        name="role"
        label="Role"
        error={errorAt(state, 'role')}
        choices={roles}
        defaultValue={typedIn(state, 'role', 'support')}
      />
      <SubmitButton extra="self-start">Make a member of staff</SubmitButton>
    </form>
  );
}

'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { errorAt, typedIn } from '#components/ui/form-state.ts';
import { Notice } from '#components/ui/notice.tsx';
import { Radios } from '#components/ui/radios.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import type { RoleChoice } from '../role-choices.ts';
import { submitRole } from './actions.ts';

type RoleFormProps = { userId: string; role: string; roles: RoleChoice[] };

export function RoleForm({ userId, role, roles }: RoleFormProps) {
  const [state, submit] = useActionState(submitRole, idle);
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      {state.status === 'done' ? (
        <Notice tone="good" live title="It counts from their next page on" />
      ) : null}
      <input type="hidden" name="userId" value={userId} />
      <Radios
        key={role}
        name="role"
        label="What they may do"
        error={errorAt(state, 'role')}
        choices={roles}
        defaultValue={typedIn(state, 'role', role)}
      />
      <SubmitButton extra="self-start">Change the role</SubmitButton>
    </form>
  );
}

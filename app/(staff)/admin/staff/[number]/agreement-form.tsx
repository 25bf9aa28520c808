'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { typedField } from '#components/ui/form-state.ts';
import { Notice } from '#components/ui/notice.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { submitAgreement } from './actions.ts';

type AgreementFormProps = { userId: string; version: string; today: string };

export function AgreementForm({ userId, version, today }: AgreementFormProps) {
  const [state, submit] = useActionState(submitAgreement, idle);
  return (
    <form action={submit} className="flex max-w-md flex-col gap-5">
      <ErrorSummary state={state} />
      {state.status === 'done' ? <Notice tone="good" live title="It is on record" /> : null}
      <input type="hidden" name="userId" value={userId} />
      <Field
        {...typedField(state, 'version', version)}
        label="Version"
        hint="It stands on the paper."
        autoComplete="off"
      />
      <Field {...typedField(state, 'signedOn', today)} type="date" max={today} label="Signed on" />
      <Field
        {...typedField(state, 'name')}
        label="Name as signed"
        hint="Kept encrypted, and shown on this page only."
        autoComplete="off"
        spellCheck={false}
      />
      <SubmitButton extra="self-start">Record the agreement</SubmitButton>
    </form>
  );
}

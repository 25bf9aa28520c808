'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { typedField } from '#components/ui/form-state.ts';
import { Notice } from '#components/ui/notice.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { submitFact } from './actions.ts';

type FactFormProps = { name: string; word: string; hint: string };

/** One fact: first how it will read, then the change. */
export function FactForm({ name, word, hint }: FactFormProps) {
  const [state, submit] = useActionState(submitFact, idle);
  const preview = state.status === 'done' ? state.result : null;
  return (
    <form action={submit} className="flex max-w-prose flex-col gap-5">
      <ErrorSummary state={state} />
      {preview?.isSaved ? <Notice tone="good" live title="Changed" /> : null}
      {preview && !preview.isSaved ? (
        <Notice live title="It will read">
          <p className="wrap-anywhere">{preview.sentence}</p>
        </Notice>
      ) : null}
      <input type="hidden" name="name" value={name} />
      <Field
        {...typedField(state, name, preview && !preview.isSaved ? preview.value : '')}
        key={preview?.value ?? ''}
        label={`${word} from now on`}
        hint={hint}
        autoComplete="off"
      />
      <div className="flex flex-wrap gap-3">
        <SubmitButton look="secondary" name="step" value="preview">
          Preview
        </SubmitButton>
        <SubmitButton name="step" value="save">
          Change it
        </SubmitButton>
      </div>
    </form>
  );
}

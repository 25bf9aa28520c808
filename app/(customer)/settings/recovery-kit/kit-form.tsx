'use client';

import { useActionState } from 'react';
import { RecoveryKit } from '#components/recovery-kit.tsx';
import { type Challenge, StepUp } from '#components/step-up.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { paths } from '#lib/web/paths.ts';
import { submitNewKit } from './actions.ts';

const back = { href: paths.securitySettings(), words: 'Security' };

type KitFormProps = {
  /** How much of the kit is left, in words. */
  current: string;
  challenge: Challenge;
};

export function KitForm({ current, challenge }: KitFormProps) {
  const [state, submit] = useActionState(submitNewKit, idle);
  if (state.status === 'done') {
    const next = { href: back.href, words: 'I have kept them' };
    return <RecoveryKit kit={state.result} next={next} />;
  }
  return (
    <>
      <PageHeader
        back={back}
        title="A new recovery kit"
        lead={`${current} A new one has eight codes, and the codes of the old one stop working.`}
      />
      <form action={submit} className="flex max-w-md flex-col gap-5">
        <ErrorSummary state={state} />
        <StepUp state={state} challenge={challenge} />
        <SubmitButton extra="self-start">Make a new kit</SubmitButton>
      </form>
    </>
  );
}

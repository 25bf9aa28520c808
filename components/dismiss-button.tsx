'use client';

import { X } from 'lucide-react';
import { useActionState } from 'react';
import { idle } from '#lib/web/action-state.ts';
import type { FormAction } from './ui/form-state.ts';
import { SubmitButton } from './ui/submit-button.tsx';

type DismissButtonProps = { noticeId: string; title: string; action: FormAction };

/** Takes a notice off the page. */
export function DismissButton({ noticeId, title, action }: DismissButtonProps) {
  const [, submit] = useActionState(action, idle);
  return (
    <form action={submit}>
      <input type="hidden" name="noticeId" value={noticeId} />
      <SubmitButton look="quiet" pendingWords="…" extra="-my-2 -mr-2 min-w-11 px-2!">
        <X aria-hidden="true" className="size-5" />
        <span className="heard">Dismiss: {title}</span>
      </SubmitButton>
    </form>
  );
}

'use client';

import { useActionState } from 'react';
import { idle } from '#lib/web/action-state.ts';
import { Button } from './ui/button.tsx';
import type { FormAction } from './ui/form-state.ts';

/** The two answers to the cookie question, alike in size and contrast. They post `answer` = `yes` or `no`. */
export function CookieAnswers({ action }: { action: FormAction<'yes' | 'no'> }) {
  const [, submit] = useActionState(action, idle);
  return (
    <form action={submit} className="grid max-w-md grid-cols-2 gap-3">
      <Button type="submit" name="answer" value="yes" extra="lg:w-32">
        Accept
      </Button>
      <Button type="submit" name="answer" value="no" extra="lg:w-32">
        Refuse
      </Button>
    </form>
  );
}

'use client';

import { useActionState } from 'react';
import { idle } from '#lib/web/action-state.ts';
import { Button } from './ui/button.tsx';
import type { FormAction } from './ui/form-state.ts';

/** The two answers to the cookie question, alike in size and contrast. They post `answer` = `yes` or `no`. */
export function CookieAnswers({ action }: { action: FormAction<'yes' | 'no'> }) {
  const [, submit] = useActionState(action, idle);
  return (
    <form action={submit} className="grid grid-cols-2 gap-3 sm:max-w-xs">
      <Button type="submit" name="answer" value="yes">
        Accept
      </Button>
      <Button type="submit" name="answer" value="no">
        Refuse
      </Button>
    </form>
  );
}

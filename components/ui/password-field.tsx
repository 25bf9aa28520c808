'use client';

import { type ComponentProps, useState } from 'react';
import { controlClass, controlWords, FieldFrame, type FieldWords } from './field.tsx';
import { useHydrated } from './use-hydrated.ts';

type PasswordFieldProps = FieldWords &
  Omit<ComponentProps<'input'>, 'id' | 'name' | 'type' | 'className'> & {
    autoComplete: 'current-password' | 'new-password';
  };

/** A password with "Show". Paste and password managers work; nothing typed ever comes back from the server. */
export function PasswordField({ name, label, hint, error, ...rest }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  const hydrated = useHydrated();
  const words = { name, label, hint, error };
  return (
    <FieldFrame {...words}>
      <div className="flex gap-2">
        <input
          {...rest}
          type={shown ? 'text' : 'password'}
          spellCheck={false}
          autoCapitalize="none"
          autoCorrect="off"
          {...controlWords(words)}
          className={`${controlClass} min-w-0 grow`}
        />
        {hydrated ? (
          <button
            type="button"
            aria-pressed={shown}
            aria-controls={name}
            onClick={() => setShown(!shown)}
            className="min-h-11 w-20 shrink-0 rounded-md border border-line-strong bg-surface font-medium hover:bg-sunken"
          >
            {shown ? 'Hide' : 'Show'}
            <span className="heard"> password</span>
          </button>
        ) : null}
      </div>
    </FieldFrame>
  );
}

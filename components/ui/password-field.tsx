'use client';

import { type ComponentProps, useRef, useState } from 'react';
import { Button } from './button.tsx';
import { controlClass, controlWords, FieldFrame, type FieldWords } from './field.tsx';
import { useHydrated } from './use-hydrated.ts';

type PasswordFieldProps = FieldWords &
  Omit<ComponentProps<'input'>, 'id' | 'name' | 'type' | 'className'> & {
    autoComplete: 'current-password' | 'new-password';
    /** A ready-made passphrase to take instead of one's own. */
    offer?: string;
  };

/** A password with "Show". Paste and password managers work; nothing typed ever comes back from the server. */
export function PasswordField({
  name,
  id = name,
  label,
  hint,
  error,
  offer,
  ...rest
}: PasswordFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState(false);
  const hydrated = useHydrated();
  const words = { name, id, label, hint, error };
  const take = (passphrase: string) => {
    if (input.current) input.current.value = passphrase;
    setShown(true);
  };
  return (
    <FieldFrame {...words}>
      <div className="flex gap-2">
        <input
          {...rest}
          ref={input}
          type={shown ? 'text' : 'password'}
          spellCheck={false}
          autoCapitalize="none"
          autoCorrect="off"
          {...controlWords(words)}
          className={`${controlClass} min-w-0 grow`}
        />
        {hydrated ? (
          <Button
            aria-pressed={shown}
            aria-controls={id}
            onClick={() => setShown(!shown)}
            extra="w-20 shrink-0"
          >
            {shown ? 'Hide' : 'Show'}
            <span className="heard"> what I type: {label}</span>
          </Button>
        ) : null}
      </div>
      {offer ? (
        <div className="flex flex-col items-start gap-2 rounded-md bg-sunken p-3 text-sm">
          <p>
            Or take this ready-made one, and keep it in a safe place:
            <span className="block font-mono">{offer}</span>
          </p>
          {hydrated ? <Button onClick={() => take(offer)}>Use this passphrase</Button> : null}
        </div>
      ) : null}
    </FieldFrame>
  );
}

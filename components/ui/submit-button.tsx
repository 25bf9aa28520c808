'use client';

import type { ReactNode } from 'react';
import { useFormStatus } from 'react-dom';
import { type ButtonLook, buttonClass } from './button.tsx';

type SubmitButtonProps = {
  children: ReactNode;
  /** What the button says while the form is on its way. */
  pendingWords?: string;
  look?: ButtonLook;
  extra?: string;
  name?: string;
  value?: string;
  /** The button stays focusable and is announced as unavailable, but does nothing. */
  unavailable?: boolean;
};

/**
 * Sends the form. While it is on its way a second press does nothing: the button keeps its focus, which `disabled`
 * would take away.
 */
export function SubmitButton({
  children,
  pendingWords = 'One moment…',
  look = 'primary',
  extra,
  name,
  value,
  unavailable = false,
}: SubmitButtonProps) {
  const { pending } = useFormStatus();
  const still = pending || unavailable;
  return (
    <button
      type="submit"
      name={name}
      value={value}
      aria-disabled={still || undefined}
      onClick={(event) => {
        if (still) event.preventDefault();
      }}
      className={buttonClass(look, extra)}
    >
      {pending ? pendingWords : children}
    </button>
  );
}

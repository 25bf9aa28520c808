import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';

export type ButtonLook = 'primary' | 'secondary' | 'danger' | 'quiet';

const shape =
  'pressable justify-center gap-2 rounded-md border px-4 py-2 text-center font-medium no-underline transition-colors';

const looks: Record<ButtonLook, string> = {
  primary:
    'border-accent bg-accent text-on-accent hover:border-accent-strong hover:bg-accent-strong hover:text-on-accent',
  secondary:
    'border-line-strong bg-surface text-ink hover:border-ink hover:bg-sunken hover:text-ink',
  danger: 'border-bad bg-surface text-bad hover:bg-bad-soft hover:text-bad',
  quiet:
    'border-transparent bg-transparent text-accent underline hover:bg-sunken hover:text-accent-strong',
};

const unavailable = 'aria-disabled:cursor-not-allowed aria-disabled:opacity-60 disabled:opacity-60';

export function buttonClass(look: ButtonLook, extra = ''): string {
  return `${shape} ${looks[look]} ${unavailable} ${extra}`;
}

type ButtonProps = Omit<ComponentProps<'button'>, 'className'> & {
  look?: ButtonLook;
  extra?: string;
};

/** A button that does something on this page. Inside a form, prefer `SubmitButton`. */
export function Button({ look = 'secondary', extra, type = 'button', ...rest }: ButtonProps) {
  return <button {...rest} type={type} className={buttonClass(look, extra)} />;
}

type LinkButtonProps = { href: string; look?: ButtonLook; extra?: string; children: ReactNode };

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({ href, look = 'secondary', extra, children }: LinkButtonProps) {
  return (
    <Link href={href} className={buttonClass(look, extra)}>
      {children}
    </Link>
  );
}

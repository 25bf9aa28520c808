import type { ComponentProps, ReactNode } from 'react';

export type FieldWords = {
  /** Also the id, so that an error summary can link to `#name`. */
  name: string;
  /** Where several forms of a page have a field of this name, each needs its own. */
  id?: string | undefined;
  label: ReactNode;
  hint?: ReactNode;
  /** A sentence that says what to do. */
  error?: string | undefined;
};

export const controlClass =
  'block w-full min-h-11 rounded-md border bg-surface px-3 py-2 text-base text-ink placeholder:text-muted border-line-strong aria-invalid:border-bad aria-invalid:border-2';

/** What ties a control to its label, hint and error; spread it on the control. */
export function controlWords({ name, id = name, hint, error }: FieldWords) {
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean);
  return {
    id,
    name,
    'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
    'aria-invalid': error ? true : undefined,
  } as const;
}

/** Label above, hint below it, then the error, then the control. */
export function FieldFrame({
  name,
  id = name,
  label,
  hint,
  error,
  children,
}: FieldWords & { children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {hint ? (
        <div id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </div>
      ) : null}
      <FieldError name={id} error={error} />
      {children}
    </div>
  );
}

export function FieldError({ name, error }: Pick<FieldWords, 'name' | 'error'>) {
  if (!error) return null;
  return (
    <p id={`${name}-error`} className="text-sm font-medium text-bad">
      <span className="heard">Error: </span>
      {error}
    </p>
  );
}

type FieldProps = FieldWords & Omit<ComponentProps<'input'>, 'id' | 'name' | 'className'>;

/** One line of text. */
export function Field({ name, label, hint, error, type = 'text', ...rest }: FieldProps) {
  const words = { name, label, hint, error };
  return (
    <FieldFrame {...words}>
      <input {...rest} type={type} {...controlWords(words)} className={controlClass} />
    </FieldFrame>
  );
}

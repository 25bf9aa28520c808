import type { ComponentProps } from 'react';
import { controlWords, FieldError, type FieldWords } from './field.tsx';

type CheckboxProps = FieldWords &
  Omit<ComponentProps<'input'>, 'id' | 'name' | 'type' | 'className'>;

/** A statement to agree to; the whole line is the target. */
export function Checkbox({ name, label, hint, error, ...rest }: CheckboxProps) {
  return (
    <div className="flex flex-col gap-1.5">
      <FieldError name={name} error={error} />
      <div className="flex items-start gap-3">
        <input
          {...rest}
          type="checkbox"
          {...controlWords({ name, label, hint, error })}
          className="mt-2.5 size-6 shrink-0"
        />
        <div className="min-h-11">
          {/* As high as a finger, and no further from its hint. */}
          <label htmlFor={name} className="-mb-2.5 block py-2.5">
            {label}
          </label>
          {hint ? (
            <div id={`${name}-hint`} className="text-sm text-muted">
              {hint}
            </div>
          ) : null}
        </div>
      </div>
    </div>
  );
}

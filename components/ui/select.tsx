import type { ComponentProps } from 'react';
import { controlClass, controlWords, FieldFrame, type FieldWords } from './field.tsx';

export type Option = { value: string; label: string };

type SelectProps = FieldWords &
  Omit<ComponentProps<'select'>, 'id' | 'name' | 'className' | 'children'> & { options: Option[] };

/** One of a list. The key makes a form that comes back show the new choice: React keeps the first default otherwise. */
export function Select({ name, label, hint, error, options, ...rest }: SelectProps) {
  const words = { name, label, hint, error };
  return (
    <FieldFrame {...words}>
      <select
        key={String(rest.defaultValue)}
        {...rest}
        {...controlWords(words)}
        className={controlClass}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

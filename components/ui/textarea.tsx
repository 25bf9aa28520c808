import type { ComponentProps } from 'react';
import { controlClass, controlWords, FieldFrame, type FieldWords } from './field.tsx';

type TextareaProps = FieldWords & Omit<ComponentProps<'textarea'>, 'id' | 'name' | 'className'>;

/** Several lines of text. */
export function Textarea({ name, label, hint, error, rows = 5, ...rest }: TextareaProps) {
  const words = { name, label, hint, error };
  return (
    <FieldFrame {...words}>
      <textarea
        {...rest}
        rows={rows}
        {...controlWords(words)}
        className={`${controlClass} resize-y`}
      />
    </FieldFrame>
  );
}

import type { ReactNode } from 'react';
import { FieldError, type FieldWords } from './field.tsx';

export type Choice = { value: string; label: ReactNode; hint?: ReactNode };

type RadiosProps = FieldWords & {
  choices: Choice[];
  defaultValue?: string;
  onChoose?: (value: string) => void;
};

/** One of a few, all visible. The first choice carries the id `name`, for the link of the error summary. */
export function Radios({ name, label, hint, error, choices, defaultValue, onChoose }: RadiosProps) {
  const described = [hint ? `${name}-hint` : '', error ? `${name}-error` : ''].filter(Boolean);
  return (
    <fieldset className="flex flex-col gap-1.5" aria-describedby={described.join(' ') || undefined}>
      <legend className="mb-1 font-medium">{label}</legend>
      {hint ? (
        <div id={`${name}-hint`} className="text-sm text-muted">
          {hint}
        </div>
      ) : null}
      <FieldError name={name} error={error} />
      {choices.map((choice, position) => {
        const id = position === 0 ? name : `${name}-${choice.value}`;
        return (
          <div key={choice.value} className="flex items-start gap-3">
            <input
              type="radio"
              id={id}
              name={name}
              value={choice.value}
              defaultChecked={choice.value === defaultValue}
              onChange={onChoose ? () => onChoose(choice.value) : undefined}
              className="mt-2.5 size-6 shrink-0"
            />
            <label htmlFor={id} className="min-h-11 grow pt-2.5">
              {choice.label}
              {choice.hint ? <span className="block text-sm text-muted">{choice.hint}</span> : null}
            </label>
          </div>
        );
      })}
    </fieldset>
  );
}

import type { z } from 'zod';
import type { FieldProblem } from './field-problem.ts';

// Fields that React adds to forms of server actions.
const isOwn = (name: string) => !name.startsWith('$ACTION');
const isSecret = (name: string) => /password|code|passkey/i.test(name);

/** The fields of a form as zod reads them: a name given several times becomes a list. */
export function formFields(
  form: FormData,
): Record<string, FormDataEntryValue | FormDataEntryValue[]> {
  const names = [...new Set(form.keys())].filter(isOwn);
  return Object.fromEntries(
    names.map((name) => {
      const values = form.getAll(name);
      return [name, values.length > 1 ? values : values[0]!];
    }),
  );
}

/** What was typed, to fill the form again: texts only, and never what is named password, code or passkey. */
export function typedIn(form: FormData): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const [name, value] of form) {
    if (isOwn(name) && !isSecret(name) && typeof value === 'string') typed[name] ??= value;
  }
  return typed;
}

/** zod's findings as sentences at fields, the first of each field; what concerns no field is the form's sentence. */
export function problemsOf(error: z.ZodError): {
  problems: FieldProblem[];
  sentence: string | null;
} {
  const problems = new Map<string, FieldProblem>();
  let sentence: string | null = null;
  for (const { path, message } of error.issues) {
    const field = path.length > 0 ? String(path[0]) : null;
    if (field === null) sentence ??= message;
    else if (!problems.has(field)) problems.set(field, { field, sentence: message });
  }
  return { problems: [...problems.values()], sentence };
}

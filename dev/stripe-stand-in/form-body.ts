/** A nested form, `a[b][0][c]=d`, as Stripe's API takes it; lists become objects whose keys are their places. */
export type Fields = { [name: string]: string | Fields };

/** Reads `application/x-www-form-urlencoded`, of a body or a query. */
export function readForm(text: string): Fields {
  const fields: Fields = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.replaceAll(']', '').split('[');
    let at = fields;
    for (const key of path.slice(0, -1)) {
      const next = at[key];
      at = typeof next === 'object' ? next : newFields(at, key);
    }
    at[path.at(-1) || String(Object.keys(at).length)] = value;
  }
  return fields;
}

function newFields(at: Fields, key: string): Fields {
  const made: Fields = {};
  at[key] = made;
  return made;
}

/** The value at a path, or undefined. */
export function textAt(fields: Fields, ...path: string[]): string | undefined {
  const value = valueAt(fields, path);
  return typeof value === 'string' ? value : undefined;
}

/** The fields at a path; none where there are none. */
export function fieldsAt(fields: Fields, ...path: string[]): Record<string, string> {
  const value = valueAt(fields, path);
  if (typeof value !== 'object') return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

function valueAt(fields: Fields, path: string[]): string | Fields | undefined {
  let at: string | Fields | undefined = fields;
  for (const key of path) at = typeof at === 'object' ? at[key] : undefined;
  return at;
}

/** The fields of a receipt's text form that we use, and all known ones as the network wrote them. */
export type ReceiptFields = { id?: string; stat?: string; err?: string; raw: string };

type Name = 'id' | 'sub' | 'dlvrd' | 'submitdate' | 'donedate' | 'stat' | 'err' | 'text';
type Label = { name: Name; written: string; start: number; end: number };
type Field = { name: Name; words: string; value: string };

// `text` counts wherever it stands: better to lose a field than to keep a piece of a text.
const labelPattern =
  /(?:(?<=^|[\s,;])(id|sub|dlvrd|submit[ _]?date|done[ _]?date|stat|err)|(text))[ \t]*:/gi;

const date = /^(?:\d{6,14}|\d{2,4}[-/.]\d\d[-/.]\d{2,4}(?:[ T]\d\d:\d\d(?::\d\d)?)?)(?=$|[\s,;])/;

/** What a value may look like. Anything else is passed over, so that no piece of a text passes for a field. */
const valuePatterns: Readonly<Record<Exclude<Name, 'text'>, RegExp>> = {
  id: /^[^\s,;]{1,65}(?=$|[\s,;])/,
  sub: /^\d{1,4}(?=$|[\s,;])/,
  dlvrd: /^\d{1,4}(?=$|[\s,;])/,
  submitdate: date,
  donedate: date,
  stat: /^(?:[A-Za-z]{5,14}|\d)(?=$|[\s,;])/,
  err: /^[0-9A-Za-z._-]{1,12}(?=$|[\s,;])/,
};

/**
 * Reads `id:… sub:… dlvrd:… submit date:… done date:… stat:… err:… text:…` (SMPP 3.4 appendix B) in any order and
 * case, with missing parts. The text is never read: fields are taken from before it. Only where no state stands there
 * and `needsState` says that no optional parameter carries it, the text may have come first or in the middle; then the
 * unbroken row of fields that ends the receipt counts too.
 */
export function readReceiptFields(receipt: string, needsState: boolean): ReceiptFields {
  const labels = findLabels(receipt);
  const textAt = labels.findIndex((label) => label.name === 'text');
  const end = textAt < 0 ? labels.length : textAt;
  const before = labels.slice(0, end).map((_, at) => fieldAt(receipt, labels, at));
  const hasState = before.some((field) => field?.name === 'stat');
  if (hasState || !needsState || textAt < 0) return collect(before);
  return collect([...before, ...fieldsAtEnd(receipt, labels, textAt)]);
}

function findLabels(receipt: string): Label[] {
  return [...receipt.matchAll(labelPattern)].map((match) => ({
    name: (match[1] ?? match[2]!).toLowerCase().replace(/[ _]/, '') as Name,
    written: match[1] ?? '',
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Null where the value does not look like one. */
function fieldAt(receipt: string, labels: Label[], at: number): Field | null {
  const { name, written, end } = labels[at]!;
  if (name === 'text') return null;
  const between = receipt.slice(end, labels[at + 1]?.start ?? receipt.length).trim();
  const value = valuePatterns[name].exec(between)?.[0];
  return value === undefined ? null : { name, words: `${written}:${value}`, value };
}

/** From the last field backwards while each fills all the room up to the next. A name seen twice is the text's. */
function fieldsAtEnd(receipt: string, labels: Label[], textAt: number): (Field | null)[] {
  const fields: Field[] = [];
  for (let at = labels.length - 1; at > textAt; at--) {
    const field = fieldAt(receipt, labels, at);
    const room = receipt.slice(labels[at]!.end, labels[at + 1]?.start ?? receipt.length);
    if (!field || /[^\s,;]/.test(room.replace(field.value, ''))) break;
    if (fields.some((other) => other.name === field.name)) break;
    fields.unshift(field);
  }
  return fields;
}

function collect(fields: (Field | null)[]): ReceiptFields {
  const known = new Map<Name, Field>();
  for (const field of fields) if (field && !known.has(field.name)) known.set(field.name, field);
  const { id, stat, err } = Object.fromEntries(
    [...known].map(([name, { value }]) => [name, value]),
  );
  const raw = [...known.values()].map((field) => field.words).join(' ');
  return { ...(id && { id }), ...(stat && { stat }), ...(err && { err }), raw };
}

/** How a provider writes the id of one message: in the answer to submit_sm, and then in its receipt (rule A3). */
export type MessageIdForm = 'auto' | 'same' | 'hex-to-decimal' | 'decimal-to-hex';

/**
 * The form in which ids are stored and compared: no blanks around it, lower case, and for what looks like a number
 * (hexadecimal or decimal) without `0x` and leading zeros. The empty string stands for no id.
 */
export function normaliseMessageId(id: string): string {
  const plain = id.trim().toLowerCase();
  const digits = /^(?:0x)?0*([0-9a-f]+)$/.exec(plain);
  return digits ? digits[1]! : plain;
}

/**
 * The normalised ids of answers that a receipt's id may mean, the likeliest first; `auto` gives up to three, and the
 * recipient decides where more than one is known.
 */
export function answeredIdsOf(receiptId: string, form: MessageIdForm): string[] {
  const id = normaliseMessageId(receiptId);
  if (id === '' || form === 'same') return [id];
  const hexadecimal = /^[0-9]+$/.test(id) ? BigInt(id).toString(16) : id;
  const decimal = /^[0-9a-f]+$/.test(id) ? BigInt(`0x${id}`).toString(10) : id;
  if (form === 'hex-to-decimal') return [hexadecimal];
  if (form === 'decimal-to-hex') return [decimal];
  return [...new Set([id, hexadecimal, decimal])];
}

/** Which form a match has shown, so that `auto` can stop guessing; null where more than one would have matched. */
export function formOfMatch(answeredId: string, receiptId: string): MessageIdForm | null {
  const answered = normaliseMessageId(answeredId);
  const forms = (['same', 'hex-to-decimal', 'decimal-to-hex'] as const).filter((form) =>
    answeredIdsOf(receiptId, form).includes(answered),
  );
  return forms.length === 1 ? forms[0]! : null;
}

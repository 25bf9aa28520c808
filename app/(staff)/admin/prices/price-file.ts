/**
 * About 50,000 prices. Without script, what a refusal gives back as text is posted twice, as typed and in the state that
 * the form was rendered from, beside another file: together less than the 8 MB that an action takes.
 */
const MAX_BYTES = 2_000_000;

export const TOO_BIG =
  'This is too big for a price list: it may have 2 MB. Load it on the server with npm run prices:load.';

/** Whether a file or text is too big to be taken. */
export const isTooBig = (bytes: number): boolean => bytes > MAX_BYTES;

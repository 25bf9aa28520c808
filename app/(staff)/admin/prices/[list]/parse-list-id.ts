/** The number of a price list in an address or a form; null when it is none. */
export const parseListId = (text: string): number | null =>
  /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;

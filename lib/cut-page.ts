/**
 * The page of a list whose rows were asked for with one more than fits: that one tells whether another page follows.
 * `next` is the cursor of the last row of the page, and null on the last page.
 */
export function cutPage<Row, Cursor>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => Cursor,
): { page: Row[]; next: Cursor | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { page, next: last !== undefined && rows.length > limit ? cursorOf(last) : null };
}

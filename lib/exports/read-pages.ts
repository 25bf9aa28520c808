import type { ExportSource } from './export-source.ts';

const PAGE = 500;

type Reading<Row, Key> = {
  /** The rows behind `after` in the order of their keys, at most `limit`. */
  read: (after: Key | null, limit: number) => Promise<Row[]>;
  keyOf: (row: Row) => Key;
  limit?: number;
};

/** A table's rows page by page, each begun where the last one ended, with a breath between two. */
export async function* readPages<Row, Key>(
  source: ExportSource,
  { read, keyOf, limit = PAGE }: Reading<Row, Key>,
): AsyncGenerator<Row[]> {
  let after: Key | null = null;
  for (;;) {
    const rows: Row[] = await read(after, limit);
    if (rows.length > 0) yield rows;
    await source.breathe(rows.length);
    if (rows.length < limit) return;
    after = keyOf(rows.at(-1)!);
  }
}

/** A table that is short for every account, in one page. */
export async function* onePage<Row>(source: ExportSource, rows: Promise<Row[]>) {
  const page = await rows;
  if (page.length > 0) yield page;
  await source.breathe(page.length);
}

/** Each page with its records made from its rows. */
export async function* mapPages<Row, Record>(
  pages: AsyncIterable<Row[]>,
  make: (row: Row) => Record | Promise<Record>,
): AsyncGenerator<Record[]> {
  for await (const rows of pages) {
    const records: Record[] = [];
    for (const row of rows) records.push(await make(row));
    yield records;
  }
}

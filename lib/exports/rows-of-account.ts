import { and, asc, eq, getTableColumns, gt, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { ExportSource } from './export-source.ts';
import { readPages } from './read-pages.ts';

type AccountTable = PgTable & { accountId: PgColumn };
type RowOf<Table extends AccountTable> = Table['$inferSelect'];

type Choice<Table extends AccountTable> = {
  /** The column that makes a row one of its kind within the account, and orders them. */
  key?: keyof RowOf<Table> & string;
  /** Rows at once. */
  limit?: number;
  /** Only those. */
  where?: SQL;
};

/** The rows of the account in a table, page by page, in the order of their key (`id`, unless another is named). */
export function rowsOfAccount<Table extends AccountTable>(
  source: ExportSource,
  table: Table,
  { key = 'id', limit, where }: Choice<Table> = {},
): AsyncGenerator<RowOf<Table>[]> {
  const column = getTableColumns(table)[key]!;
  const mine = and(eq(table.accountId, source.accountId), where);
  return readPages<RowOf<Table>, unknown>(source, {
    read: (after, most) =>
      source.ctx.db
        .select()
        .from(table as PgTable)
        .where(after === null ? mine : and(mine, gt(column, after)))
        .orderBy(asc(column))
        .limit(most),
    keyOf: (row) => row[key],
    ...(limit === undefined ? {} : { limit }),
  });
}

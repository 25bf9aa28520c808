// biome-ignore-all lint/a11y/noRedundantRoles: some browsers drop the meaning of a table whose display changes.
import type { ReactNode } from 'react';

export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Figures stand at the right, in one width. */
  figures?: boolean;
  /** The cell that names the row: the heading of its card on a phone. */
  names?: boolean;
  /** Sentences: on a phone they stand under their header, not beside it. A cell of `null` is left out there. */
  prose?: boolean;
  /** What can be done with the row: on a phone without its header, since buttons say it themselves. */
  acts?: boolean;
};

type TableProps<Row> = {
  /** Says what the table holds; heard, and seen if `captionShown`. */
  caption: string;
  captionShown?: boolean;
  /** In which zone all its times are, such as 'Athens time': seen, so that the times need not repeat it. */
  zone?: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** For long lists of short rows: on a phone two cells a line, without their headers, instead of cards. */
  compact?: boolean;
};

/**
 * A table that turns into cards under 640 px. Its roles are written out for the browsers that would lose them there.
 */
export function Table<Row>({
  caption,
  captionShown,
  zone,
  columns,
  rows,
  rowKey,
  compact = false,
}: TableProps<Row>) {
  return (
    <table role="table" className="block w-full border-collapse text-left sm:table">
      <caption className={captionShown || zone ? seen : 'heard'}>
        <span className={captionShown ? 'font-semibold' : 'heard'}>{caption}</span>
        {zone ? <span className="block text-sm text-muted">Times are {zone}.</span> : null}
      </caption>
      <thead role="rowgroup" className="max-sm:heard">
        <tr role="row">
          {columns.map((column) => (
            <th
              key={column.key}
              role="columnheader"
              scope="col"
              className={`border-b px-3 py-2 text-sm font-medium text-muted first:pl-0 last:pr-0 ${column.figures ? 'text-right' : ''}`}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody
        role="rowgroup"
        className={`flex flex-col sm:table-row-group ${compact ? '' : 'gap-3'}`}
      >
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            role="row"
            className={`${compact ? line : card} sm:table-row sm:border-0 sm:bg-transparent`}
          >
            {columns.map((column) => (
              <Cell key={column.key} column={column} row={row} compact={compact} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const seen = 'block pb-2 text-left sm:table-caption';
const card = 'flex flex-col gap-2 rounded-lg border bg-surface p-4';
/** A link that names a row is as high as a finger on a phone. */
const target = 'max-sm:[&>a]:flex max-sm:[&>a]:min-h-11 max-sm:[&>a]:items-center';
const line = 'grid grid-cols-[1fr_auto] gap-x-4 border-b py-2';

type CellProps<Row> = { column: Column<Row>; row: Row; compact: boolean };

function Cell<Row>({ column, row, compact }: CellProps<Row>) {
  const content = column.cell(row);
  const placed = 'sm:table-cell sm:border-b sm:px-3 sm:align-top sm:first:pl-0 sm:last:pr-0';
  // So that what a button says stands in line with the row.
  const height = column.acts ? 'sm:py-1' : 'sm:py-3';
  if (column.names) {
    return (
      <th
        role="rowheader"
        scope="row"
        className={`block text-left font-semibold ${placed} ${height} ${target} sm:font-medium`}
      >
        {content}
      </th>
    );
  }
  const below = column.prose || column.acts;
  const onPhone = content === null ? 'max-sm:hidden' : below ? 'flex-col' : 'justify-between';
  return (
    <td
      role="cell"
      className={`flex gap-x-4 ${onPhone} ${placed} ${height} ${column.figures ? 'figures sm:text-right' : ''}`}
    >
      {compact || column.acts ? null : (
        <span aria-hidden="true" className="shrink-0 text-sm text-muted sm:hidden">
          {column.header}
        </span>
      )}
      <div className={`min-w-0 ${below || compact ? '' : 'max-sm:text-right'}`}>{content}</div>
    </td>
  );
}

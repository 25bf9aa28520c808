import type { Stays } from '#lib/deletion/what-stays.ts';
import { formatDay } from './ui/format-time.ts';
import { type Column, Table } from './ui/table.tsx';

/** What a deletion leaves, why, and until when. */
export function StaysTable({ stays, timeZone }: { stays: Stays[]; timeZone: string }) {
  return (
    <Table
      caption="What stays after the deletion"
      columns={columnsOf(timeZone)}
      rows={stays}
      rowKey={(row) => row.what}
    />
  );
}

const columnsOf = (timeZone: string): Column<Stays>[] => [
  { key: 'what', header: 'What', names: true, cell: (row) => row.what },
  { key: 'why', header: 'Why', prose: true, cell: (row) => row.why },
  {
    key: 'until',
    header: 'Until when',
    prose: true,
    cell: (row) => (typeof row.until === 'string' ? row.until : formatDay(row.until, timeZone)),
  },
];

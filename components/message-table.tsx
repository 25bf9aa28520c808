import Link from 'next/link';
import { paths } from '#lib/web/paths.ts';
import type { MessageRow } from './message-row.ts';
import { zoneName } from './ui/format-time.ts';
import { StateBadge } from './ui/state-badge.tsx';
import { Table } from './ui/table.tsx';
import { Time } from './ui/time.tsx';

type MessageTableProps = { caption: string; rows: MessageRow[]; timeZone: string };

/** Messages, one a line: to whom, how far, why, what it cost, since when. */
export function MessageTable({ caption, rows, timeZone }: MessageTableProps) {
  return (
    <Table
      caption={caption}
      zone={zoneName(timeZone)}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'recipient',
          header: 'Recipient',
          names: true,
          cell: ({ batchId, id, recipient }) => (
            <Link
              href={paths.message(batchId, id)}
              prefetch={false}
              className="figures whitespace-nowrap"
            >
              {recipient}
            </Link>
          ),
        },
        { key: 'state', header: 'State', cell: ({ state }) => <StateBadge state={state} /> },
        {
          key: 'why',
          header: 'What that means',
          prose: true,
          cell: ({ sentence }) => <span className="text-sm">{sentence}</span>,
        },
        { key: 'charged', header: 'Charged', figures: true, cell: ({ charged }) => charged },
        {
          key: 'at',
          header: 'Since',
          figures: true,
          cell: ({ at }) => <Time at={at} timeZone={timeZone} zone={false} seconds />,
        },
      ]}
    />
  );
}

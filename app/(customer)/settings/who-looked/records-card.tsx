import Link from 'next/link';
import { recipientWords } from '#components/message-row.ts';
import { Card } from '#components/ui/card.tsx';
import { zoneName } from '#components/ui/format-time.ts';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import type { SeenRecord } from '#lib/accesses/list-access-records.ts';
import { paths } from '#lib/web/paths.ts';

type RecordsCardProps = { records: SeenRecord[]; timeZone: string };

/** What was on the screen of staff: which message, what of it, when, how often. */
export function RecordsCard({ records, timeZone }: RecordsCardProps) {
  return (
    <Card title="What was seen">
      {records.length > 0 ? (
        <Table
          caption="Records that staff saw"
          zone={zoneName(timeZone)}
          columns={columnsIn(timeZone)}
          rows={records}
          rowKey={({ batchId, messageId }) => messageId ?? batchId}
        />
      ) : (
        <p className="text-muted">Nothing was seen.</p>
      )}
    </Card>
  );
}

const columnsIn = (timeZone: string): Column<SeenRecord>[] => [
  { key: 'what', header: 'What', names: true, cell: (record) => <What record={record} /> },
  {
    key: 'fields',
    header: 'Of it',
    prose: true,
    cell: ({ fields }) => fields.map((field) => fieldWords[field] ?? field).join(', '),
  },
  {
    key: 'first',
    header: 'First seen',
    cell: ({ firstAt }) => <Time at={firstAt} timeZone={timeZone} seconds zone={false} />,
  },
  {
    key: 'last',
    header: 'Last seen',
    cell: ({ lastAt }) => <Time at={lastAt} timeZone={timeZone} seconds zone={false} />,
  },
  {
    key: 'times',
    header: 'How often',
    figures: true,
    cell: ({ times }) => times.toLocaleString('en'),
  },
];

const fieldWords: Record<string, string> = {
  number: 'the number',
  sender: 'the sender',
  text: 'the text',
};

function What({ record: { batchId, messageId, recipient } }: { record: SeenRecord }) {
  if (!messageId) {
    return (
      <Link href={paths.batch(batchId)} prefetch={false}>
        The send as a whole
      </Link>
    );
  }
  // With its number the page of the message is gone too.
  if (recipient === null) return 'A message whose number is deleted';
  return (
    <Link
      href={paths.message(batchId, messageId)}
      prefetch={false}
      className="figures whitespace-nowrap"
    >
      {recipientWords({ recipient })}
    </Link>
  );
}

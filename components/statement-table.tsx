import Link from 'next/link';
import type { StatementEntry } from '#lib/ledger/read-statement.ts';
import { paths } from '#lib/web/paths.ts';
import { zoneName } from './ui/format-time.ts';
import { Money } from './ui/money.tsx';
import { Table } from './ui/table.tsx';
import { Time } from './ui/time.tsx';

type StatementTableProps = { entries: StatementEntry[]; currency: string; timeZone: string };

/** Lines of the statement, newest first, each with the balance after it. */
export function StatementTable({ entries, currency, timeZone }: StatementTableProps) {
  return (
    <Table
      caption="What changed my balance, newest first"
      zone={zoneName(timeZone)}
      rows={entries}
      rowKey={({ id }) => String(id)}
      columns={[
        {
          key: 'words',
          header: 'What',
          names: true,
          cell: ({ words, batchId }) =>
            batchId ? (
              <Link href={paths.batch(batchId)} prefetch={false}>
                {words}
              </Link>
            ) : (
              words
            ),
        },
        {
          key: 'at',
          header: 'When',
          cell: ({ at }) => <Time at={at} timeZone={timeZone} zone={false} />,
        },
        {
          key: 'amount',
          header: 'Amount',
          figures: true,
          cell: ({ amountMicros }) => (
            <span
              className={`whitespace-nowrap ${amountMicros > 0 ? 'font-medium text-good' : ''}`}
            >
              {amountMicros > 0 ? '+' : ''}
              <Money value={amountMicros} currency={currency} />
            </span>
          ),
        },
        {
          key: 'balance',
          header: 'Balance',
          figures: true,
          cell: ({ balanceMicros }) =>
            balanceMicros === null ? (
              <span className="text-muted">unchanged</span>
            ) : (
              <Money value={balanceMicros} currency={currency} />
            ),
        },
      ]}
    />
  );
}

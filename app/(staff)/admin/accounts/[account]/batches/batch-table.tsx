import Link from 'next/link';
import { zoneName } from '#components/ui/format-time.ts';
import { Money } from '#components/ui/money.tsx';
import { countsInWords, StateBar } from '#components/ui/state-bar.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import type { StaffBatch } from '#lib/accesses/list-account-batches.ts';
import { env } from '#lib/env.ts';
import type { AccountId } from '#lib/ids.ts';
import { paths } from '#lib/web/paths.ts';

type BatchTableProps = { caption: string; accountId: AccountId; batches: StaffBatch[] };

/** Sends as staff see them: when, how many, how far, what they cost. */
export function BatchTable({ caption, accountId, batches }: BatchTableProps) {
  return (
    <Table
      caption={caption}
      zone={zoneName(env.TIME_ZONE)}
      columns={columnsOf(accountId)}
      rows={batches}
      rowKey={({ id }) => id}
    />
  );
}

const columnsOf = (accountId: AccountId): Column<StaffBatch>[] => [
  {
    key: 'accepted',
    header: 'Accepted',
    names: true,
    cell: ({ id, acceptedAt }) => (
      <Link href={paths.adminAccountBatch(accountId, id)} prefetch={false}>
        <Time at={acceptedAt} timeZone={env.TIME_ZONE} seconds zone={false} />
      </Link>
    ),
  },
  {
    key: 'recipients',
    header: 'Recipients',
    figures: true,
    cell: ({ recipients }) => recipients.toLocaleString('en'),
  },
  {
    key: 'states',
    header: 'States',
    prose: true,
    cell: ({ counts }) => (
      <div className="flex flex-col gap-1">
        <StateBar counts={counts} />
        <span className="figures text-sm">{countsInWords(counts)}</span>
      </div>
    ),
  },
  {
    key: 'charged',
    header: 'Charged',
    figures: true,
    cell: ({ chargedMicros, currency }) => <Money value={chargedMicros} currency={currency} />,
  },
];

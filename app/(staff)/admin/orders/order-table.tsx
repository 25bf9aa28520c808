import Link from 'next/link';
import { Money } from '#components/ui/money.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { env } from '#lib/env.ts';
import { writeOrderReference } from '#lib/orders/order-reference.ts';
import { orderStateWords, orderWayWords } from '#lib/orders/order-words.ts';
import type { StaffOrder } from '#lib/orders/staff-orders.ts';
import { paths } from '#lib/web/paths.ts';

/** Orders for staff: what they are and how they stand; who ordered stands nowhere. */
export function OrderTable({ caption, orders }: { caption: string; orders: StaffOrder[] }) {
  return <Table caption={caption} columns={columns} rows={orders} rowKey={({ id }) => id} />;
}

const columns: Column<StaffOrder>[] = [
  {
    key: 'reference',
    header: 'Reference',
    names: true,
    cell: ({ reference }) => (
      <Link
        href={paths.adminOrder(reference)}
        prefetch={false}
        className="figures max-sm:flex max-sm:min-h-11 max-sm:items-center"
      >
        {writeOrderReference(reference)}
      </Link>
    ),
  },
  { key: 'state', header: 'State', cell: ({ state }) => orderStateWords[state] },
  { key: 'way', header: 'Paid by', cell: ({ way }) => orderWayWords[way] },
  {
    key: 'placed',
    header: 'Ordered',
    cell: ({ placedAt }) => <Time at={placedAt} timeZone={env.TIME_ZONE} zone={false} />,
  },
  {
    key: 'total',
    header: 'To pay',
    figures: true,
    cell: ({ totalMicros, currency }) => <Money value={totalMicros} currency={currency} />,
  },
];

import Link from 'next/link';
import { zoneName } from '#components/ui/format-time.ts';
import { Money } from '#components/ui/money.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { env } from '#lib/env.ts';
import { writeOrderReference } from '#lib/orders/order-reference.ts';
import { orderStateWords, orderWayWords } from '#lib/orders/order-words.ts';
import type { StaffOrder } from '#lib/orders/staff-orders.ts';
import { paths } from '#lib/web/paths.ts';

/** Orders for staff: what they are and how they stand; who ordered stands nowhere. */
export function OrderTable({ caption, orders, isUnbooked = false }: OrderTableProps) {
  return (
    <Table
      caption={caption}
      zone={zoneName(env.TIME_ZONE)}
      columns={isUnbooked ? [...columns, paymentColumn] : columns}
      rows={orders}
      rowKey={({ id }) => id}
    />
  );
}

type Row = StaffOrder & { paymentIntent?: string | null };
type OrderTableProps = {
  caption: string;
  orders: Row[];
  /** With the payment that is not booked, as Stripe calls it. */
  isUnbooked?: boolean;
};

const paymentColumn: Column<Row> = {
  key: 'payment',
  header: 'At Stripe',
  cell: ({ paymentIntent }) => <code>{paymentIntent}</code>,
};

const columns: Column<Row>[] = [
  {
    key: 'reference',
    header: 'Reference',
    names: true,
    cell: ({ reference }) => (
      <Link href={paths.adminOrder(reference)} prefetch={false} className="figures">
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

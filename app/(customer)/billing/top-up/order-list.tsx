import Link from 'next/link';
import { Money } from '#components/ui/money.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import type { OrderSummary } from '#lib/orders/order-summary.ts';
import { orderStateWords, orderWayWords } from '#lib/orders/order-words.ts';
import { paths } from '#lib/web/paths.ts';

type OrderListProps = { orders: OrderSummary[]; timeZone: string };

/** The last orders, each with how it stands. */
export function OrderList({ orders, timeZone }: OrderListProps) {
  return (
    <Table
      caption="Orders, newest first"
      columns={columnsIn(timeZone)}
      rows={orders}
      rowKey={({ id }) => id}
    />
  );
}

const columnsIn = (timeZone: string): Column<OrderSummary>[] => [
  {
    key: 'credit',
    header: 'Credit',
    names: true,
    cell: ({ id, creditMicros, currency }) => (
      <Link href={paths.topUpOrder(id)} prefetch={false}>
        <Money value={creditMicros} currency={currency} />
      </Link>
    ),
  },
  { key: 'state', header: 'State', cell: ({ state }) => orderStateWords[state] },
  { key: 'way', header: 'By', cell: ({ way }) => orderWayWords[way] },
  {
    key: 'at',
    header: 'Ordered',
    cell: ({ placedAt }) => <Time at={placedAt} timeZone={timeZone} />,
  },
  {
    key: 'total',
    header: 'To pay',
    figures: true,
    cell: ({ totalMicros, currency }) => <Money value={totalMicros} currency={currency} />,
  },
];

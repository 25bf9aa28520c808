import { Card } from '#components/ui/card.tsx';
import { Money } from '#components/ui/money.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import type { OrderDetails, ReversalSummary } from '#lib/orders/read-order.ts';
import type { ReversalKind } from '#lib/orders/reverse-payment.ts';

const words: Record<ReversalKind, string> = {
  refund: 'Paid back',
  dispute: 'Taken back by your bank',
  dispute_won: 'Came again: your bank decided so',
};

/** What of a payment went back to the payer, or came again. */
export function MoneyBack({ order, timeZone }: { order: OrderDetails; timeZone: string }) {
  if (order.reversals.length === 0) return null;
  return (
    <Card title="What went back">
      <Table
        caption="What of this payment went back"
        columns={columnsIn(order.currency, timeZone)}
        rows={order.reversals}
        rowKey={({ id }) => id}
      />
    </Card>
  );
}

const columnsIn = (currency: string, timeZone: string): Column<ReversalSummary>[] => [
  { key: 'what', header: 'What', names: true, cell: ({ kind }) => words[kind] },
  { key: 'when', header: 'When', cell: ({ at }) => <Time at={at} timeZone={timeZone} /> },
  {
    key: 'credit',
    header: 'Credit',
    figures: true,
    cell: ({ creditMicros }) => <Money value={creditMicros} currency={currency} />,
  },
  {
    key: 'total',
    header: 'With VAT',
    figures: true,
    cell: ({ totalMicros }) => <Money value={totalMicros} currency={currency} />,
  },
];

import Link from 'next/link';
import { Card } from '#components/ui/card.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Money } from '#components/ui/money.tsx';
import { Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { businessDay } from '#lib/billing/business-day.ts';
import { env } from '#lib/env.ts';
import { writeDay } from '#lib/invoices/write-day.ts';
import { orderStateWords, orderWayWords } from '#lib/orders/order-words.ts';
import type { ReversalSummary } from '#lib/orders/read-order.ts';
import type { StaffOrderDetails } from '#lib/orders/read-staff-order.ts';
import { paths } from '#lib/web/paths.ts';

/** What was ordered and paid, and under which numbers it was invoiced. */
export function OrderCard({ order }: { order: StaffOrderDetails }) {
  const { currency, payment, invoices } = order;
  const numbers = invoices.map(({ number }) => number).join(', ');
  return (
    <Card title="Order">
      <Facts
        facts={[
          { term: 'State', value: orderStateWords[order.state] },
          { term: 'Paid by', value: orderWayWords[order.way] },
          { term: 'Credit', value: <Money value={order.creditMicros} currency={currency} /> },
          {
            term: `VAT at ${order.vatRate / 100} %`,
            value: <Money value={order.vatMicros} currency={currency} />,
          },
          {
            term: 'To pay',
            value: (
              <strong>
                <Money value={order.totalMicros} currency={currency} />
              </strong>
            ),
          },
          { term: 'Ordered', value: <Time at={order.placedAt} timeZone={env.TIME_ZONE} /> },
          ...(order.state === 'open'
            ? [
                {
                  term: 'Waits until',
                  value: <Time at={order.lapsesAt} timeZone={env.TIME_ZONE} />,
                },
              ]
            : []),
          ...(payment
            ? [
                {
                  term: 'Payment',
                  value: `${payment.reference}, ${writeDay(businessDay(payment.receivedAt))}`,
                },
              ]
            : []),
          ...(numbers ? [{ term: 'Invoices', value: numbers }] : []),
          { term: 'Account', value: <AccountLink order={order} /> },
        ]}
      />
    </Card>
  );
}

function AccountLink({ order: { accountId, isClosed } }: { order: StaffOrderDetails }) {
  if (isClosed) return <span className="break-all">{accountId}, deleted</span>;
  return (
    <Link href={paths.adminAccount(accountId)} className="break-all max-sm:pressable">
      {accountId}
    </Link>
  );
}

const kindWords = {
  refund: 'Given back',
  dispute: 'Taken back by the payer’s bank',
  dispute_won: 'Came again after a dispute',
} satisfies Record<ReversalSummary['kind'], string>;

/** What went back of the payment, the oldest first. */
export function ReversalsCard({ order: { reversals, currency } }: { order: StaffOrderDetails }) {
  if (reversals.length === 0) return null;
  return (
    <Card title="What went back">
      <Table
        caption="What went back of this payment"
        rows={reversals}
        rowKey={({ id }) => id}
        columns={[
          { key: 'kind', header: 'What', names: true, cell: ({ kind }) => kindWords[kind] },
          {
            key: 'at',
            header: 'When',
            cell: ({ at }) => <Time at={at} timeZone={env.TIME_ZONE} />,
          },
          { key: 'why', header: 'Reason', prose: true, cell: ({ reason }) => reason },
          {
            key: 'total',
            header: 'Amount',
            figures: true,
            cell: ({ totalMicros }) => <Money value={totalMicros} currency={currency} />,
          },
          {
            key: 'debt',
            header: 'Owed since',
            figures: true,
            cell: ({ debtMicros }) =>
              debtMicros > 0 ? <Money value={debtMicros} currency={currency} /> : null,
          },
        ]}
      />
    </Card>
  );
}

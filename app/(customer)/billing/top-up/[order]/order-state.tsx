import Link from 'next/link';
import type { ReactNode } from 'react';
import { Refresh } from '#components/refresh.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Time } from '#components/ui/time.tsx';
import { formatMoney } from '#lib/money/format-money.ts';
import type { OrderDetails } from '#lib/orders/read-order.ts';
import { paths } from '#lib/web/paths.ts';
import { OpenOrderForms } from './open-order-forms.tsx';

/** What the address says of where the customer comes from. Only a hint: what was paid, the bank says. */
type CameFrom = 'paid' | 'left' | null;

type OrderStateProps = {
  order: OrderDetails;
  /** A payment came in that is not what was ordered. */
  isUnbooked: boolean;
  cameFrom: CameFrom;
  timeZone: string;
};

const lookAgainMs = 2_000;

/** How an order stands, honestly, and what can be done about it. */
export function OrderState({ order, isUnbooked, cameFrom, timeZone }: OrderStateProps) {
  if (isUnbooked) {
    return (
      <Notice tone="unsure" title="A payment came in that is not what was ordered" live>
        <p>A person looks at it and pays it back or books it. You need do nothing.</p>
      </Notice>
    );
  }
  // What a transfer waits for, and for how long, stands with what to transfer.
  if (order.way === 'transfer' && (order.state === 'open' || order.state === 'lapsed')) return null;
  if (order.state === 'open') {
    return <OpenOrder order={order} cameFrom={cameFrom} timeZone={timeZone} />;
  }
  return ended[order.state](order);
}

const again = (
  <p>
    <Link href={paths.topUp()}>Choose an amount again</Link>
  </p>
);

const ended: Record<Exclude<OrderDetails['state'], 'open'>, (order: OrderDetails) => ReactNode> = {
  paid: ({ creditMicros, currency, invoices }) => (
    <Notice tone="good" title="Paid" live>
      <p>
        {formatMoney(creditMicros, currency)} of credit is in your balance
        {invoices[0] ? `, invoice ${invoices[0].number}` : ''}.
      </p>
    </Notice>
  ),
  lapsed: () => (
    <Notice title="This order has lapsed">
      <p>It was not paid in time. Nothing was charged.</p>
      {again}
    </Notice>
  ),
  cancelled: () => (
    <Notice title="This order was cancelled">
      <p>Nothing was charged.</p>
      {again}
    </Notice>
  ),
  failed: ({ way }) => (
    <Notice tone="bad" title="The payment failed">
      <p>
        Nothing was charged.{' '}
        {way === 'automatic' ? 'Automatic top-ups rest until you switch them on again.' : ''}
      </p>
      {again}
    </Notice>
  ),
};

type OpenOrderProps = Omit<OrderStateProps, 'isUnbooked'>;

function OpenOrder({ order, cameFrom, timeZone }: OpenOrderProps) {
  const waits = order.way === 'automatic' || cameFrom === 'paid';
  if (waits) {
    return (
      <Notice title="Waiting for the confirmation of the bank" live>
        <p>It usually takes some seconds. Nothing is in your balance until then.</p>
        <p>
          <Link
            href={paths.topUpOrder(order.id, { from: cameFrom })}
            prefetch={false}
            className="max-sm:pressable"
          >
            Look again
          </Link>
        </p>
        <Refresh everyMs={lookAgainMs} />
      </Notice>
    );
  }
  return (
    <Notice title={cameFrom === 'left' ? 'You left the payment page' : 'Not paid yet'}>
      <p>
        Nothing was charged. This order stays open until{' '}
        <Time at={order.lapsesAt} timeZone={timeZone} />.
      </p>
      <OpenOrderForms
        orderId={order.id}
        payWords={`Pay ${formatMoney(order.totalMicros, order.currency)}`}
      />
    </Notice>
  );
}

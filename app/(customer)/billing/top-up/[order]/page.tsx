import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Card } from '#components/ui/card.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Money } from '#components/ui/money.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Time } from '#components/ui/time.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { type OrderId, parseId } from '#lib/ids.ts';
import { writeOrderReference } from '#lib/orders/order-reference.ts';
import { orderWayWords } from '#lib/orders/order-words.ts';
import { type OrderDetails, readOrder } from '#lib/orders/read-order.ts';
import { hasUnbookedPayment } from '#lib/payments/has-unbooked-payment.ts';
import { paths } from '#lib/web/paths.ts';
import { TransferFacts } from '../transfer-facts.tsx';
import { vatNote } from '../vat-words.ts';
import { MoneyBack } from './money-back.tsx';
import { OrderState } from './order-state.tsx';

export const metadata: Metadata = { title: 'Order' };

type OrderPageProps = {
  params: Promise<{ order: string }>;
  searchParams: Promise<{ from?: string | string[] }>;
};

export default async function OrderPage({ params, searchParams }: OrderPageProps) {
  const customer = await requireCustomer();
  const id = parseId<OrderId>((await params).order);
  const order = id && (await readOrder(customer, id));
  if (!order) notFound();
  const isUnbooked = await hasUnbookedPayment(customer, order.id);
  const { from } = await searchParams;
  const { timeZone } = customer;
  return (
    <>
      <PageHeader
        back={{ href: paths.topUp(), words: 'Top up' }}
        title={
          <>
            <Money value={order.creditMicros} currency={order.currency} /> of SMS credit
          </>
        }
      />
      <OrderState
        order={order}
        isUnbooked={isUnbooked}
        cameFrom={from === 'paid' || from === 'left' ? from : null}
        timeZone={timeZone}
      />
      <TransferFacts order={order} timeZone={timeZone} />
      <Card title="The order">
        <Facts facts={factsOf(order, timeZone)} />
      </Card>
      <MoneyBack order={order} timeZone={timeZone} />
    </>
  );
}

function factsOf(order: OrderDetails, timeZone: string) {
  const { creditMicros, vatMicros, totalMicros, currency } = order;
  const money = (value: typeof creditMicros) => <Money value={value} currency={currency} />;
  const [invoice] = order.invoices;
  return [
    { term: 'SMS credit', value: money(creditMicros) },
    {
      term: 'VAT',
      value: (
        <>
          {money(vatMicros)}{' '}
          <span className="text-muted">{vatNote(order.vatTreatment, order.vatRate)}</span>
        </>
      ),
    },
    { term: 'To pay', value: <b>{money(totalMicros)}</b> },
    { term: 'By', value: orderWayWords[order.way] },
    { term: 'Ordered', value: <Time at={order.placedAt} timeZone={timeZone} /> },
    ...(order.payment
      ? [{ term: 'Paid', value: <Time at={order.payment.receivedAt} timeZone={timeZone} /> }]
      : []),
    ...(invoice
      ? [
          {
            term: 'Invoice',
            value: (
              <a href={paths.invoiceFile(invoice.id, 'pdf')} className="max-sm:pressable">
                {invoice.number} (PDF)
              </a>
            ),
          },
        ]
      : []),
    // Of a transfer it stands above, to be copied.
    ...(order.way === 'transfer' && order.state === 'open'
      ? []
      : [{ term: 'Reference', value: writeOrderReference(order.reference) }]),
  ];
}

import type { ReactNode } from 'react';
import { AskOnce } from '#components/ask-once.tsx';
import { Card } from '#components/ui/card.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Money } from '#components/ui/money.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Time } from '#components/ui/time.tsx';
import { env } from '#lib/env.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import { writeOrderReference } from '#lib/orders/order-reference.ts';
import type { OrderSummary } from '#lib/orders/order-summary.ts';
import { giveUpOrder } from './actions.ts';

/** What to transfer, and where to, for an order that waits for it. Nothing for any other order. */
export function TransferFacts({ order, timeZone }: { order: OrderSummary; timeZone: string }) {
  if (order.way !== 'transfer') return null;
  if (order.state === 'lapsed') return <Lapsed />;
  if (order.state !== 'open') return null;
  const iban = env.BANK_ACCOUNT.replace(/\s/g, '');
  const shownReference = writeOrderReference(order.reference);
  return (
    <Card title="Transfer this">
      <Facts
        facts={[
          {
            term: 'Amount',
            value: (
              <Copied text={plainAmount(order)}>
                <strong>
                  <Money value={order.totalMicros} currency={order.currency} />
                </strong>
              </Copied>
            ),
          },
          {
            term: 'Account holder',
            value: <Copied text={env.BANK_ACCOUNT_HOLDER}>{env.BANK_ACCOUNT_HOLDER}</Copied>,
          },
          {
            term: 'IBAN',
            value: (
              <Copied text={iban}>
                <span className="figures">{iban.replace(/.{4}(?=.)/g, '$& ')}</span>
              </Copied>
            ),
          },
          {
            term: 'Reference',
            value: (
              <Copied text={order.reference}>
                <strong className="figures">{shownReference}</strong>
              </Copied>
            ),
          },
          {
            term: 'The order waits until',
            value: <Time at={order.lapsesAt} timeZone={timeZone} />,
          },
        ]}
      />
      <Notice title="Write the reference, and transfer exactly this amount">
        <p>
          We book it when it arrives, usually in 1–3 working days. By the reference we know that it
          is yours; another amount cannot be booked and goes back.
        </p>
      </Notice>
      <AskOnce
        words="Cancel this order"
        confirm="Cancel the order"
        action={giveUpOrder}
        hidden={{ orderId: order.id }}
      >
        The order ends. If you have made the transfer already, leave it as it is: it is booked when
        it arrives.
      </AskOnce>
    </Card>
  );
}

function Copied({ text, children }: { text: string; children: ReactNode }) {
  return (
    <span className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <span className="min-w-0 break-words">{children}</span>
      <CopyButton text={text} />
    </span>
  );
}

const Lapsed = () => (
  <Notice tone="unsure" title="This order waited long enough">
    <p>
      If your transfer is on its way, it is still booked when it arrives. Otherwise, order again.
    </p>
  </Notice>
);

/** As banks take it: 62.00. */
const plainAmount = ({ totalMicros, currency }: OrderSummary): string =>
  formatMoney(totalMicros, currency).replace(/[^\d.]/g, '');

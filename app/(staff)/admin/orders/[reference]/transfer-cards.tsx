import { ActButton } from '#components/act-button.tsx';
import { AskOnce } from '#components/ask-once.tsx';
import { Card } from '#components/ui/card.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Money } from '#components/ui/money.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Time } from '#components/ui/time.tsx';
import { businessDay } from '#lib/billing/business-day.ts';
import { env } from '#lib/env.ts';
import type { UserId } from '#lib/ids.ts';
import { writeDay } from '#lib/invoices/write-day.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import type { StaffOrderDetails } from '#lib/orders/read-staff-order.ts';
import type { Confirmation } from '#lib/orders/transfer-confirmations.ts';
import { submitSecond, submitWithdrawal } from './actions.ts';
import { ConfirmForm } from './confirm-form.tsx';
import { RefundForm } from './refund-form.tsx';

type CardProps = { order: StaffOrderDetails; me: UserId };

/** What there is to do about a transfer that has not been booked: the first word, or the second. */
export function ConfirmCard({ order, me }: CardProps) {
  const { way, state, confirmations, reference, currency, totalMicros } = order;
  if (way !== 'transfer' || state === 'paid') return null;
  const live = confirmations.find(({ withdrawnAt }) => withdrawnAt === null);
  if (live) return <SecondCard order={order} live={live} me={me} />;
  const isLarge = totalMicros > env.SECOND_PERSON_ABOVE;
  return (
    <Card title="Confirm the transfer">
      <p className="max-w-prose text-muted">
        {isLarge
          ? `Above ${formatMoney(env.SECOND_PERSON_ABOVE, currency)} it is booked when another member of staff has confirmed it too.`
          : 'The customer has the credit, and the invoice, with this press.'}
      </p>
      <ConfirmForm reference={reference} currency={currency} today={businessDay(new Date())} />
    </Card>
  );
}

function SecondCard({ order, live, me }: CardProps & { live: Confirmation }) {
  const hidden = { reference: order.reference, confirmationId: live.id };
  const amount = formatMoney(live.amountMicros, order.currency);
  return (
    <Card title="Waits for a second person">
      <Seen order={order} confirmation={live} />
      {live.firstBy === me ? (
        <Notice title="You confirmed it first">
          <p>Another member of staff looks for it on the statement and books it.</p>
        </Notice>
      ) : (
        <>
          <p className="max-w-prose text-muted">
            Find this line on the bank’s statement yourself. If the amount, the day and the
            reference are the same there, book it.
          </p>
          <ActButton action={submitSecond} hidden={hidden} look="primary">
            {`Book ${amount}`}
          </ActButton>
        </>
      )}
      <AskOnce
        words="Withdraw the confirmation"
        confirm="Withdraw"
        action={submitWithdrawal}
        hidden={hidden}
      >
        Nothing has been booked. The order waits for its money again.
      </AskOnce>
    </Card>
  );
}

function Seen({ order, confirmation }: { order: StaffOrderDetails; confirmation: Confirmation }) {
  const { amountMicros, receivedOn, bankReference, firstBy, firstAt } = confirmation;
  return (
    <Facts
      facts={[
        { term: 'Amount', value: <Money value={amountMicros} currency={order.currency} /> },
        { term: 'Came in on', value: writeDay(receivedOn) },
        { term: 'Number of the line', value: <span className="break-all">{bankReference}</span> },
        {
          term: 'Confirmed by',
          value: (
            <>
              {order.staffNames.get(firstBy) ?? firstBy},{' '}
              <Time at={firstAt} timeZone={env.TIME_ZONE} />
            </>
          ),
        },
      ]}
    />
  );
}

/** Who confirmed and withdrew what, once it is booked or confirmed anew. */
export function HistoryCard({ order }: { order: StaffOrderDetails }) {
  const { confirmations, staffNames, currency } = order;
  const past = confirmations.filter((one) => one.withdrawnAt || order.state === 'paid');
  if (past.length === 0) return null;
  const name = (id: UserId) => staffNames.get(id) ?? id;
  return (
    <Card title="Confirmations">
      <ul className="flex flex-col gap-3">
        {past.map(({ id, amountMicros, receivedOn, bankReference, ...who }) => (
          <li key={id}>
            <Money value={amountMicros} currency={currency} /> of {writeDay(receivedOn)}, line{' '}
            <span className="break-all">{bankReference}</span>: confirmed by {name(who.firstBy)}
            {who.secondBy ? ` and by ${name(who.secondBy)}` : null}
            {who.withdrawnBy ? `, withdrawn by ${name(who.withdrawnBy)}` : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Giving a payment back: how far it can go, and the form. */
export function RefundCard({ order }: { order: StaffOrderDetails }) {
  const { state, way, currency, leftMicros, availableMicros, refundableMicros } = order;
  if (state !== 'paid' || leftMicros === 0) return null;
  return (
    <Card title="Give it back">
      <Facts
        facts={[
          { term: 'Left of the payment', value: <Money value={leftMicros} currency={currency} /> },
          {
            term: 'Left of the balance',
            value: (
              <>
                <Money value={availableMicros} currency={currency} />, without VAT
              </>
            ),
          },
          {
            term: 'Can be given back',
            value: (
              <strong>
                <Money value={refundableMicros} currency={currency} />
              </strong>
            ),
          },
        ]}
      />
      <RefundWay order={order} isTransfer={way === 'transfer'} />
    </Card>
  );
}

function RefundWay({ order, isTransfer }: { order: StaffOrderDetails; isTransfer: boolean }) {
  if (order.isClosed) {
    return (
      <p className="max-w-prose text-muted">
        The account has been deleted: what it had is paid back under Refunds.
      </p>
    );
  }
  if (!isTransfer) {
    return (
      <p className="max-w-prose text-muted">
        It was paid by card: refund it in Stripe’s dashboard, at most what can be given back. Stripe
        tells us of it, and the credit note follows by itself.
      </p>
    );
  }
  return (
    <>
      <p className="max-w-prose text-muted">
        Prepare the transfer back at the bank, note it here, then release it there. What the balance
        does not cover is refused here, before any money has left.
      </p>
      <RefundForm reference={order.reference} currency={order.currency} />
    </>
  );
}

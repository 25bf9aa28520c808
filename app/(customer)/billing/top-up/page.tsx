import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { BillingNav } from '#components/billing-nav.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireCustomer, type SignedInCustomer } from '#lib/auth/require-customer.ts';
import { env } from '#lib/env.ts';
import { readBalance } from '#lib/ledger/read-balance.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import type { Micros } from '#lib/money/micros.ts';
import { listOrders } from '#lib/orders/list-orders.ts';
import { readOffer, type TopUpOffer } from '#lib/orders/read-offer.ts';
import { stripeClient } from '#lib/payments/stripe-client.ts';
import { fairChargingSentence } from '#lib/prices/fair-charging.ts';
import { readOperatorFacts } from '#lib/terms/operator-facts.ts';
import { type AutomaticTopUp, readAutomatic } from '#lib/top-ups/read-automatic.ts';
import { paths } from '#lib/web/paths.ts';
import { type PriceAtHome, priceAtHome } from '../price-at-home.ts';
import { AutomaticCard } from './automatic-card.tsx';
import { CardForm } from './card-form.tsx';
import { OrderList } from './order-list.tsx';
import { TransferForm } from './transfer-form.tsx';
import { vatWords } from './vat-words.ts';

export const metadata: Metadata = { title: 'Top up' };

const shownOrders = 5;

export default async function TopUpPage() {
  const customer = await requireCustomer();
  const [balance, offer, { orders }, automatic] = await Promise.all([
    readBalance(customer),
    readOffer(customer),
    listOrders(customer, { limit: shownOrders }),
    readAutomatic(customer),
  ]);
  const byCard = stripeClient() !== null;
  return (
    <>
      <PageHeader
        title="Billing"
        lead={`You have ${formatMoney(balance.availableMicros, balance.currency)}. What you buy is SMS credit, and it never expires. ${fairChargingSentence}`}
      />
      <BillingNav />
      <Ways customer={customer} offer={offer} byCard={byCard} automatic={automatic} />
      {orders.length > 0 ? (
        <Card title="Last orders">
          <OrderList orders={orders} timeZone={customer.timeZone} />
        </Card>
      ) : null}
      {byCard && offer ? <AutomaticCard automatic={automatic} currency={balance.currency} /> : null}
    </>
  );
}

type WaysProps = {
  customer: SignedInCustomer;
  offer: TopUpOffer | null;
  byCard: boolean;
  automatic: AutomaticTopUp | null;
};

async function Ways({ customer, offer, byCard, automatic }: WaysProps) {
  if (!byCard && !env.BANK_ACCOUNT) {
    return (
      <Notice title="Nobody can pay on this page">
        <p>
          Ask {(await readOperatorFacts(customer.db)).OPERATOR_COMPANY}, who runs All SMS here: they
          put credit into your balance, and you see it in the statement.
        </p>
      </Notice>
    );
  }
  if (!offer) {
    return (
      <Card title="First: who is invoiced">
        <p className="max-w-prose text-muted">
          Every payment has an invoice. Say once who it is for; that serves for billing only.
        </p>
        <LinkButton look="primary" extra="self-start" href={paths.billingDetails(paths.topUp())}>
          Give billing details
        </LinkButton>
      </Card>
    );
  }
  const price = await priceAtHome(customer);
  const buys = offer.choices.map(({ creditMicros }) => buysWords(price, creditMicros));
  return (
    <>
      {byCard ? (
        <Card title="Pay by card">
          <p className="max-w-prose text-muted">
            You type the card in at Stripe. From us it learns the amount, and not who you are.
          </p>
          <CardForm
            offer={offer}
            buys={buys}
            idempotencyKey={randomUUID()}
            hasCard={automatic?.hasCard ?? false}
          />
        </Card>
      ) : null}
      {env.BANK_ACCOUNT ? (
        <Card title="Pay by bank transfer">
          <p className="max-w-prose text-muted">
            The credit is there when the money is on our account: one to three working days.{' '}
            {vatWords(offer.treatment, offer.rate)}
          </p>
          <TransferForm
            currency={offer.currency}
            leastMicros={offer.leastMicros}
            mostMicros={offer.mostMicros}
            idempotencyKey={randomUUID()}
          />
        </Card>
      ) : null}
    </>
  );
}

/** What an amount buys, about: at the highest price to the customer's own country. */
function buysWords(price: PriceAtHome, amount: Micros): string | null {
  if (!price || !(price.highestMicros > 0)) return null;
  const messages = Math.floor(amount / price.highestMicros);
  return `about ${messages.toLocaleString('en')} SMS to ${price.country}`;
}

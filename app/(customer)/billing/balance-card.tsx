import { LinkButton } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Money } from '#components/ui/money.tsx';
import type { Balance } from '#lib/ledger/read-balance.ts';
import { zero } from '#lib/money/micros.ts';
import { paths } from '#lib/web/paths.ts';
import type { PriceAtHome } from './price-at-home.ts';

type BalanceCardProps = { balance: Balance; price: PriceAtHome; days: number | null };

/** What can be spent, what that is in messages and in days, and what waits for the network's answers. */
export function BalanceCard({ balance, price, days }: BalanceCardProps) {
  const { availableMicros, reservedMicros, currency } = balance;
  const messages =
    price && price.highestMicros > 0 ? Math.floor(availableMicros / price.highestMicros) : null;
  return (
    <Card
      title="Balance"
      actions={
        <LinkButton href={paths.topUp()} look="primary">
          Top up
        </LinkButton>
      }
    >
      <div>
        <p className="text-3xl font-semibold">
          <Money value={availableMicros} currency={currency} />
        </p>
        {messages !== null && price ? (
          <p className="figures text-muted">
            Enough for about {messages.toLocaleString('en')} SMS to {price.country}
          </p>
        ) : null}
        <p className="text-muted">Your balance never expires.</p>
      </div>
      <Facts
        facts={[
          {
            term: 'Set aside',
            value: (
              <>
                <Money value={reservedMicros} currency={currency} />
                {reservedMicros > zero
                  ? ' for messages that have not been accepted or refused yet'
                  : ': nothing is under way'}
              </>
            ),
          },
          { term: 'Lasts for', value: daysWords(days) },
        ]}
      />
    </Card>
  );
}

function daysWords(days: number | null): string {
  if (days === null) return 'Too little was charged in the last 14 days to tell';
  const about =
    days < 1
      ? 'Less than a day'
      : days === 1
        ? 'About 1 day'
        : `About ${days.toLocaleString('en')} days`;
  return `${about}, at the pace of the last 14 days`;
}

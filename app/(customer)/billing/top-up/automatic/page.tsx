import type { Metadata } from 'next';
import type { Challenge } from '#components/step-up.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Time } from '#components/ui/time.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { env } from '#lib/env.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import type { Micros } from '#lib/money/micros.ts';
import { type AutomaticTopUp, readAutomatic } from '#lib/top-ups/read-automatic.ts';
import { paths } from '#lib/web/paths.ts';
import { stepUpChallenge } from '../../../step-up-challenge.ts';
import { AutomaticForm } from './automatic-form.tsx';
import { EndForms } from './end-forms.tsx';

export const metadata: Metadata = { title: 'Automatic top-up' };

export default async function AutomaticPage() {
  const customer = await requireCustomer({ allowOldTerms: true });
  const automatic = await readAutomatic(customer);
  return (
    <>
      <PageHeader
        back={{ href: paths.topUp(), words: 'Top up' }}
        title="Automatic top-up"
        lead="Off until you switch it on. Then the card that is kept at Stripe is charged when the balance runs low, up to a ceiling that you choose. A payment that fails, or that a bank takes back, stops it."
      />
      {automatic?.hasCard ? (
        <Chosen
          automatic={automatic}
          challenge={await stepUpChallenge(customer)}
          timeZone={customer.timeZone}
        />
      ) : (
        <Card>
          <EmptyState title="No card is kept">
            Tick “Keep this card for automatic top-ups” when you next pay by card. Then you can
            switch it on here.
          </EmptyState>
          <LinkButton extra="self-start" href={paths.topUp()}>
            Top up
          </LinkButton>
        </Card>
      )}
    </>
  );
}

type ChosenProps = { automatic: AutomaticTopUp; challenge: Challenge; timeZone: string };

function Chosen({ automatic, challenge, timeZone }: ChosenProps) {
  const currency = env.CURRENCY;
  const money = (value: Micros) => formatMoney(value, currency);
  const { isOn, failedAt, usedMicros, monthlyMicros } = automatic;
  return (
    <>
      {failedAt ? (
        <Notice tone="bad" title="It rests">
          <p>
            The payment of <Time at={failedAt} timeZone={timeZone} /> failed, and nothing was
            charged. Pay once by card to keep another one, or switch it on again.
          </p>
        </Notice>
      ) : null}
      <Card title={isOn ? 'It is on' : 'It is off'}>
        <p className="figures text-muted">
          Bought so in this month: {money(usedMicros)}
          {isOn ? ` of at most ${money(monthlyMicros)}` : ''}.
        </p>
        <AutomaticForm
          currency={currency}
          challenge={challenge}
          isOn={isOn}
          below={typed(automatic.belowMicros)}
          credit={typed(automatic.creditMicros)}
          monthly={typed(monthlyMicros)}
          range={`From ${money(env.TOP_UP_LEAST)} to ${money(env.TOP_UP_MOST)}`}
        />
      </Card>
      <Card title="Stop">
        <p className="max-w-prose text-muted">
          Switched off, the card is kept and not charged. Forgotten, it is deleted at Stripe too.
        </p>
        <EndForms isOn={isOn} />
      </Card>
    </>
  );
}

/** An amount as it would be typed. */
const typed = (value: Micros): string => String(value / 1_000_000);

import { LinkButton } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Time } from '#components/ui/time.tsx';
import type { SignedInCustomer } from '#lib/auth/require-customer.ts';
import { ceilingWords } from '#lib/ceilings/ceiling-words.ts';
import type { Obstacle } from '#lib/ceilings/obstacles.ts';
import { type HoldView, readHold } from '#lib/holds/read-hold.ts';
import type { BatchView } from '#lib/messages/read-batch.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import type { Micros } from '#lib/money/micros.ts';
import { paths } from '#lib/web/paths.ts';
import { ContinueForm } from './continue-form.tsx';

type HoldNoticeProps = { customer: SignedInCustomer; batch: BatchView };

/** Why a send waits for its customer, until when, and what they can do. Nothing where it does not wait. */
export async function HoldNotice({ customer, batch }: HoldNoticeProps) {
  const hold = batch.held ? await readHold(customer, batch.id) : null;
  if (!hold) return null;
  const [obstacle] = hold.obstacles;
  const isFree = !obstacle && hold.owedMicros <= 0;
  const isPlanned = batch.sendAt !== null && batch.sendAt > new Date();
  return (
    <Notice tone="unsure" title="This send is held: it waits until you let it go on.">
      <Why hold={hold} currency={batch.currency} timeZone={customer.timeZone} />
      <p>
        Nothing of it has left, and its price stays set aside. It waits until{' '}
        <Time at={batch.validUntil} timeZone={customer.timeZone} />. After that it ends by itself,
        and the money comes back.
      </p>
      <div className="mt-2 flex flex-wrap items-start gap-3">
        {obstacle ? (
          <LinkButton
            look="primary"
            href={paths.ceilings({ country: obstacle.country, from: batch.id })}
          >
            Raise the ceiling
          </LinkButton>
        ) : null}
        {hold.owedMicros > 0 ? (
          <LinkButton look="primary" href={paths.billing()}>
            Look at what you owe
          </LinkButton>
        ) : null}
        <ContinueForm
          batchId={batch.id}
          words={isPlanned ? 'Let it go at its time' : 'Send it now'}
          look={isFree ? 'primary' : 'secondary'}
        />
      </div>
    </Notice>
  );
}

type WhyProps = { hold: HoldView; currency: string; timeZone: string };

function Why({ hold, currency, timeZone }: WhyProps) {
  const { reason, obstacles, owedMicros } = hold;
  if (owedMicros > 0) {
    return (
      <p>
        A payment was taken back, and you owe {formatMoney(owedMicros, currency)}. Top up first,
        then let it go on.
      </p>
    );
  }
  if (obstacles.length > 0) {
    return obstacles.map((obstacle) => (
      <InTheWay
        key={`${obstacle.country}/${obstacle.span}`}
        obstacle={obstacle}
        currency={currency}
        timeZone={timeZone}
      />
    ));
  }
  return reason === 'debt' ? (
    <p>A payment had been taken back. That is settled: it may go on now.</p>
  ) : (
    <p>A ceiling was used up when you sent it. Now there is room for it.</p>
  );
}

type InTheWayProps = { obstacle: Obstacle; currency: string; timeZone: string };

function InTheWay({ obstacle, currency, timeZone }: InTheWayProps) {
  const money = (amount: Micros) => formatMoney(amount, currency);
  return (
    <p className="figures">
      It would go above {ceilingWords(obstacle, currency)}: {money(obstacle.usedMicros)} of it is
      used, and this send takes {money(obstacle.priceMicros)}.
      {obstacle.priceMicros > obstacle.micros ? null : (
        <>
          {' '}
          The {obstacle.span} ends <Time at={obstacle.endsAt} timeZone={timeZone} />.
        </>
      )}
    </p>
  );
}

import type { Metadata } from 'next';
import { LinkButton } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { formatMoment, zoneName } from '#components/ui/format-time.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { env } from '#lib/env.ts';
import { isFresh } from '#lib/factors/is-fresh.ts';
import { stateWords } from '#lib/messages/status.ts';
import { countOptOuts } from '#lib/opt-outs/count-opt-outs.ts';
import { countryName } from '#lib/phone-numbers/country-name.ts';
import { formatPhoneNumber } from '#lib/phone-numbers/format-phone-number.ts';
import { brandDeclarationWording } from '#lib/senders/brand-declaration-wording.ts';
import { listSenders } from '#lib/senders/list-senders.ts';
import { listWithdrawn } from '#lib/senders/list-withdrawn.ts';
import { type PendingNumberCode, pendingNumberCode } from '#lib/senders/pending-number-code.ts';
import { paths } from '#lib/web/paths.ts';
import { stepUpChallenge } from '../step-up-challenge.ts';
import { ProveForm } from './prove-form.tsx';
import { BrandForm, NumberForms, type PendingCode } from './sender-forms.tsx';
import { BrandList, NumberList, WithdrawnList } from './sender-lists.tsx';

export const metadata: Metadata = { title: 'Senders' };

export default async function SendersPage() {
  const customer = await requireCustomer();
  const { timeZone, homeCountry } = customer;
  const [senders, withdrawn, pending, optOuts, canChange, challenge] = await Promise.all([
    listSenders(customer),
    listWithdrawn(customer),
    pendingNumberCode(customer),
    countOptOuts(customer),
    isFresh(customer),
    stepUpChallenge(customer),
  ]);
  const numbers = senders.filter(({ kind }) => kind === 'number');
  const brands = senders.filter(({ kind }) => kind === 'brand');
  return (
    <>
      <PageHeader
        title="Senders"
        lead="Whom your messages come from. A number is yours once you typed the code that was sent to it; a brand once you declared that you may use it."
        actions={
          senders.some(({ usable }) => usable) ? (
            <LinkButton href={paths.send()} look="primary">
              Write a message
            </LinkButton>
          ) : null
        }
      />
      {senders.length === 0 && !pending ? (
        <EmptyState title="No sender yet">
          Add your mobile number below: it takes a minute, and then you can write your first
          message.
        </EmptyState>
      ) : null}
      {canChange ? null : (
        <Card title="To add or remove senders">
          <ProveForm challenge={challenge} />
        </Card>
      )}
      {canChange || pending || numbers.length > 0 ? (
        <Card title="My numbers" id="numbers">
          {numbers.length > 0 ? (
            <NumberList senders={numbers} timeZone={timeZone} canChange={canChange} />
          ) : null}
          {canChange || pending ? (
            <>
              <h3 className="font-semibold">{pending ? 'Enter the code' : 'Add a number'}</h3>
              <NumberForms
                pending={pending && pendingWords(pending, timeZone)}
                homeCountryName={countryName(homeCountry)}
              />
            </>
          ) : null}
        </Card>
      ) : null}
      {canChange || brands.length > 0 ? (
        <Card title="My brands" id="brands">
          {brands.length > 0 ? (
            <BrandList senders={brands} timeZone={timeZone} canChange={canChange} />
          ) : null}
          {canChange ? (
            <>
              <h3 className="font-semibold">Add a brand</h3>
              <BrandForm
                wording={brandDeclarationWording}
                hint={`At most 11 letters, digits and spaces. Recipients see it as the sender and cannot answer it${env.STOP_LINKS ? ', so each text ends in a link to stop' : ''}.`}
              />
            </>
          ) : null}
        </Card>
      ) : null}
      {withdrawn.length > 0 ? (
        <Card title="Withdrawn brands" id="withdrawn">
          <p className="max-w-prose">
            All SMS took these away. Nothing is sent from them, and they cannot be declared again.
          </p>
          <WithdrawnList brands={withdrawn} timeZone={timeZone} />
        </Card>
      ) : null}
      {optOuts > 0 ? <OptOuts people={optOuts} /> : null}
    </>
  );
}

/** How many answered STOP, or pressed the button behind a link. Who they are is not shown. */
function OptOuts({ people }: { people: number }) {
  const who = people === 1 ? 'One person has' : `${people.toLocaleString('en')} people have`;
  return (
    <Card title="Who asked you to stop" id="opt-outs">
      <p>
        {who} asked not to be texted by you. Whichever sender you use, they are left out of what you
        send, and you do not pay for them.
      </p>
    </Card>
  );
}

function pendingWords(pending: PendingNumberCode, timeZone: string): PendingCode {
  const waitMs = pending.nextAllowedAt.getTime() - Date.now();
  const ends = formatMoment(pending.expiresAt, timeZone).split(', ').at(-1);
  return {
    codeId: pending.codeId,
    number: pending.number,
    numberWords: formatPhoneNumber(pending.number),
    stateSentence: stateWords[pending.state].sentence,
    endsWords: `${ends} (${zoneName(timeZone)})`,
    triesLeft: pending.triesLeft,
    waitSeconds: Math.max(0, Math.ceil(waitMs / 1000)),
  };
}

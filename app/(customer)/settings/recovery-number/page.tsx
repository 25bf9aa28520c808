import type { Metadata } from 'next';
import { senderName } from '#components/sender-name.ts';
import { LinkButton } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { formatDay } from '#components/ui/format-time.ts';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { readRecoveryNumber } from '#lib/recovery/read-recovery-number.ts';
import { listSenders } from '#lib/senders/list-senders.ts';
import { paths } from '#lib/web/paths.ts';
import { stepUpChallenge } from '../../step-up-challenge.ts';
import { SwitchOffForm, SwitchOnForm } from './number-forms.tsx';

export const metadata: Metadata = { title: 'Recovery by number' };

const back = { href: paths.securitySettings(), words: 'Security' };

export default async function RecoveryNumberPage() {
  const customer = await requireCustomer({ allowOldTerms: true });
  const [current, senders, challenge] = await Promise.all([
    readRecoveryNumber(customer),
    listSenders(customer),
    stepUpChallenge(customer),
  ]);
  const numbers = senders.filter(({ kind, usable }) => kind === 'number' && usable);
  return (
    <>
      <PageHeader
        back={back}
        title="Recovery by number"
        lead="If you lose your password and your recovery kit, a code sent by SMS to a number of yours can set a new password. It is off unless you switch it on."
      />
      <Notice tone="unsure" title="Whoever holds that phone could set your password">
        <p>
          A phone can be stolen, and a number can be taken over. Where you have a second factor, it
          is still asked for. The recovery kit is safer.
        </p>
      </Notice>
      {current ? (
        <>
          <Facts
            facts={[
              { term: 'The code goes to', value: senderName(current.number) },
              { term: 'Switched on', value: formatDay(current.switchedOnAt, customer.timeZone) },
              {
                term: 'Ends by itself',
                value: 'When you remove this number, or do not confirm it again in time.',
              },
            ]}
          />
          <SwitchOffForm challenge={challenge} />
        </>
      ) : numbers.length > 0 ? (
        <SwitchOnForm
          challenge={challenge}
          numbers={numbers.map(({ id, value }) => ({ value: id, label: senderName(value) }))}
        />
      ) : (
        <EmptyState
          title="No confirmed number yet"
          action={<LinkButton href={paths.senders()}>Confirm a number</LinkButton>}
        >
          The code can only go to a number that you have confirmed as yours.
        </EmptyState>
      )}
    </>
  );
}

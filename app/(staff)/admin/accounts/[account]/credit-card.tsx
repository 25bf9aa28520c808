import { randomUUID } from 'node:crypto';
import { ActButton } from '#components/act-button.tsx';
import { AskOnce } from '#components/ask-once.tsx';
import { Card } from '#components/ui/card.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Money } from '#components/ui/money.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Time } from '#components/ui/time.tsx';
import type { SignedInStaff } from '#lib/auth/require-staff.ts';
import { env } from '#lib/env.ts';
import type { AccountId, UserId } from '#lib/ids.ts';
import { listProposals, type ProposalView } from '#lib/ledger/list-proposals.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import { submitCreditWithdrawal, submitSecondForCredit } from './actions.ts';
import { GrantForm } from './grant-form.tsx';

type CreditCardProps = { staff: SignedInStaff; accountId: AccountId };

/** Credit that waits for a second person, and the form for more. */
export async function CreditCard({ staff, accountId }: CreditCardProps) {
  const proposals = await listProposals(staff, accountId);
  return (
    <>
      {proposals.map((proposal) => (
        <Proposal key={proposal.id} proposal={proposal} me={staff.actor.userId} />
      ))}
      <Card title="Grant credit">
        <p className="max-w-prose text-muted">
          Above {formatMoney(env.SECOND_PERSON_ABOVE, env.CURRENCY)} it waits until another member
          of staff has confirmed it.
        </p>
        <GrantForm accountId={accountId} currency={env.CURRENCY} idempotencyKey={randomUUID()} />
      </Card>
    </>
  );
}

function Proposal({ proposal, me }: { proposal: ProposalView; me: UserId }) {
  const { id, accountId, micros, reason, proposedAt, proposedBy, proposedByNumber } = proposal;
  const hidden = { accountId, proposalId: id };
  return (
    <Card title="Credit that waits for a second person" id="credit">
      <Facts
        facts={[
          { term: 'Amount', value: <Money value={micros} currency={env.CURRENCY} /> },
          { term: 'Reason', value: <span className="wrap-anywhere">{reason}</span> },
          {
            term: 'Proposed',
            value: (
              <>
                by staff {proposedByNumber}, <Time at={proposedAt} timeZone={env.TIME_ZONE} />
              </>
            ),
          },
        ]}
      />
      {proposedBy === me ? (
        <Notice title="You proposed it">
          <p>Another member of staff, of finance or an admin, confirms it.</p>
        </Notice>
      ) : (
        <ActButton action={submitSecondForCredit} hidden={hidden} look="primary">
          {`Grant ${formatMoney(micros, env.CURRENCY)}`}
        </ActButton>
      )}
      <AskOnce
        words="Withdraw it"
        confirm="Withdraw"
        action={submitCreditWithdrawal}
        hidden={hidden}
      >
        Nothing has been granted, and nothing will be.
      </AskOnce>
    </Card>
  );
}

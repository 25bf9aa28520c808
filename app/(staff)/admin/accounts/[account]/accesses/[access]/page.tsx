import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ActButton } from '#components/act-button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Time } from '#components/ui/time.tsx';
import { accessStateWords } from '#lib/accesses/access-state.ts';
import { readStaffAccess, type StaffAccess } from '#lib/accesses/list-staff-accesses.ts';
import { lookAtRecords } from '#lib/accesses/look-at-records.ts';
import { requireStaff, type SignedInStaff } from '#lib/auth/require-staff.ts';
import { env } from '#lib/env.ts';
import { type AccessId, type AccountId, type MessageId, parseId } from '#lib/ids.ts';
import { paths } from '#lib/web/paths.ts';
import { submitEnd } from './actions.ts';
import { Records } from './seen-records.tsx';
import { WhileOpen } from './while-open.tsx';

/** Behind the gate too: to strangers not even the title says that there is such a page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireStaff('support');
  return { title: 'Access' };
}

type AccessPageProps = {
  params: Promise<{ account: string; access: string }>;
  searchParams: Promise<{ after?: string | string[] }>;
};

export default async function AccessPage({ params, searchParams }: AccessPageProps) {
  const staff = await requireStaff('support');
  const asked = await params;
  const accountId = parseId<AccountId>(asked.account);
  const accessId = parseId<AccessId>(asked.access);
  const access = accountId && accessId && (await readStaffAccess(staff, accountId, accessId));
  if (!access) notFound();
  const { after } = await searchParams;
  const isMine = access.staffUserId === staff.actor.userId;
  return (
    <>
      <PageHeader
        title="Access"
        back={
          access.batchId
            ? { href: paths.adminAccountBatch(accountId, access.batchId), words: 'Send' }
            : { href: paths.adminAccount(accountId), words: 'Account' }
        }
      />
      <AboutCard access={access} />
      {access.state === 'open' && isMine ? (
        <Look
          staff={staff}
          access={access}
          after={typeof after === 'string' ? parseId<MessageId>(after) : null}
        />
      ) : (
        <p className="max-w-prose text-muted">{whyNothing[access.state]}</p>
      )}
    </>
  );
}

const whyNothing: Record<StaffAccess['state'], string> = {
  open: 'Only who asked for it can look with it.',
  waiting: 'It begins when the customer agrees. They were told at once.',
  refused: 'The customer refused it, so there is nothing to see.',
  lapsed: 'The customer did not answer in time. Ask again if it is still needed.',
  withdrawn: 'It was withdrawn before the customer answered.',
  ended: 'It is over, so there is nothing to see any more. Ask again if it is still needed.',
};

type LookProps = { staff: SignedInStaff; access: StaffAccess; after: MessageId | null };

/** Each time this is rendered is a look, and the customer reads of it. */
async function Look({ staff, access, after }: LookProps) {
  const { accountId, id: accessId } = access;
  const seen = await lookAtRecords(staff, { accountId, accessId, after: after ?? undefined });
  if (!seen) return <p className="text-muted">{whyNothing.ended}</p>;
  return (
    <WhileOpen look={randomUUID()} msLeft={seen.msLeft}>
      <Notice tone="unsure" title="The customer reads that you looked at this">
        <p>
          With your number, the reason and the time, each time that it is on your screen. Use it for
          the ticket and for nothing else.
        </p>
      </Notice>
      <Records
        seen={seen}
        nextHref={seen.next && paths.adminAccess(accountId, accessId, { after: seen.next })}
      />
    </WhileOpen>
  );
}

const At = ({ at }: { at: Date }) => <Time at={at} timeZone={env.TIME_ZONE} seconds />;

function AboutCard({ access }: { access: StaffAccess }) {
  const { accountId, id, state, messageIds, answerBy, startsAt, endsAt } = access;
  const count = messageIds?.length ?? 0;
  return (
    <Card title={accessStateWords[state]}>
      <Facts
        facts={[
          { term: 'Asked by', value: `Staff ${access.staffNumber}` },
          {
            term: 'Why',
            value: <span className="wrap-anywhere">{access.reason}</span>,
          },
          { term: 'Ticket', value: access.ticket },
          {
            term: 'Covers',
            value: access.batchId
              ? 'A whole send'
              : count === 1
                ? 'One message'
                : `${count} messages`,
          },
          { term: 'For', value: access.minutes === 1 ? '1 minute' : `${access.minutes} minutes` },
          { term: 'Asked', value: <At at={access.askedAt} /> },
          ...(state === 'waiting' && answerBy
            ? [{ term: 'Waits until', value: <At at={answerBy} /> }]
            : []),
          ...(startsAt ? [{ term: 'Began', value: <At at={startsAt} /> }] : []),
          ...(endsAt
            ? [{ term: state === 'open' ? 'Ends' : 'Ended', value: <At at={endsAt} /> }]
            : []),
        ]}
      />
      {state === 'open' || state === 'waiting' ? (
        <ActButton action={submitEnd} hidden={{ accountId, accessId: id }}>
          {state === 'open' ? 'End now' : 'Withdraw'}
        </ActButton>
      ) : null}
    </Card>
  );
}

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AskOnce } from '#components/ask-once.tsx';
import { Card } from '#components/ui/card.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Time } from '#components/ui/time.tsx';
import { requireStaffBeforeAgreement } from '#lib/auth/require-staff.ts';
import { businessDay } from '#lib/billing/business-day.ts';
import { env } from '#lib/env.ts';
import { writeDay } from '#lib/invoices/write-day.ts';
import { listMembers, type Member } from '#lib/staff/list-members.ts';
import { roleWords } from '#lib/staff/role-words.ts';
import { paths } from '#lib/web/paths.ts';
import { roleChoices } from '../role-choices.ts';
import { submitEnd } from './actions.ts';
import { AgreementForm } from './agreement-form.tsx';
import { ResetForm } from './reset-form.tsx';
import { RoleForm } from './role-form.tsx';

/** Behind the gate too: to strangers not even the title says that there is such a page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireStaffBeforeAgreement('admin');
  return { title: 'Member of staff' };
}

export default async function MemberPage({ params }: { params: Promise<{ number: string }> }) {
  const staff = await requireStaffBeforeAgreement('admin');
  const { number } = await params;
  const member = (await listMembers(staff)).find((one) => String(one.number) === number);
  if (!member) notFound();
  const isMe = member.userId === staff.actor.userId;
  const hasCurrent = member.agreements.some(({ version }) => version === env.STAFF_NDA_VERSION);
  return (
    <>
      <PageHeader
        back={{ href: paths.adminStaff(), words: 'Staff' }}
        title={`${member.number} · ${member.username}`}
      />
      {member.endedAt ? (
        <Notice title="They have left">
          <p>
            Since <Time at={member.endedAt} timeZone={env.TIME_ZONE} /> they cannot sign in. What
            they did stays in the log.
          </p>
        </Notice>
      ) : null}
      <About member={member} />
      {member.endedAt ? null : (
        <>
          <Card title="Agreement">
            <p className="max-w-prose text-muted">
              {hasCurrent
                ? `Version ${env.STAFF_NDA_VERSION}, which is needed, is on record.`
                : `Version ${env.STAFF_NDA_VERSION} is needed. Record it when you have the signed paper before you.`}
            </p>
            <AgreementForm
              userId={member.userId}
              version={hasCurrent ? '' : env.STAFF_NDA_VERSION}
              today={businessDay(new Date())}
            />
          </Card>
          {isMe ? <Myself /> : <Others member={member} />}
        </>
      )}
    </>
  );
}

function About({ member }: { member: Member }) {
  const { role, hasFactor, lastSeenAt, createdAt, agreements } = member;
  return (
    <Card title="About">
      <Facts
        facts={[
          { term: 'Role', value: `${roleWords[role].word}. ${roleWords[role].does}` },
          { term: 'Second factor', value: hasFactor ? 'Set up' : 'Not yet' },
          {
            term: 'Last seen',
            value: lastSeenAt ? <Time at={lastSeenAt} timeZone={env.TIME_ZONE} /> : 'Not signed in',
          },
          { term: 'On the staff since', value: <Time at={createdAt} timeZone={env.TIME_ZONE} /> },
          {
            term: 'Agreements',
            value:
              agreements.length > 0
                ? agreements.map(({ version, signedOn, name }) => (
                    <p key={version} className="break-words">
                      Version {version}, signed on {writeDay(signedOn)} as{' '}
                      {name ?? 'a name that cannot be read any more'}
                    </p>
                  ))
                : 'None on record',
          },
        ]}
      />
    </Card>
  );
}

function Myself() {
  return (
    <Notice title="This is you">
      <p>
        Another admin changes your role, resets you or ends you, so that there is always one admin.
      </p>
    </Notice>
  );
}

function Others({ member: { userId, username, role } }: { member: Member }) {
  return (
    <>
      <Card title="Role">
        <RoleForm userId={userId} role={role} roles={roleChoices} />
      </Card>
      <Card title="Password and second factor">
        <p className="max-w-prose text-muted">
          For somebody who lost one of them, when you are sure that it is them who ask.
        </p>
        <ResetForm userId={userId} username={username} />
      </Card>
      <Card title="Leaving">
        <AskOnce
          words="End their membership…"
          confirm={`End ${username}`}
          action={submitEnd}
          hidden={{ userId }}
        >
          They are signed out at once and cannot sign in any more. It cannot be taken back: whoever
          comes again gets another username.
        </AskOnce>
      </Card>
    </>
  );
}

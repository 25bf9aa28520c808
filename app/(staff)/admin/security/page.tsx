import type { Metadata } from 'next';
import { ChangePassword } from '#components/change-password.tsx';
import { PasskeyList } from '#components/passkey-list.tsx';
import { AddPasskey } from '#components/passkeys.tsx';
import { SetUpApp } from '#components/set-up-app.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { suggestPassphrase } from '#lib/accounts/suggest-passphrase.ts';
import { requireStaffSession, type StaffSession } from '#lib/auth/require-staff.ts';
import { env } from '#lib/env.ts';
import { readFactors } from '#lib/factors/has-second-factor.ts';
import { listPasskeys } from '#lib/factors/list-passkeys.ts';
import { readPendingApp } from '#lib/factors/read-pending-app.ts';
import { refuseSetUp } from '#lib/staff/refuse-set-up.ts';
import { roleWords } from '#lib/staff/role-words.ts';
import { paths } from '#lib/web/paths.ts';
import {
  addStaffPasskey,
  askStaffStepUp,
  beginStaffApp,
  beginStaffPasskey,
  confirmStaffApp,
  removeStaffFactor,
  submitStaffPassword,
} from './actions.ts';

/** Behind the gate too: to strangers not even the title says that there is such a page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireStaffSession();
  return { title: 'Security' };
}

export default async function StaffSecurityPage() {
  const staff = await requireStaffSession();
  const refusal = await refuseSetUp(staff, staff.known);
  return (
    <>
      <PageHeader title="Security" />
      {refusal ? (
        <Notice tone="unsure" title="Your second factor is missing here">
          <p>{refusal}</p>
        </Notice>
      ) : (
        <Standing staff={staff} />
      )}
      <You staff={staff} />
      {refusal ? null : <Factors staff={staff} />}
      {staff.known.secondFactorAt ? <Password username={staff.username} /> : null}
    </>
  );
}

/** What is missing, one thing after the other, and who mends it. */
function Standing({ staff: { known } }: { staff: StaffSession }) {
  if (!known.secondFactorAt) {
    return (
      <Notice tone="unsure" title="Set up a second factor first">
        <p>
          All other pages of staff open when you have one: an authenticator app or a passkey,
          whichever you like. It takes a minute.
        </p>
      </Notice>
    );
  }
  if (!known.hasAgreement) {
    return (
      <Notice tone="unsure" title="Your agreement is not on record">
        <p>
          Pages with customers’ data open when you have signed version {env.STAFF_NDA_VERSION} of
          the non-disclosure agreement and it is on record. An admin records it
          {known.role === 'admin' ? ': another one, or you, if you are the first' : ''}.
        </p>
        {known.role === 'admin' ? (
          <LinkButton href={paths.adminStaff()} extra="mt-2 self-start">
            Go to Staff
          </LinkButton>
        ) : null}
      </Notice>
    );
  }
  return (
    <Notice tone="good" title="Everything is in place">
      <p>Your second factor is set up, and your agreement is on record.</p>
      <LinkButton href={paths.admin()} extra="mt-2 self-start">
        Go to work
      </LinkButton>
    </Notice>
  );
}

function You({ staff: { actor, username, known } }: { staff: StaffSession }) {
  const { word, does } = roleWords[actor.role];
  return (
    <Card title="You">
      <Facts
        facts={[
          { term: 'Username', value: username },
          { term: 'Number', value: `${actor.number}. Customers know you by it.` },
          { term: 'Role', value: `${word}. ${does}` },
          {
            term: 'Agreement',
            value: known.hasAgreement
              ? `Version ${env.STAFF_NDA_VERSION} is on record`
              : `Version ${env.STAFF_NDA_VERSION} is missing`,
          },
          {
            term: 'A session lasts',
            value: `${env.STAFF_SESSION_MAX_HOURS} hours at most, and ${env.STAFF_SESSION_IDLE_MINUTES} minutes when you do nothing`,
          },
        ]}
      />
    </Card>
  );
}

function Password({ username }: { username: string }) {
  return (
    <Card title="Password">
      <p className="max-w-prose text-muted">
        A new password signs out your other devices. This one stays signed in. An admin reads in the
        log that you changed it.
      </p>
      <ChangePassword
        change={submitStaffPassword}
        username={username}
        passphrase={suggestPassphrase()}
        least={8}
      />
    </Card>
  );
}

async function Factors({ staff }: { staff: StaffSession }) {
  const [{ app }, pending, passkeys] = await Promise.all([
    readFactors(staff.db, staff.actor.userId),
    readPendingApp(staff),
    listPasskeys(staff),
  ]);
  const challenge = passkeys.length > 0 ? askStaffStepUp : null;
  return (
    <>
      <Card title="Authenticator app">
        <p className="max-w-prose text-muted">
          An app on your phone shows a new code of six digits every half minute.
        </p>
        <SetUpApp
          isOn={app}
          pending={pending}
          challenge={challenge}
          begin={beginStaffApp}
          confirm={confirmStaffApp}
          remove={removeStaffFactor}
        />
      </Card>
      <Card title="Passkeys">
        <p className="max-w-prose text-muted">
          Your device answers for you, with a finger, a face or its PIN. It cannot be typed into a
          false page.
        </p>
        {passkeys.length > 0 ? (
          <PasskeyList
            passkeys={passkeys}
            timeZone={env.TIME_ZONE}
            challenge={challenge}
            remove={removeStaffFactor}
          />
        ) : null}
        <AddPasskey challenge={challenge} begin={beginStaffPasskey} add={addStaffPasskey} />
      </Card>
    </>
  );
}

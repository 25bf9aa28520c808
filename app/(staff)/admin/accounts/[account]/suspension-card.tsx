import { Card } from '#components/ui/card.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Time } from '#components/ui/time.tsx';
import type { SignedInStaff } from '#lib/auth/require-staff.ts';
import { env } from '#lib/env.ts';
import type { AccountId } from '#lib/ids.ts';
import { listSuspensions, type SuspensionView } from '#lib/suspensions/list-suspensions.ts';
import { submitLift, submitSuspension } from './actions.ts';
import { ReasonForm } from './reason-form.tsx';

type SuspensionCardProps = { staff: SignedInStaff; accountId: AccountId };

/** Whether the account may send, the form that changes it, and what was before. */
export async function SuspensionCard({ staff, accountId }: SuspensionCardProps) {
  const suspensions = await listSuspensions(staff, accountId);
  const open = suspensions.find(({ liftedAt }) => liftedAt === null);
  const past = suspensions.filter((one) => one !== open);
  return (
    <Card title="Suspension" id="suspension">
      {open ? (
        <Notice tone="bad" title="Suspended: nothing of this account leaves">
          <p>
            <Time at={open.suspendedAt} timeZone={env.TIME_ZONE} />, by{' '}
            {staffName(open.suspendedBy)}
          </p>
          <p className="wrap-anywhere">{open.reason}</p>
        </Notice>
      ) : (
        <p className="max-w-prose text-muted">
          Stops at once everything that has not left: what waits, what is planned, codes and
          automatic top-ups. Reading, exporting and deleting stay.
        </p>
      )}
      {open ? (
        <ReasonForm
          key="lift"
          accountId={accountId}
          action={submitLift}
          label="Why it may send again"
          words="Lift the suspension"
          look="primary"
        />
      ) : (
        <ReasonForm
          key="suspend"
          accountId={accountId}
          action={submitSuspension}
          label="Why it is suspended"
          words="Suspend the account"
          look="danger"
        />
      )}
      {past.length > 0 ? <Past suspensions={past} /> : null}
    </Card>
  );
}

function Past({ suspensions }: { suspensions: SuspensionView[] }) {
  return (
    <Disclosure summary={`Earlier suspensions: ${suspensions.length}`}>
      <ul className="flex flex-col gap-3">
        {suspensions.map((one) => (
          <li key={one.id} className="wrap-anywhere">
            <Time at={one.suspendedAt} timeZone={env.TIME_ZONE} />, by {staffName(one.suspendedBy)}:{' '}
            {one.reason}
            {one.liftedAt ? (
              <>
                {' '}
                Lifted <Time at={one.liftedAt} timeZone={env.TIME_ZONE} /> by{' '}
                {staffName(one.liftedBy)}: {one.liftReason}
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

const staffName = (number: number | null) => (number === null ? 'the server' : `staff ${number}`);

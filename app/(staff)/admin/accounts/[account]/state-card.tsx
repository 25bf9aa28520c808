import { Card } from '#components/ui/card.tsx';
import { StateBadge } from '#components/ui/state-badge.tsx';
import { countStatesOf } from '#lib/accounts/count-states.ts';
import type { SignedInStaff } from '#lib/auth/require-staff.ts';
import type { AccountId } from '#lib/ids.ts';

const DAYS = 7;

/** How what the account sent lately stands: counts only. */
export async function StateCard({
  staff,
  accountId,
}: {
  staff: SignedInStaff;
  accountId: AccountId;
}) {
  const counts = await countStatesOf(staff, accountId, DAYS);
  return (
    <Card title={`Messages of the last ${DAYS} days`}>
      {counts.length > 0 ? (
        <ul className="flex flex-wrap gap-x-6 gap-y-3">
          {counts.map(({ state, messages }) => (
            <li key={state} className="flex items-center gap-2">
              <StateBadge state={state} />
              <span className="figures">{messages.toLocaleString('en')}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-muted">It sent nothing.</p>
      )}
    </Card>
  );
}

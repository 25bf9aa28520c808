import { LinkButton } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { listAccountBatches } from '#lib/accesses/list-account-batches.ts';
import { mayLook } from '#lib/accesses/may-look.ts';
import type { SignedInStaff } from '#lib/auth/require-staff.ts';
import type { AccountId } from '#lib/ids.ts';
import { paths } from '#lib/web/paths.ts';
import { BatchTable } from './batches/batch-table.tsx';

const SHOWN = 10;

type SendsCardProps = { staff: SignedInStaff; accountId: AccountId };

/** The newest sends of an account, without text, numbers or senders. Not for finance. */
export async function SendsCard({ staff, accountId }: SendsCardProps) {
  if (!mayLook(staff)) return null;
  const { batches, next } = await listAccountBatches(staff, accountId, { limit: SHOWN });
  return (
    <Card title="Sends" actions={<LinkButton href={paths.adminAccesses()}>Accesses</LinkButton>}>
      {batches.length > 0 ? (
        <BatchTable caption="The newest sends" accountId={accountId} batches={batches} />
      ) : (
        <p className="text-muted">Nothing was sent yet.</p>
      )}
      {next ? (
        <div>
          <LinkButton href={paths.adminAccountBatches(accountId)}>All sends</LinkButton>
        </div>
      ) : null}
    </Card>
  );
}

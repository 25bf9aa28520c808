import type { Metadata } from 'next';
import { PasskeyList } from '#components/passkey-list.tsx';
import { AddPasskey } from '#components/passkeys.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { listPasskeys } from '#lib/factors/list-passkeys.ts';
import { paths } from '#lib/web/paths.ts';
import { stepUpChallenge } from '../../../step-up-challenge.ts';
import { addMyPasskey, beginMyPasskey, removeMyFactor } from '../actions.ts';

export const metadata: Metadata = { title: 'Passkeys' };

export default async function PasskeysPage() {
  const customer = await requireCustomer({ allowOldTerms: true });
  const [passkeys, challenge] = await Promise.all([
    listPasskeys(customer),
    stepUpChallenge(customer),
  ]);
  return (
    <>
      <PageHeader
        back={{ href: paths.secondFactor(), words: 'Second factor' }}
        title="Passkeys"
        lead="Kept by your device, its keychain or a security key. We keep only what checks its answers."
      />
      <Card title="Your passkeys">
        {passkeys.length > 0 ? (
          <PasskeyList
            passkeys={passkeys}
            timeZone={customer.timeZone}
            challenge={challenge}
            remove={removeMyFactor}
          />
        ) : (
          <EmptyState title="No passkey yet">Add one for the device that you use most.</EmptyState>
        )}
      </Card>
      <Card title="Add a passkey">
        <AddPasskey challenge={challenge} begin={beginMyPasskey} add={addMyPasskey} />
      </Card>
    </>
  );
}

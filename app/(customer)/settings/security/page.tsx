import type { Metadata } from 'next';
import { ChangePassword } from '#components/change-password.tsx';
import { SettingsNav } from '#components/settings-nav.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { suggestPassphrase } from '#lib/accounts/suggest-passphrase.ts';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { hasSecondFactor } from '#lib/factors/has-second-factor.ts';
import { paths } from '#lib/web/paths.ts';
import { submitPassword } from './actions.ts';
import { RecoveryCards } from './recovery-cards.tsx';

export const metadata: Metadata = { title: 'Security' };

export default async function SecurityPage() {
  const customer = await requireCustomer({ allowOldTerms: true });
  const isOn = await hasSecondFactor(customer.db, customer.actor.userId);
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsNav />
      <Card title="Password">
        <p className="max-w-prose text-muted">
          A new password signs out all your other devices. This one stays signed in.
        </p>
        <ChangePassword
          change={submitPassword}
          username={customer.username}
          passphrase={suggestPassphrase()}
          least={isOn ? 8 : 15}
        />
      </Card>
      <Card title="Second factor">
        <p className="max-w-prose text-muted">
          A passkey or a code of an app beside the password: whoever learns the password still
          cannot sign in.
        </p>
        <p>{isOn ? 'It is on.' : 'It is off.'}</p>
        <div>
          <LinkButton href={paths.secondFactor()}>
            {isOn ? 'Change your second factor' : 'Add a second factor'}
          </LinkButton>
        </div>
      </Card>
      <RecoveryCards customer={customer} hasFactor={isOn} />
    </>
  );
}

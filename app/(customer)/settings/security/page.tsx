import type { Metadata } from 'next';
import { SettingsNav } from '#components/settings-nav.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { suggestPassphrase } from '#lib/accounts/suggest-passphrase.ts';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { paths } from '#lib/web/paths.ts';
import { PasswordForm } from './password-form.tsx';

export const metadata: Metadata = { title: 'Security' };

export default async function SecurityPage() {
  const customer = await requireCustomer();
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsNav />
      <Card title="Password">
        <p className="max-w-prose text-muted">
          A new password signs out all your other devices. This one stays signed in.
        </p>
        <PasswordForm username={customer.username} passphrase={suggestPassphrase()} />
      </Card>
      <Card title="Recovery kit">
        <p className="max-w-prose text-muted">
          Eight codes that let you set a new password if you lose yours. A new kit replaces the old
          one.
        </p>
        <div>
          <LinkButton href={paths.recoveryKit()}>Make a new kit</LinkButton>
        </div>
      </Card>
    </>
  );
}

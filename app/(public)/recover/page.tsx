import type { Metadata } from 'next';
import Link from 'next/link';
import { PageHeader } from '#components/ui/page-header.tsx';
import { suggestPassphrase } from '#lib/accounts/suggest-passphrase.ts';
import { paths } from '#lib/web/paths.ts';
import { RecoverForm } from './recover-form.tsx';

export const metadata: Metadata = { title: 'Set a new password' };

export default function RecoverPage() {
  return (
    <>
      <PageHeader
        title="Set a new password"
        lead="You need one code of your recovery kit, and your username, which stands on it. If you lost your second factor too, you need two codes. All your devices are signed out."
      />
      <RecoverForm passphrase={suggestPassphrase()} />
      <p>
        You lost the kit too? If you switched it on in Settings,{' '}
        <Link href={paths.recoverByNumber()}>get a code on your phone</Link>.
      </p>
      <p>
        You remember it after all? <Link href={paths.signIn()}>Sign in</Link>
      </p>
    </>
  );
}

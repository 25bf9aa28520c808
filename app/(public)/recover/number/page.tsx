import type { Metadata } from 'next';
import Link from 'next/link';
import { PageHeader } from '#components/ui/page-header.tsx';
import { suggestPassphrase } from '#lib/accounts/suggest-passphrase.ts';
import { paths } from '#lib/web/paths.ts';
import { NumberForms } from './number-forms.tsx';

export const metadata: Metadata = { title: 'A code to your number' };

export default function RecoverByNumberPage() {
  return (
    <>
      <PageHeader
        back={{ href: paths.recover(), words: 'Recovery kit' }}
        title="A code to your number"
        lead="Only if you switched this on in Settings, for a number that you confirmed. All your devices are signed out."
      />
      <NumberForms passphrase={suggestPassphrase()} />
      <p>
        You have a code of your recovery kit? <Link href={paths.recover()}>Use that instead</Link>
      </p>
    </>
  );
}

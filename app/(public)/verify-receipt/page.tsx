import type { Metadata } from 'next';
import { Card } from '#components/ui/card.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { env } from '#lib/env.ts';
import { VerifyForm } from './verify-form.tsx';

export const metadata: Metadata = { title: 'Check a receipt' };

export default function VerifyReceiptPage() {
  const publicKeys = env.MASKING_PUBLIC_KEYS.map((key) => key.toString('base64'));
  return (
    <>
      <PageHeader
        title="Check a receipt"
        lead="All SMS signs a receipt when the content of messages was destroyed. Here you see whether one that you have is genuine, and what it says."
      />
      <VerifyForm publicKeys={publicKeys} />
      <Card title="The public keys of All SMS">
        <p className="max-w-prose">
          {publicKeys.length === 1
            ? 'A genuine receipt is signed with this key.'
            : 'A genuine receipt is signed with one of these keys, the first of which is in use.'}{' '}
          Keep it, and you can check a receipt without this page and without All SMS, with the
          program:{' '}
          <code className="font-mono text-sm">npm run verify-receipt -- FILE PUBLIC_KEY</code>
        </p>
        <ul className="flex flex-col gap-3">
          {publicKeys.map((key) => (
            <li key={key} className="flex flex-wrap items-center gap-3">
              <code className="font-mono wrap-anywhere">{key}</code>
              <CopyButton text={key} words="Copy the key" />
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}

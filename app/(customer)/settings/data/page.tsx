import type { Metadata } from 'next';
import Link from 'next/link';
import { SettingsNav } from '#components/settings-nav.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { isCopyPass } from '#lib/exports/copy-pass.ts';
import { readExport } from '#lib/exports/read-export.ts';
import { paths } from '#lib/web/paths.ts';
import { stepUpChallenge } from '../../step-up-challenge.ts';
import { CopyState } from './copy-state.tsx';

export const metadata: Metadata = { title: 'Your data' };

type DataPageProps = { searchParams: Promise<{ pass?: string | string[] }> };

export default async function DataPage({ searchParams }: DataPageProps) {
  const customer = await requireCustomer({ allowOldTerms: true });
  const [copy, challenge] = await Promise.all([readExport(customer), stepUpChallenge(customer)]);
  const pass = String((await searchParams).pass ?? '');
  const { sessionHash } = customer;
  const opens = copy !== null && isCopyPass(pass, { exportId: copy.id, sessionHash });
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsNav />
      <Card title="A copy of everything">
        <div className="flex max-w-prose flex-col gap-3 text-muted">
          <p>
            One file with everything that All SMS holds for your account: messages, numbers and what
            became of each, your statement, senders and drafts. It is in open formats, for programs
            and for spreadsheets, and a README in it explains every field.
          </p>
          <p>
            Here it is kept encrypted, for you alone, for 24 hours. Then it is destroyed. What is
            masked or destroyed is not in it.
          </p>
        </div>
        <CopyState
          copy={copy}
          pass={opens ? pass : null}
          challenge={challenge}
          timeZone={customer.timeZone}
        />
      </Card>
      <Card title="Leave All SMS">
        <p className="max-w-prose text-muted">
          You can delete the account with everything in it. Before you decide, a page says what
          goes, what the law keeps and until when, and how your balance is paid back.
        </p>
        <p>
          <Link href={paths.deleteAccount()} className="pressable">
            See what deleting means
          </Link>
        </p>
      </Card>
    </>
  );
}

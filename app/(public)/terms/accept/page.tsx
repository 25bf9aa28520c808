import type { Metadata } from 'next';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { currentTerms } from '#lib/terms/terms.ts';
import { localPath } from '#lib/web/local-path.ts';
import { Contract, termsEdition } from '../contract.tsx';
import { AcceptForm } from './accept-form.tsx';

export const metadata: Metadata = { title: 'Accept the terms' };

export default async function AcceptTermsPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  await requireCustomer({ allowOldTerms: true });
  const next = localPath((await searchParams).next, '');
  return (
    <>
      <PageHeader
        title="The terms have a new version"
        lead={`${termsEdition}. Please read it and accept it to go on.`}
      />
      <Notice>
        <p>Messages that you have already sent go on as they were.</p>
      </Notice>
      <Contract />
      <AcceptForm version={currentTerms.version} next={next} />
    </>
  );
}

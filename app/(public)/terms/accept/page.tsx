import type { Metadata } from 'next';
import Link from 'next/link';
import { Card } from '#components/ui/card.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Time } from '#components/ui/time.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { readReview, type TermsReview } from '#lib/terms/read-review.ts';
import { currentTerms } from '#lib/terms/terms.ts';
import { localPath } from '#lib/web/local-path.ts';
import { paths } from '#lib/web/paths.ts';
import { Contract, termsEdition } from '../contract.tsx';
import { VersionChanges } from '../version-changes.tsx';
import { AcceptForm } from './accept-form.tsx';

export const metadata: Metadata = { title: 'Accept the terms' };

export default async function AcceptTermsPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const customer = await requireCustomer({ allowOldTerms: true });
  const review = await readReview(customer);
  const next = localPath((await searchParams).next, '');
  return (
    <>
      <PageHeader
        title={review.isNewVersion ? 'The terms have a new version' : 'Please read the terms again'}
        lead={`${termsEdition}. Please read it, and accept it to go on sending.`}
      />
      <WhyNow review={review} timeZone={customer.timeZone} />
      <Notice>
        <p>
          Messages that you have already sent go on as they were. This is not about cookies: you
          answer about them apart.
        </p>
      </Notice>
      <Contract />
      <AcceptForm version={currentTerms.version} next={next} />
      <IfNot />
    </>
  );
}

/** A no is an answer too: what the contract says about a customer's data holds after it. */
function IfNot() {
  return (
    <Card title="If you do not accept">
      <p className="max-w-prose">
        Then nothing new can be sent, bought or set up, and nothing else changes. You can{' '}
        <Link href={paths.messages()}>read your messages</Link>, look after{' '}
        <Link href={paths.securitySettings()}>password and devices</Link>,{' '}
        <Link href={paths.dataSettings()}>export everything</Link> and{' '}
        <Link href={paths.deleteAccount()}>delete your account</Link>: today, and as long as you
        like.
      </p>
    </Card>
  );
}

function WhyNow({ review, timeZone }: { review: TermsReview; timeZone: string }) {
  const { isNewVersion, last, changes } = review;
  if (!last) return null;
  return (
    <Card title={isNewVersion ? 'What changed since you accepted' : 'Nothing has changed'}>
      <p className="max-w-prose">
        You accepted version {last.version} on <Time at={last.acceptedAt} timeZone={timeZone} />.{' '}
        {isNewVersion ? null : 'We ask again every three months, as clause 15 says.'}
      </p>
      {changes.length > 0 ? <VersionChanges versions={changes} /> : null}
    </Card>
  );
}

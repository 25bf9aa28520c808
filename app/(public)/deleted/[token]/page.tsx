import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { StaysTable } from '#components/stays-table.tsx';
import { buttonClass, LinkButton } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Money } from '#components/ui/money.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Time } from '#components/ui/time.tsx';
import { readVisitor } from '#lib/auth/read-visitor.ts';
import { type Certificate, readCertificate } from '#lib/deletion/read-certificate.ts';
import { fingerprintWords, whatStays } from '#lib/deletion/what-stays.ts';
import { env } from '#lib/env.ts';
import { paths } from '#lib/web/paths.ts';

/** Whoever has the address has the certificate: it is in no index. */
export const metadata: Metadata = {
  title: 'Your account is deleted',
  robots: { index: false, follow: false },
};

export default async function DeletedPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const certificate = await readCertificate(await readVisitor(), token);
  if (!certificate) notFound();
  const { deletedAt, refund, signed } = certificate;
  return (
    <>
      <PageHeader
        title="Your account is deleted"
        lead={
          <span className="print:hidden">
            Keep the address of this page if you want to come back: nothing else leads here, and
            nobody is signed in.
          </span>
        }
      />
      {signed ? (
        <Notice tone="good" title="Everything is gone">
          <p>The certificate is signed. Download it to keep it, or print this page.</p>
        </Notice>
      ) : (
        <Notice title="Your certificate is being prepared">
          <p>
            The keys are destroyed, and nothing of yours can be read any more. The unreadable rest
            is being removed, which takes minutes; where the network has not said how a message
            ended, up to three days. Look again later.
          </p>
        </Notice>
      )}
      <Card title="What was done">
        <Facts facts={factsOf(certificate)} />
        <div className="flex flex-wrap gap-3 print:hidden">
          {signed ? (
            // A file: no page to go to within the application.
            <a href={paths.deletedFile(token)} download className={buttonClass('secondary')}>
              Download the certificate
            </a>
          ) : (
            <LinkButton href={paths.deleted(token)}>Look again</LinkButton>
          )}
        </div>
      </Card>
      <Card title="What stays, and until when">
        <p className="max-w-prose text-muted">{fingerprintWords}</p>
        <StaysTable
          stays={whatStays(deletedAt, { hasRefund: refund !== 'none' })}
          timeZone={env.TIME_ZONE}
        />
      </Card>
    </>
  );
}

function factsOf({ deletedAt, cancelledMessages, signed, ...money }: Certificate) {
  const at = (moment: Date) => <Time at={moment} timeZone={env.TIME_ZONE} seconds />;
  return [
    { term: 'Deleted', value: at(deletedAt) },
    { term: 'Keys', value: 'Destroyed: no text, number or sender can be read by anybody' },
    {
      term: 'Not sent',
      value:
        cancelledMessages === 0
          ? 'Nothing was waiting'
          : `${cancelledMessages.toLocaleString('en')} cancelled: not charged`,
    },
    { term: 'Balance', value: <BalanceWords {...money} /> },
    ...(signed ? [{ term: 'Signed', value: at(signed.at) }] : []),
  ];
}

function BalanceWords({
  balanceMicros,
  currency,
  refund,
}: Pick<Certificate, 'balanceMicros' | 'currency' | 'refund'>) {
  if (balanceMicros === 0) return refund === 'asked' ? 'Not known yet' : 'None';
  const words = {
    none: 'Nothing of it was to be paid back',
    asked: 'What you paid in of it is paid back within a few working days',
    paid: 'What you paid in of it was paid back',
  };
  return (
    <>
      <Money value={balanceMicros} currency={currency} />. {words[refund]}.
    </>
  );
}

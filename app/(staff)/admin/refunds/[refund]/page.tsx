import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Card } from '#components/ui/card.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Money } from '#components/ui/money.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Time } from '#components/ui/time.tsx';
import { requireStaff } from '#lib/auth/require-staff.ts';
import { env } from '#lib/env.ts';
import { parseId, type RefundId } from '#lib/ids.ts';
import { type RefundDetails, readRefund } from '#lib/refunds/read-refund.ts';
import { paths } from '#lib/web/paths.ts';
import { PayForm } from './pay-form.tsx';

/** Behind the gate too: to strangers not even the title says that there is such a page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireStaff('finance');
  return { title: 'Refund' };
}

export default async function RefundPage({ params }: { params: Promise<{ refund: string }> }) {
  const staff = await requireStaff('finance');
  const id = parseId<RefundId>((await params).refund);
  const refund = id ? await readRefund(staff, id) : null;
  if (!refund) notFound();
  return (
    <>
      <PageHeader back={{ href: paths.adminRefunds(), words: 'Refunds' }} title="Refund" />
      <Card title="Request">
        <Facts facts={factsOf(refund)} />
      </Card>
      {refund.paidAt ? null : <Payment refund={refund} />}
    </>
  );
}

function Payment({ refund }: { refund: RefundDetails }) {
  if (refund.reservedMicros > 0) {
    return (
      <Notice tone="unsure" title="Not yet">
        <p>
          Some messages of this account are still on their way. The amount may rise until it is
          known how they ended: three days at most.
        </p>
      </Notice>
    );
  }
  return (
    <>
      {refund.debtMicros > 0 ? (
        <Notice tone="bad" title="The payer’s bank has taken a payment back">
          <p>
            <Money value={refund.debtMicros} currency={refund.currency} /> of credit is owed for it.
            Pay back what is above that, if anything, and say so in the note.
          </p>
        </Notice>
      ) : null}
      <Card title="Mark as paid">
        <p className="max-w-prose text-muted">
          Pay first, then note it here. Where it was paid to is destroyed with this press.
        </p>
        <PayForm refundId={refund.id} />
      </Card>
    </>
  );
}

function factsOf(refund: RefundDetails) {
  const { micros, trialMicros, fromPayments, currency, askedAt, paidAt, details, note } = refund;
  return [
    { term: 'Amount', value: <Money value={micros} currency={currency} /> },
    ...(trialMicros > 0
      ? [
          {
            term: 'Of it a gift',
            value: (
              <>
                Up to <Money value={trialMicros} currency={currency} />, given as trial credit
              </>
            ),
          },
        ]
      : []),
    ...(fromPayments.totalMicros > 0
      ? [
          {
            term: paidAt ? 'Paid back' : 'To pay back',
            value: (
              <>
                <Money value={fromPayments.totalMicros} currency={currency} />:{' '}
                <Money value={fromPayments.creditMicros} currency={currency} /> of it came from
                payments, and goes back with its VAT
                {paidAt ? null : '. The credit notes follow with the press below'}
              </>
            ),
          },
        ]
      : []),
    { term: 'Asked for', value: <Time at={askedAt} timeZone={env.TIME_ZONE} /> },
    paidAt
      ? { term: 'Paid', value: <Time at={paidAt} timeZone={env.TIME_ZONE} /> }
      : {
          term: 'Pay it to',
          value: (
            <p className="break-words whitespace-pre-wrap">
              {details ?? 'The key of these details is gone: they cannot be read.'}
            </p>
          ),
        },
    ...(note ? [{ term: 'Note', value: note }] : []),
  ];
}

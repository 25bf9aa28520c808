import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { Refresh } from '#components/refresh.tsx';
import { StatementWords } from '#components/statement-words.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Time } from '#components/ui/time.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { type BatchId, type MessageId, parseId } from '#lib/ids.ts';
import { isDestroyed, type ReceiptOf } from '#lib/receipts/is-destroyed.ts';
import { type Receipt, readReceipt } from '#lib/receipts/read-receipt.ts';
import { statementFacts } from '#lib/receipts/statement-facts.ts';
import type { SignedStatement } from '#lib/receipts/statement-file.ts';
import { paths } from '#lib/web/paths.ts';
import { AskForm } from './ask-form.tsx';

export const metadata: Metadata = { title: 'Receipt of destruction' };

const refreshMs = 3_000;

type ReceiptPageProps = {
  params: Promise<{ batch: string }>;
  searchParams: Promise<{ message?: string | string[] }>;
};

export default async function ReceiptPage({ params, searchParams }: ReceiptPageProps) {
  const customer = await requireCustomer({ allowOldTerms: true });
  const batchId = parseId<BatchId>((await params).batch);
  const { message } = await searchParams;
  const messageId = message === undefined ? null : parseId<MessageId>(String(message));
  if (!batchId || (message !== undefined && !messageId)) notFound();
  const of = { batchId, messageId };
  const receipt = await readReceipt(customer, of);
  if (!receipt && !(await isDestroyed(customer, of))) notFound();
  return (
    <>
      <PageHeader
        title="Receipt of destruction"
        back={
          messageId
            ? { href: paths.message(batchId, messageId), words: 'The message' }
            : { href: paths.batch(batchId), words: 'The send' }
        }
      />
      {receipt?.signed ? (
        <Signed signed={receipt.signed} of={of} timeZone={customer.timeZone} />
      ) : receipt ? (
        <Prepared receipt={receipt} timeZone={customer.timeZone} />
      ) : (
        <AskForm batchId={batchId} messageId={messageId} />
      )}
    </>
  );
}

function Prepared({ receipt, timeZone }: { receipt: Receipt; timeZone: string }) {
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content={String(refreshMs / 1000)} />
      </noscript>
      <Refresh everyMs={refreshMs} />
      <Notice live title="Your receipt is being prepared.">
        <p>
          All SMS looks whether the key is gone, and signs only then. You asked for it on{' '}
          <Time at={receipt.askedAt} timeZone={timeZone} seconds />. It usually takes a few seconds;
          this page shows it by itself, and it is kept for you if you leave.
        </p>
      </Notice>
    </>
  );
}

type SignedProps = { signed: SignedStatement; of: ReceiptOf; timeZone: string };

function Signed({ signed, of: { batchId, messageId }, timeZone }: SignedProps) {
  const words = statementFacts(signed.text, timeZone);
  return (
    <>
      <Card title="What All SMS states">
        {words ? <StatementWords words={words} /> : null}
        <div className="mt-2 flex flex-wrap gap-3 print:hidden">
          <a href={paths.receiptFile(batchId, 'pdf', messageId)} className={buttonClass('primary')}>
            Download as PDF
          </a>
          <a
            href={paths.receiptFile(batchId, 'json', messageId)}
            className={buttonClass('secondary')}
          >
            Download as JSON
          </a>
        </div>
      </Card>
      <Card title="How anybody can check it">
        <p className="max-w-prose">
          It is signed with a key that only the worker of All SMS has. Give either file to whom you
          want to show it: the page <Link href={paths.verifyReceipt()}>Check a receipt</Link> tells
          whether it is genuine, without signing in, and a program does so without us.
        </p>
        <Disclosure summary="The signed statement">
          <pre className="font-mono text-sm whitespace-pre-wrap wrap-anywhere">{signed.text}</pre>
          <p className="font-mono text-sm wrap-anywhere">Signature (Ed25519): {signed.signature}</p>
        </Disclosure>
      </Card>
    </>
  );
}

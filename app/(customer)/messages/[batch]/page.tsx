import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { AskOnce } from '#components/ask-once.tsx';
import { FairCharging } from '#components/fair-charging.tsx';
import { keptFacts } from '#components/kept-facts.ts';
import { lengthWords } from '#components/length-words.ts';
import { messageRow } from '#components/message-row.ts';
import { MessageTable } from '#components/message-table.tsx';
import { senderName } from '#components/sender-name.ts';
import { SentText } from '#components/sms-text.tsx';
import { Card } from '#components/ui/card.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { formatDay } from '#components/ui/format-time.ts';
import { Money } from '#components/ui/money.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { Time } from '#components/ui/time.tsx';
import { requireCustomer, type SignedInCustomer } from '#lib/auth/require-customer.ts';
import { type BatchId, type MessageId, parseId } from '#lib/ids.ts';
import { listMessages } from '#lib/messages/list-messages.ts';
import { type BatchView, readBatch } from '#lib/messages/read-batch.ts';
import { recipientsInWords } from '#lib/messages/recipients-in-words.ts';
import { type MessageState, messageStates } from '#lib/messages/status.ts';
import { paths } from '#lib/web/paths.ts';
import { stopBatch } from './actions.ts';
import { HoldNotice } from './hold-notice.tsx';
import { LiveProgress } from './live-progress.tsx';
import { stillHere } from './progress-sentence.ts';
import { ReceiptOffer } from './receipt-offer.tsx';
import { StateLinks } from './state-links.tsx';

export const metadata: Metadata = { title: 'Progress of a send' };

type BatchPageProps = {
  params: Promise<{ batch: string }>;
  searchParams: Promise<{ state?: string | string[]; after?: string | string[] }>;
};

export default async function BatchPage({ params, searchParams }: BatchPageProps) {
  const customer = await requireCustomer({ allowOldTerms: true });
  const batchId = parseId<BatchId>((await params).batch);
  const batch = batchId && (await readBatch(customer, batchId));
  if (!batch) notFound();
  const query = await searchParams;
  const state = messageStates.find((one) => one === query.state);
  const after = typeof query.after === 'string' ? parseId<MessageId>(query.after) : null;
  const waits =
    batch.sendAt !== null && batch.sendAt > new Date() && !batch.cancelledAt && !batch.held;
  return (
    <>
      <PageHeader
        title={`Send to ${recipientsInWords(batch.recipients)}`}
        back={{ href: paths.messages(), words: 'Messages' }}
      />
      <HoldNotice customer={customer} batch={batch} />
      <Card title="Progress">
        {waits && batch.sendAt ? (
          <p>
            Scheduled: it leaves <Time at={batch.sendAt} timeZone={customer.timeZone} />. Until then
            you can cancel it and get everything back.
          </p>
        ) : null}
        <LiveProgress
          batchId={batch.id}
          recipients={batch.recipients}
          totalMicros={batch.totalMicros}
          currency={batch.currency}
          known={{
            counts: batch.counts,
            chargedMicros: batch.chargedMicros,
            finished: batch.finishedAt !== null,
          }}
        />
        <p className="max-w-prose text-sm text-muted">
          <FairCharging />
        </p>
        <Cancel batch={batch} />
      </Card>
      <WhatWasSent batch={batch} customer={customer} />
      {batch.numbersDestroyedAt ? (
        <Card title="Recipients">
          <p>
            The numbers of this send were deleted on{' '}
            {formatDay(batch.numbersDestroyedAt, customer.timeZone)}, as your settings say. Counts
            and cost stay.
          </p>
        </Card>
      ) : (
        <Recipients customer={customer} batch={batch} state={state} after={after} />
      )}
    </>
  );
}

function Cancel({ batch }: { batch: BatchView }) {
  if (!batch.cancellable) return null;
  const here = stillHere(batch.counts);
  return (
    <AskOnce
      words="Cancel what has not left…"
      confirm={`Cancel ${here === 1 ? 'the message' : `up to ${here.toLocaleString('en')} messages`}`}
      action={stopBatch}
      hidden={{ batchId: batch.id }}
      doneWords="Cancelled: what had not left stays here and costs nothing."
    >
      Messages that have not left are stopped for good, and what was set aside for them comes back.
      Those already handed to the network go on.
    </AskOnce>
  );
}

type RecipientsProps = {
  customer: SignedInCustomer;
  batch: BatchView;
  state: MessageState | undefined;
  after: MessageId | null;
};

async function Recipients({ customer, batch, state, after }: RecipientsProps) {
  const { messages, next } = await listMessages(customer, batch.id, {
    ...(state ? { state } : {}),
    ...(after ? { after } : {}),
  });
  return (
    <Card title="Recipients">
      <StateLinks
        batchId={batch.id}
        counts={batch.counts}
        recipients={batch.recipients}
        chosen={state}
      />
      {messages.length > 0 ? (
        <MessageTable
          caption="Recipients"
          rows={messages.map((message) => messageRow(message, batch.currency))}
          timeZone={customer.timeZone}
        />
      ) : (
        <p className="text-muted">No recipient is in this state now.</p>
      )}
      <Pagination
        label="Recipients"
        nextWords="More recipients"
        nextHref={next && paths.batch(batch.id, { state, after: next })}
        firstWords="Back to the first"
        firstHref={after ? paths.batch(batch.id, { state }) : null}
      />
    </Card>
  );
}

function WhatWasSent({ batch, customer }: { batch: BatchView; customer: SignedInCustomer }) {
  const { timeZone } = customer;
  return (
    <Card title="What was sent">
      <Facts
        facts={[
          {
            term: 'Text',
            value: (
              <SentText
                text={batch.text}
                ending={batch.ending}
                fate={batch.fate}
                timeZone={timeZone}
              />
            ),
          },
          { term: 'From', value: senderName(batch.sender) },
          { term: 'Length', value: lengthWords(batch) },
          {
            term: 'Price when sent',
            value: (
              <>
                <Money value={batch.totalMicros} currency={batch.currency} />{' '}
                <Link href={paths.statement({ batch: batch.id })} prefetch={false}>
                  In the statement
                </Link>
              </>
            ),
          },
          { term: 'Sent by you', value: <Time at={batch.acceptedAt} timeZone={timeZone} /> },
          { term: 'Tried until', value: <Time at={batch.validUntil} timeZone={timeZone} /> },
          ...keptFacts(batch.kept, timeZone),
          ...(batch.permissionWording
            ? [{ term: 'Your statement', value: batch.permissionWording }]
            : []),
        ]}
      />
      <ReceiptOffer customer={customer} batchId={batch.id} />
    </Card>
  );
}

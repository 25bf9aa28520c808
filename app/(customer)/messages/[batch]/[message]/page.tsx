import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { AskOnce } from '#components/ask-once.tsx';
import { keptFacts } from '#components/kept-facts.ts';
import { chargedWords, recipientWords, whyWords } from '#components/message-row.ts';
import { senderName } from '#components/sender-name.ts';
import { SentText } from '#components/sms-text.tsx';
import { Card } from '#components/ui/card.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { StateBadge } from '#components/ui/state-badge.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { heldAmong } from '#lib/holds/read-hold.ts';
import { type BatchId, type MessageId, parseId } from '#lib/ids.ts';
import { type MessageView, readMessage } from '#lib/messages/read-message.ts';
import { stateWords } from '#lib/messages/status.ts';
import { countryName } from '#lib/phone-numbers/country-name.ts';
import { paths } from '#lib/web/paths.ts';
import { ReceiptOffer } from '../receipt-offer.tsx';
import { optOutRecipient } from './actions.ts';
import { Timeline } from './timeline.tsx';

export const metadata: Metadata = { title: 'One message' };

type MessagePageProps = { params: Promise<{ batch: string; message: string }> };

export default async function MessagePage({ params }: MessagePageProps) {
  const customer = await requireCustomer({ allowOldTerms: true });
  const { batch, message: wanted } = await params;
  const batchId = parseId<BatchId>(batch);
  const messageId = parseId<MessageId>(wanted);
  const message = batchId && messageId && (await readMessage(customer, batchId, messageId));
  if (!message) notFound();
  const isHeld =
    message.state === 'queued' && (await heldAmong(customer, [message.batchId])).size > 0;
  return (
    <>
      <PageHeader
        title={<span className="figures">Message to {recipientWords(message)}</span>}
        back={{ href: paths.batch(message.batchId), words: 'All recipients of this send' }}
      />
      <Card title="Where it is">
        <div className="flex flex-col items-start gap-2">
          <StateBadge state={message.state} />
          <p>{whyWords(message)}</p>
          {isHeld ? (
            <p>
              Its send is held.{' '}
              <Link href={paths.batch(message.batchId)}>Let it go on, or cancel it</Link>
            </p>
          ) : null}
        </div>
        <StateFacts message={message} />
      </Card>
      <Card title="What happened">
        <Timeline events={message.timeline} timeZone={customer.timeZone} />
      </Card>
      <Card title="What was sent">
        <Facts
          facts={[
            {
              term: 'Text',
              value: (
                <SentText
                  text={message.text}
                  ending={message.ending}
                  fate={message.fate}
                  timeZone={customer.timeZone}
                />
              ),
            },
            { term: 'From', value: senderName(message.sender) },
            ...keptFacts(message.kept, customer.timeZone),
          ]}
        />
        <ReceiptOffer customer={customer} batchId={message.batchId} messageId={message.id} />
      </Card>
      {message.recipient ? <OptOut message={message} /> : null}
    </>
  );
}

function StateFacts({ message }: { message: MessageView }) {
  return (
    <>
      <Facts
        facts={[
          { term: 'Who can do something', value: stateWords[message.state].whoActs },
          { term: 'Charged', value: chargedWords(message, message.currency) },
          { term: 'Length', value: `${message.segments} SMS` },
          { term: 'Country', value: countryName(message.country) },
        ]}
      />
      {message.networkCode === null ? null : (
        <Disclosure summary="The network’s code">
          <p className="font-mono text-sm">
            {message.networkCode} (0x{message.networkCode.toString(16).padStart(8, '0')})
          </p>
        </Disclosure>
      )}
    </>
  );
}

function OptOut({ message }: { message: MessageView }) {
  return (
    <AskOnce
      words="Do not text this number again…"
      confirm="Never text this number again"
      action={optOutRecipient}
      hidden={{ batchId: message.batchId, messageId: message.id }}
      doneWords="Noted: this number is left out of everything you send from now on."
    >
      {recipientWords(message)} is left out of everything you send from now on, also where it stands
      in a list. Messages to it that have not left are not sent.
    </AskOnce>
  );
}

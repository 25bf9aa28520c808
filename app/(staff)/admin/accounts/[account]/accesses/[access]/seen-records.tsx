import Link from 'next/link';
import { HiddenText } from '#components/hidden-text.tsx';
import { recipientWords } from '#components/message-row.ts';
import { senderName } from '#components/sender-name.ts';
import { SmsText } from '#components/sms-text.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { StateBadge } from '#components/ui/state-badge.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import type { SeenBatch, SeenRecords } from '#lib/accesses/look-at-records.ts';
import { env } from '#lib/env.ts';
import type { MessageSummary } from '#lib/messages/message-summary.ts';

type RecordsProps = {
  seen: SeenRecords;
  /** Where the messages behind these are: opening it is another look. */
  nextHref: string | null;
};

/** What an access shows: of each send its text and its sender, and its messages with their whole numbers. */
export function Records({ seen, nextHref }: RecordsProps) {
  const { batches, messages } = seen;
  return (
    <>
      {batches.map((batch) => (
        <Card key={batch.id} title="Send">
          <Facts
            facts={[
              { term: 'Text', value: <TextOf batch={batch} /> },
              { term: 'From', value: senderName(batch.sender) },
            ]}
          />
          <Table
            caption="Messages of this send"
            columns={columns}
            rows={messages.filter(({ batchId }) => batchId === batch.id)}
            rowKey={({ id }) => id}
          />
        </Card>
      ))}
      {batches.length === 0 ? (
        <p className="text-muted">The numbers were deleted, so there is nothing to see.</p>
      ) : null}
      {nextHref ? (
        // Never fetched before it is pressed: fetching it is a look.
        <Link href={nextHref} prefetch={false} className={buttonClass('secondary', 'self-start')}>
          Look at the next messages
        </Link>
      ) : null}
    </>
  );
}

function TextOf({ batch: { text, fate } }: { batch: SeenBatch }) {
  if (text !== null) return <SmsText text={text} ending="" />;
  return (
    <>
      <HiddenText />{' '}
      <span className="text-muted">
        {fate.destroyedAt ? (
          <>
            Destroyed <Time at={fate.destroyedAt} timeZone={env.TIME_ZONE} seconds />. Nobody can
            read it any more.
          </>
        ) : (
          'Masked, or its key is gone: nobody can read it.'
        )}
      </span>
    </>
  );
}

const columns: Column<MessageSummary>[] = [
  {
    key: 'recipient',
    header: 'Recipient',
    names: true,
    cell: (message) => <span className="figures whitespace-nowrap">{recipientWords(message)}</span>,
  },
  { key: 'state', header: 'State', cell: ({ state }) => <StateBadge state={state} /> },
  {
    key: 'at',
    header: 'Since',
    figures: true,
    cell: ({ finalAt, sentAt, acceptedAt }) => (
      <Time at={finalAt ?? sentAt ?? acceptedAt} timeZone={env.TIME_ZONE} seconds />
    ),
  },
];

import Link from 'next/link';
import { AskOnce } from '#components/ask-once.tsx';
import { Card } from '#components/ui/card.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Job, JobCounts } from '#lib/desk/jobs.ts';
import type {
  LaneDepth,
  QueueView,
  UnknownMessages,
  UnmatchedReceipt,
} from '#lib/desk/read-queue.ts';
import { env } from '#lib/env.ts';
import { receiptSentence } from '#lib/messages/receipt-sentence.ts';
import { paths } from '#lib/web/paths.ts';
import { submitNeverReceived } from './actions.ts';
import { RetryForm } from './retry-form.tsx';

const laneWords = ['One-time codes', 'Up to five recipients', 'Many recipients'];
const at = (moment: Date) => <Time at={moment} timeZone={env.TIME_ZONE} />;
const figure = (many: number) => many.toLocaleString('en');

/** What may leave now, by lane, and what may not. */
export function LanesCard({ queue, now }: { queue: QueueView; now: Date }) {
  const { lanes, planned, parked } = queue;
  return (
    <Card title="Waits to leave">
      {lanes.length > 0 ? (
        <Table
          caption="Messages that may leave now, by lane"
          columns={laneColumns(now)}
          rows={lanes}
          rowKey={({ lane }) => String(lane)}
        />
      ) : (
        <p className="text-muted">Nothing waits to leave.</p>
      )}
      <p>
        Besides, {figure(planned)} wait for their time or for another try, and {figure(parked)} for
        their customer or for a suspension to be lifted.
      </p>
    </Card>
  );
}

const laneColumns = (now: Date): Column<LaneDepth>[] => [
  { key: 'lane', header: 'Lane', names: true, cell: ({ lane }) => laneWords[lane] ?? lane },
  {
    key: 'messages',
    header: 'Messages',
    figures: true,
    cell: ({ messages }) => figure(messages),
  },
  {
    key: 'oldest',
    header: 'Oldest since',
    cell: ({ oldestAt }) => <Time at={oldestAt} timeZone={env.TIME_ZONE} relativeTo={now} />,
  },
];

/** Messages that were handed over and never answered. */
export function UnknownCard({ unknown, now }: { unknown: UnknownMessages[]; now: Date }) {
  return (
    <Card title="Without an answer">
      <p className="max-w-prose text-muted">
        The network may have them, so nobody sends them again. A late report settles each; otherwise
        it ends by itself when its time is over, and what may have left is charged. If many are of
        one hour, ask the provider what it did with that session, and end here what it never got.
      </p>
      {unknown.length > 0 ? (
        <Table
          caption="Messages without an answer, by account, the oldest first"
          columns={unknownColumns(now)}
          rows={unknown}
          rowKey={({ accountId }) => accountId}
        />
      ) : (
        <p>There are none.</p>
      )}
    </Card>
  );
}

const unknownColumns = (now: Date): Column<UnknownMessages>[] => [
  {
    key: 'account',
    header: 'Account',
    names: true,
    cell: ({ accountId }) => (
      <Link href={paths.adminAccount(accountId)} className="wrap-anywhere">
        {accountId}
      </Link>
    ),
  },
  {
    key: 'messages',
    header: 'Messages',
    figures: true,
    cell: ({ messages }) => figure(messages),
  },
  { key: 'oldest', header: 'Oldest since', cell: ({ oldestAt }) => at(oldestAt) },
  { key: 'ends', header: 'Ends at the latest', cell: ({ endsAt }) => at(endsAt) },
  {
    key: 'end',
    header: 'Asked the provider?',
    cell: ({ accountId, messages }) => (
      <AskOnce
        words="It never got them"
        confirm={messages === 1 ? 'End this message' : `End these ${figure(messages)} messages`}
        action={submitNeverReceived}
        hidden={{ account: accountId, until: now.toISOString() }}
      >
        Their customer reads that they were not sent, and gets back what was set aside. If the
        provider has them all the same, they arrive without being paid for.
      </AskOnce>
    ),
  },
];

/** Reports of the network that find no message. */
export function UnmatchedCard({ queue: { unmatched, unmatchedCount } }: { queue: QueueView }) {
  return (
    <Card title="Reports without a message">
      <p className="max-w-prose text-muted">
        The network reported on something that we know no answer for (yet). They are tried again for
        an hour, and forgotten after seven days. Many at once: compare how the provider writes ids
        with the setting for message ids.
      </p>
      {unmatched.length > 0 ? (
        <Table
          caption={`Reports without a message, the newest first: ${unmatched.length} of ${figure(unmatchedCount)}`}
          captionShown
          columns={unmatchedColumns}
          rows={unmatched}
          rowKey={({ id }) => String(id)}
        />
      ) : (
        <p>There are none.</p>
      )}
    </Card>
  );
}

const unmatchedColumns: Column<UnmatchedReceipt>[] = [
  {
    key: 'id',
    header: 'Message id of the network',
    names: true,
    cell: ({ smscMessageId }) => <span className="wrap-anywhere">{smscMessageId || 'none'}</span>,
  },
  {
    key: 'provider',
    header: 'Provider',
    cell: ({ provider }) => <span className="wrap-anywhere">{provider}</span>,
  },
  {
    key: 'state',
    header: 'What it says',
    prose: true,
    cell: ({ stateCode }) => receiptSentence(stateCode),
  },
  { key: 'received', header: 'Came', cell: ({ receivedAt }) => at(receivedAt) },
];

/** What the workers do in the background. */
export function JobsCard({ counts, jobs }: { counts: JobCounts; jobs: Job[] }) {
  return (
    <Card title="Jobs">
      <p>
        {figure(counts.waiting)} wait, {figure(counts.running)} run, {figure(counts.failed)} failed.
      </p>
      {jobs.length > 0 ? (
        <Table
          caption="Jobs that failed or are tried again, the newest first"
          columns={jobColumns}
          rows={jobs}
          rowKey={({ id }) => id}
        />
      ) : (
        <p className="text-muted">None failed or is being tried again.</p>
      )}
    </Card>
  );
}

const jobWords: Record<string, string> = {
  'make-export': 'Make an archive',
  'give-up-export': 'Give an archive up',
};
const stateWords: Record<Job['state'], string> = {
  created: 'Waits',
  retry: 'Is tried again',
  active: 'Runs',
  failed: 'Failed',
};

const jobColumns: Column<Job>[] = [
  { key: 'queue', header: 'Job', names: true, cell: ({ queue }) => jobWords[queue] ?? queue },
  { key: 'state', header: 'State', cell: ({ state }) => stateWords[state] },
  {
    key: 'retries',
    header: 'Tries after the first',
    figures: true,
    cell: ({ retries }) => retries,
  },
  { key: 'created', header: 'Since', cell: ({ createdAt }) => at(createdAt) },
  {
    key: 'again',
    header: 'Again',
    cell: ({ state, queue, id }) =>
      state === 'failed' ? <RetryForm queue={queue} id={id} /> : null,
  },
];

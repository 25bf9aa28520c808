import { Card } from '#components/ui/card.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { env } from '#lib/env.ts';
import { commandStatusName, commandStatusSentence } from '#lib/messages/command-status.ts';
import type { ProviderTestView } from '#lib/providers/list-provider-tests.ts';
import { TestForm } from './test-form.tsx';

type TestCardProps = { providers: string[]; tests: ProviderTestView[] };

/** A test message through one provider, and how the last ones ended. */
export function TestCard({ providers, tests }: TestCardProps) {
  return (
    <Card title="Test message" id="test">
      <p className="max-w-prose text-muted">
        A fixed text to a phone of your own, handed over once. The number is forgotten when the test
        has ended. At most five an hour.
      </p>
      <TestForm providers={providers} />
      {tests.length > 0 ? (
        <Table
          caption="The last test messages"
          captionShown
          columns={columns}
          rows={tests}
          rowKey={({ id }) => id}
        />
      ) : null}
    </Card>
  );
}

function wordsOf({ outcome, claimedAt, commandStatus, smscMessageId }: ProviderTestView): string {
  if (outcome === 'accepted') {
    return `The network accepted it${smscMessageId ? ` as ${smscMessageId}` : ''}.`;
  }
  if (outcome === 'refused' && commandStatus !== null) {
    return `Refused, ${commandStatusName(commandStatus)}. ${commandStatusSentence(commandStatus)}`;
  }
  if (outcome === 'no-answer') return 'The network did not answer. It may have been sent.';
  if (outcome === 'not-connected') return 'No session was bound, so nothing was sent.';
  return claimedAt ? 'Handed over: waits for the answer.' : 'Waits for a session.';
}

const columns: Column<ProviderTestView>[] = [
  {
    key: 'provider',
    header: 'Provider',
    names: true,
    cell: ({ provider }) => <span className="wrap-anywhere">{provider}</span>,
  },
  {
    key: 'asked',
    header: 'Asked for',
    cell: ({ askedAt, askedBy }) => (
      <>
        <Time at={askedAt} timeZone={env.TIME_ZONE} /> by staff {askedBy}
      </>
    ),
  },
  {
    key: 'outcome',
    header: 'What came of it',
    prose: true,
    cell: (test) => <span className="wrap-anywhere">{wordsOf(test)}</span>,
  },
];

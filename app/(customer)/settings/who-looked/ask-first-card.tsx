import { ActButton } from '#components/act-button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { submitAskFirst } from './actions.ts';

type Choice = { at: Date; askFirst: boolean; by: string | null };

/** Whether staff must ask first: what counts, the button that changes it, and what was chosen before. */
export function AskFirstCard({ choices, timeZone }: { choices: Choice[]; timeZone: string }) {
  const askFirst = choices[0]?.askFirst ?? false;
  return (
    <Card title={askFirst ? 'Staff must ask you first' : 'Staff need not ask you first'}>
      <p className="max-w-prose">
        {askFirst
          ? 'Nobody at All SMS sees a text or a whole number of yours before you agree here. It may take longer to help you.'
          : 'To help you, staff can look at a part of your data for an hour at most, with a reason and a ticket. You read all of it here afterwards.'}
      </p>
      <ActButton action={submitAskFirst} hidden={{ askFirst: askFirst ? 'no' : 'yes' }}>
        {askFirst ? 'Let them look without asking' : 'Ask me first'}
      </ActButton>
      {choices.length > 0 ? (
        <Disclosure summary="What was chosen, and by whom">
          <Table
            caption="Choices, newest first"
            columns={columnsIn(timeZone)}
            rows={choices}
            rowKey={({ at }) => at.toISOString()}
          />
        </Disclosure>
      ) : null}
    </Card>
  );
}

const columnsIn = (timeZone: string): Column<Choice>[] => [
  {
    key: 'what',
    header: 'What',
    names: true,
    cell: ({ askFirst }) => (askFirst ? 'Ask me first' : 'Look without asking'),
  },
  { key: 'when', header: 'When', cell: ({ at }) => <Time at={at} timeZone={timeZone} /> },
  { key: 'who', header: 'By', cell: ({ by }) => by ?? 'A user who is gone' },
];

import { Card } from '#components/ui/card.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { daysInWords } from '#lib/content/keeping-times.ts';
import type { ContentChoice } from '#lib/content/list-content-choices.ts';

type HistoryCardProps = { choices: ContentChoice[]; timeZone: string };

/** What was chosen, when and by whom. */
export function HistoryCard({ choices, timeZone }: HistoryCardProps) {
  return (
    <Card title="What was chosen, and by whom">
      {choices.length === 0 ? (
        <p className="text-muted">Nothing was changed since this account was made.</p>
      ) : (
        <Table
          caption="What was chosen for texts and numbers"
          columns={columnsIn(timeZone)}
          rows={choices}
          rowKey={({ id }) => String(id)}
        />
      )}
    </Card>
  );
}

const columnsIn = (timeZone: string): Column<ContentChoice>[] => [
  { key: 'what', header: 'What', names: true, cell: whatWords },
  {
    key: 'numbers',
    header: 'Numbers',
    cell: ({ numberDays }) => `Kept for ${daysInWords(numberDays)}`,
  },
  { key: 'when', header: 'When', cell: ({ at }) => <Time at={at} timeZone={timeZone} /> },
  { key: 'who', header: 'By', cell: ({ username }) => username },
];

function whatWords({ contentDays, pastToo }: ContentChoice): string {
  if (pastToo) return 'All texts until then destroyed';
  return contentDays === 0 ? 'Permanent masking' : `Texts kept for ${daysInWords(contentDays)}`;
}

import { featureNames, valueNames } from '#components/feature-names.ts';
import { Bars } from '#components/ui/bars.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import type { FeatureLine, Span } from '#lib/features/read-features.ts';
import { writeDay } from '#lib/invoices/write-day.ts';

type FeatureTableProps = { lines: FeatureLine[]; spans: string[]; span: Span };

/** Each feature that was ever used, the most used first. */
export function FeatureTable({ lines, spans, span }: FeatureTableProps) {
  const caption = `The last ${spans.length} ${span}s`;
  return (
    <Table
      caption={caption}
      captionShown
      columns={columnsOf(spans, span)}
      rows={lines.toSorted((a, b) => b.total - a.total)}
      rowKey={keyOf}
    />
  );
}

const keyOf = ({ event, property }: FeatureLine) =>
  property ? `${event}-${property.value}` : event;

const columnsOf = (spans: string[], span: Span): Column<FeatureLine>[] => [
  {
    key: 'feature',
    header: 'Feature',
    names: true,
    cell: ({ event, property }) => (
      <>
        {featureNames[event]}
        {property ? (
          <span className="block text-sm text-muted">{valueNames[property.value]}</span>
        ) : null}
      </>
    ),
  },
  {
    key: 'times',
    header: 'Uses',
    figures: true,
    cell: ({ total }) => total.toLocaleString('en'),
  },
  {
    key: 'bars',
    header: `By ${span}`,
    cell: (line) => <Line line={line} spans={spans} span={span} />,
  },
  {
    key: 'last',
    header: 'Last used',
    cell: ({ lastDay }) => (lastDay ? writeDay(lastDay) : 'Never'),
  },
];

function Line({ line, spans, span }: { line: FeatureLine; spans: string[]; span: Span }) {
  if (line.total === 0) return <>Not in this time</>;
  const most = Math.max(...line.times);
  return (
    <Bars
      small
      id={keyOf(line)}
      title={`Uses by ${span}`}
      summary={`${line.total.toLocaleString('en')} in all, at most ${most.toLocaleString('en')} in a ${span}.`}
      bars={spans.map((begins, at) => ({
        key: begins,
        value: line.times[at] ?? 0,
        words: `${writeDay(begins)}: ${(line.times[at] ?? 0).toLocaleString('en')}`,
      }))}
    />
  );
}

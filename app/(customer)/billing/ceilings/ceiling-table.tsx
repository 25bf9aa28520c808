import { formatMoment, zoneName } from '#components/ui/format-time.ts';
import { Money } from '#components/ui/money.tsx';
import { Table } from '#components/ui/table.tsx';
import type { Ceiling } from '#lib/ceilings/account-ceilings.ts';
import { perSpan } from '#lib/ceilings/ceiling-words.ts';
import { env } from '#lib/env.ts';
import { UsedBar } from './used-bar.tsx';

type CeilingTableProps = { name: string; ceilings: Ceiling[]; timeZone: string };

/** What counts now, how much of it is used, and when it begins anew. */
export function CeilingTable({ name, ceilings, timeZone }: CeilingTableProps) {
  return (
    <Table
      caption={`Ceilings: ${name}; times are ${zoneName(timeZone)}`}
      rows={ceilings}
      rowKey={({ span }) => span}
      columns={[
        {
          key: 'span',
          header: 'In',
          names: true,
          cell: ({ span }) => (
            <span className="whitespace-nowrap first-letter:uppercase inline-block">
              {perSpan[span]}
            </span>
          ),
        },
        { key: 'used', header: 'Used so far', prose: true, cell: (row) => <Used ceiling={row} /> },
        {
          key: 'why',
          header: 'Comes from',
          cell: ({ chosenMicros, micros }) =>
            micros === null
              ? 'None of its own'
              : chosenMicros === null
                ? 'The default'
                : 'Your choice',
        },
        {
          key: 'anew',
          header: 'Begins anew',
          figures: true,
          cell: ({ endsAt }) => formatMoment(endsAt, timeZone),
        },
      ]}
    />
  );
}

function Used({ ceiling: { micros, usedMicros } }: { ceiling: Ceiling }) {
  const used = <Money value={usedMicros} currency={env.CURRENCY} />;
  if (micros === null) return used;
  return (
    <div className="flex flex-col gap-1.5 sm:min-w-48">
      <p>
        {used} of <Money value={micros} currency={env.CURRENCY} />
      </p>
      <UsedBar used={usedMicros} of={micros} />
    </div>
  );
}

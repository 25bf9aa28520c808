import { Money } from '#components/ui/money.tsx';
import { Table } from '#components/ui/table.tsx';
import { lineKindWords } from '#lib/ledger/line-kinds.ts';
import type { KindTotal } from '#lib/ledger/sum-lines.ts';
import type { Micros } from '#lib/money/micros.ts';

type TotalsTableProps = { totals: KindTotal[]; currency: string };

/** What the lines that are shown add up to, by kind. */
export function TotalsTable({ totals, currency }: TotalsTableProps) {
  return (
    <>
      <Table
        caption="What these lines add up to"
        rows={totals}
        rowKey={({ kind }) => kind}
        columns={[
          {
            key: 'kind',
            header: 'Kind',
            names: true,
            cell: ({ kind }) => lineKindWords[kind],
          },
          {
            key: 'messages',
            header: 'Messages',
            figures: true,
            cell: ({ messages }) => (messages > 0 ? messages.toLocaleString('en') : null),
          },
          {
            key: 'amount',
            header: 'Amount',
            figures: true,
            cell: (total) => <Money value={amountOf(total)} currency={currency} />,
          },
        ]}
      />
      {totals.some(({ kind }) => kind === 'charged') ? (
        <p className="max-w-prose text-sm text-muted">
          What is charged was set aside before: it changes the balance no more.
        </p>
      ) : null}
    </>
  );
}

function amountOf({ kind, availableMicros, chargedMicros, debtMicros }: KindTotal): Micros {
  if (kind === 'charged') return chargedMicros;
  return kind === 'owed' ? debtMicros : availableMicros;
}

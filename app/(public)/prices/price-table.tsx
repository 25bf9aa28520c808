import { Disclosure } from '#components/ui/disclosure.tsx';
import { formatDay } from '#components/ui/format-time.ts';
import { Money } from '#components/ui/money.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { env } from '#lib/env.ts';
import type { Micros } from '#lib/money/micros.ts';
import type { PriceRow } from '#lib/prices/price-table.ts';
import { PriceRange } from './price-range.tsx';

type PriceTableProps = {
  caption: string;
  rows: PriceRow[];
  currency: string;
  /** When the next list begins; null: nothing else is known to come. */
  comingAt: Date | null;
};

/** The prices by country, where another list is coming with what they become. */
export function PriceTable({ caption, rows, currency, comingAt }: PriceTableProps) {
  return (
    <div className="max-w-4xl">
      <Table
        caption={caption}
        columns={columns(currency, comingAt).filter(
          ({ key }) => key !== 'networks' || rows.some(hasNetworks),
        )}
        rows={rows}
        rowKey={(row) => row.country}
        compact
      />
    </div>
  );
}

function columns(currency: string, comingAt: Date | null): Column<PriceRow>[] {
  const from = comingAt && `From ${formatDay(comingAt, env.TIME_ZONE)}`;
  return [
    { key: 'country', header: 'Country', names: true, cell: (row) => row.name },
    {
      key: 'price',
      header: 'Price per SMS',
      figures: true,
      cell: ({ now }) => (now ? <PriceRange price={now} currency={currency} /> : 'Not yet'),
    },
    ...(from
      ? [
          {
            ...{ key: 'coming', header: from, figures: true },
            cell: (row: PriceRow) => <Coming row={row} currency={currency} from={from} />,
          },
        ]
      : []),
    { key: 'code', header: 'Numbers begin with', cell: (row) => row.callingCode },
    {
      key: 'networks',
      header: 'By network',
      prose: true,
      cell: (row) => (hasNetworks(row) ? <Networks row={row} currency={currency} /> : null),
    },
  ];
}

type CellProps = { row: PriceRow; currency: string };

/** What a country costs from the next list on; on a phone, which shows no headers, with the day. */
function Coming({ row, currency, from }: CellProps & { from: string }) {
  if (row.changes.length === 0) return <span className="text-muted max-sm:hidden">the same</span>;
  return (
    <span className="font-medium">
      <span className="sm:hidden">{from}: </span>
      {row.next ? <PriceRange price={row.next} currency={currency} /> : 'no price any more'}
    </span>
  );
}

const isRange = (price: PriceRow['now']) => price && price.lowestMicros !== price.highestMicros;
const hasNetworks = ({ now, next }: PriceRow) => Boolean(isRange(now) || isRange(next));

function Networks({ row, currency }: CellProps) {
  const changeOf = new Map(row.changes.map((change) => [change.prefix, change]));
  const known = new Map((row.now?.prices ?? []).map((price) => [price.prefix, price]));
  const lines = [...new Set([...known.keys(), ...changeOf.keys()])].sort();
  return (
    <Disclosure
      summary={
        <>
          {lines.length} prices<span className="heard"> for {row.name}</span>
        </>
      }
    >
      <ul className="flex flex-col gap-1 text-left text-sm">
        {lines.map((prefix) => {
          const change = changeOf.get(prefix);
          const { destination } = (known.get(prefix) ?? change)!;
          const before = change ? change.beforeMicros : known.get(prefix)!.segmentMicros;
          return (
            <li key={prefix}>
              {destination} (+{prefix}): <Price value={before} currency={currency} />
              {change ? (
                <>
                  , then <Price value={change.afterMicros} currency={currency} />
                </>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Disclosure>
  );
}

function Price({ value, currency }: { value: Micros | null; currency: string }) {
  return value === null ? 'no price' : <Money value={value} currency={currency} />;
}

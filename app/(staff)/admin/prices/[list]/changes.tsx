import { Money } from '#components/ui/money.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import type { Micros } from '#lib/money/micros.ts';
import type { PriceChange } from '#lib/prices/compare-price-lists.ts';
import {
  changeWords,
  goneWarning,
  percentWords,
  summariseChanges,
} from '#lib/prices/describe-changes.ts';
import type { PriceListDetails } from '#lib/prices/read-price-list.ts';

/** More lines nobody reads on a page. */
const shown = 500;

/** What a list changes for customers, the worst first. */
export function Changes({ list }: { list: PriceListDetails }) {
  const { diff, currency } = list;
  const warning = goneWarning(diff);
  const more = diff.changes.length - shown;
  return (
    <>
      <p>{summariseChanges(diff)}</p>
      {warning ? (
        <Notice tone="unsure" title="Destinations disappear.">
          <p>{warning} Nothing can be sent there while this list is in effect.</p>
        </Notice>
      ) : null}
      {diff.changes.length > 0 ? (
        <Table
          caption="Changed prices"
          columns={columns(currency)}
          rows={diff.changes.slice(0, shown)}
          rowKey={({ prefix }) => prefix}
        />
      ) : null}
      {more > 0 ? <p className="text-muted">And {more.toLocaleString('en')} more.</p> : null}
    </>
  );
}

const columns = (currency: string): Column<PriceChange>[] => [
  {
    key: 'destination',
    header: 'Destination',
    names: true,
    cell: ({ destination, prefix }) => `${destination} (+${prefix})`,
  },
  { key: 'kind', header: 'What happens', cell: ({ kind }) => changeWords[kind] },
  {
    key: 'before',
    header: 'Before',
    figures: true,
    cell: ({ beforeMicros }) => <Price value={beforeMicros} currency={currency} />,
  },
  {
    key: 'after',
    header: 'After',
    figures: true,
    cell: ({ afterMicros }) => <Price value={afterMicros} currency={currency} />,
  },
  {
    key: 'percent',
    header: 'Change',
    figures: true,
    cell: (change) => percentWords(change) || null,
  },
];

function Price({ value, currency }: { value: Micros | null; currency: string }) {
  return value === null ? 'no price' : <Money value={value} currency={currency} />;
}

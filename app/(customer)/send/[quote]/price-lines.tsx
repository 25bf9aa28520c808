import { Money } from '#components/ui/money.tsx';
import { Table } from '#components/ui/table.tsx';
import type { QuoteLine } from '#db/schema/quotes.ts';

/** How the price comes about: recipients × SMS × price, one line per destination. */
export function PriceLines({ lines, currency }: { lines: QuoteLine[]; currency: string }) {
  return (
    <Table
      caption="The price by destination"
      rows={lines}
      rowKey={({ prefix }) => prefix}
      columns={[
        {
          key: 'destination',
          header: 'Destination',
          names: true,
          cell: ({ destination, prefix }) => `${destination} (+${prefix})`,
        },
        {
          key: 'recipients',
          header: 'Recipients',
          figures: true,
          cell: ({ recipients }) => recipients.toLocaleString('en'),
        },
        {
          key: 'segments',
          header: 'SMS each',
          figures: true,
          cell: ({ segments }) => segments,
        },
        {
          key: 'segment',
          header: 'Price of an SMS',
          figures: true,
          cell: ({ segmentMicros }) => <Money value={segmentMicros} currency={currency} />,
        },
        {
          key: 'total',
          header: 'Together',
          figures: true,
          cell: ({ totalMicros }) => <Money value={totalMicros} currency={currency} />,
        },
      ]}
    />
  );
}

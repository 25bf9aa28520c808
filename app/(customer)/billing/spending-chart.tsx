import { Bars } from '#components/ui/bars.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { formatCalendarDay, zoneName } from '#components/ui/format-time.ts';
import { Money } from '#components/ui/money.tsx';
import { Table } from '#components/ui/table.tsx';
import type { SpendingDay } from '#lib/ledger/read-spending.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import { sum, zero } from '#lib/money/micros.ts';

type SpendingChartProps = { days: SpendingDay[]; currency: string; timeZone: string };

/** What was charged on each day as bars, and the same as a table. Drawn on the server. */
export function SpendingChart({ days, currency, timeZone }: SpendingChartProps) {
  const total = sum(...days.map(({ chargedMicros }) => chargedMicros));
  const most = days.reduce((a, b) => (b.chargedMicros > a.chargedMicros ? b : a));
  if (total === zero) {
    return (
      <p className="max-w-prose text-muted">
        Nothing was charged in the last {days.length} days. What the network accepts is charged, and
        stands here day by day.
      </p>
    );
  }
  const money = (value: typeof total) => formatMoney(value, currency);
  const summary = `${money(total)} in the last ${days.length} days; the most on ${formatCalendarDay(most.day)}, ${money(most.chargedMicros)}.`;
  return (
    <>
      <figure className="flex flex-col gap-1">
        <figcaption className="figures text-muted">{summary}</figcaption>
        <Bars
          id="spending"
          title={`Charged on each of the last ${days.length} days`}
          summary={summary}
          bars={days.map(({ day, chargedMicros }) => ({
            key: day,
            value: chargedMicros,
            words: `${formatCalendarDay(day)}: ${money(chargedMicros)}`,
          }))}
        />
        <div aria-hidden="true" className="flex justify-between text-sm text-muted">
          <span>{formatCalendarDay(days[0]!.day)}</span>
          <span>{formatCalendarDay(days.at(-1)!.day)}</span>
        </div>
      </figure>
      <Disclosure summary="The same as a table">
        <Table
          caption={`Charged by day, newest first; days of ${zoneName(timeZone)}`}
          rows={days.toReversed()}
          rowKey={({ day }) => day}
          compact
          columns={[
            {
              key: 'day',
              header: 'Day',
              names: true,
              cell: ({ day }) => formatCalendarDay(day),
            },
            {
              key: 'charged',
              header: 'Charged',
              figures: true,
              cell: ({ chargedMicros }) => <Money value={chargedMicros} currency={currency} />,
            },
            {
              key: 'messages',
              header: 'Messages',
              figures: true,
              cell: ({ messages }) =>
                messages === 1 ? '1 message' : `${messages.toLocaleString('en')} messages`,
            },
          ]}
        />
      </Disclosure>
    </>
  );
}

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
        <Bars days={days} topMicros={most.chargedMicros} summary={summary} money={money} />
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

type BarsProps = {
  days: SpendingDay[];
  topMicros: SpendingDay['chargedMicros'];
  summary: string;
  money: (value: SpendingDay['chargedMicros']) => string;
};

const STEP = 10;
const HEIGHT = 100;
/** So that a day of little is not taken for a day of nothing. */
const LEAST = 1.5;

function Bars({ days, topMicros, summary, money }: BarsProps) {
  const width = days.length * STEP;
  return (
    <svg
      role="img"
      aria-labelledby="spending-title spending-summary"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-40 w-full border-b border-line-strong"
    >
      <title id="spending-title">{`Charged on each of the last ${days.length} days`}</title>
      <desc id="spending-summary">{summary}</desc>
      {days.map(({ day, chargedMicros }, at) => {
        if (chargedMicros === zero) return null;
        const height = Math.max(LEAST, (chargedMicros / topMicros) * HEIGHT);
        return (
          <rect
            key={day}
            x={at * STEP + 1}
            y={HEIGHT - height}
            width={STEP - 2}
            height={height}
            className="fill-accent"
          >
            <title>{`${formatCalendarDay(day)}: ${money(chargedMicros)}`}</title>
          </rect>
        );
      })}
    </svg>
  );
}

import { LinkButton } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { formatMoney } from '#lib/money/format-money.ts';
import type { Micros } from '#lib/money/micros.ts';
import type { AutomaticTopUp } from '#lib/top-ups/read-automatic.ts';
import { paths } from '#lib/web/paths.ts';

type AutomaticCardProps = { automatic: AutomaticTopUp | null; currency: string };

/** Whether the balance fills up by itself, and the way to the page that says how. */
export function AutomaticCard({ automatic, currency }: AutomaticCardProps) {
  return (
    <Card
      title="Automatic top-up"
      actions={<LinkButton href={paths.automaticTopUp()}>Choose</LinkButton>}
    >
      <p className="max-w-prose text-muted">{wordsFor(automatic, currency)}</p>
    </Card>
  );
}

function wordsFor(automatic: AutomaticTopUp | null, currency: string): string {
  if (automatic?.failedAt) return 'It rests, because the last payment failed.';
  if (!automatic?.isOn) return 'Off. Nothing is charged without you.';
  const money = (value: Micros) => formatMoney(value, currency);
  const { belowMicros, creditMicros, monthlyMicros } = automatic;
  return `On: below ${money(belowMicros)}, ${money(creditMicros)} of credit is bought, at most ${money(monthlyMicros)} in a month.`;
}

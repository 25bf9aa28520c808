import type { Fact } from '#components/ui/facts.tsx';
import { formatDay } from '#components/ui/format-time.ts';
import type { KeptUntil } from '#lib/retention/kept-until.ts';

/** When text and numbers of a send go, in the customer's zone; nothing about what is gone already. */
export function keptFacts({ content, numbers }: KeptUntil, timeZone: string): Fact[] {
  const day = (at: Date) => formatDay(at, timeZone);
  return [
    ...(content
      ? [
          {
            term: 'Text kept until',
            value: content === 'sent' ? 'The last message has left' : day(content),
          },
        ]
      : []),
    ...(numbers ? [{ term: 'Numbers kept until', value: day(numbers) }] : []),
  ];
}

import {
  type MessageState,
  messageStates,
  type StateTone,
  stateWords,
} from '#lib/messages/status.ts';

export type StateCounts = Partial<Record<MessageState, number>>;

const fills: Record<StateTone, string> = {
  waiting: 'fill-waiting-fill',
  moving: 'fill-moving-fill',
  good: 'fill-good-fill',
  bad: 'fill-bad-fill',
  stopped: 'fill-stopped-fill',
  unsure: 'fill-unsure-fill',
};

/** From good to bad, so that the bar fills up from the left. */
const order: StateTone[] = ['good', 'moving', 'waiting', 'unsure', 'stopped', 'bad'];
const states = order.flatMap((tone) =>
  messageStates.filter((state) => stateWords[state].tone === tone),
);

/** "Delivered 118 · Not sent 2": the counts in words, without the states that no message is in. */
export function countsInWords(counts: StateCounts): string {
  return states
    .filter((state) => counts[state])
    .map((state) => `${stateWords[state].word} ${counts[state]!.toLocaleString('en')}`)
    .join(' · ');
}

/** The states of a batch as one bar, drawn in SVG because the policy of the pages forbids inline styles. */
export function StateBar({ counts }: { counts: StateCounts }) {
  const total = states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  let left = 0;
  return (
    <svg
      role="img"
      aria-label={countsInWords(counts) || 'No messages'}
      width="100%"
      height="8"
      className="block overflow-hidden rounded-sm bg-sunken"
    >
      {states.map((state) => {
        const share = total === 0 ? 0 : ((counts[state] ?? 0) / total) * 100;
        const x = left;
        left += share;
        if (share === 0) return null;
        return (
          <rect
            key={state}
            x={`${x}%`}
            width={`${share}%`}
            height="8"
            className={fills[stateWords[state].tone]}
          />
        );
      })}
    </svg>
  );
}

import { StateBadge } from '#components/ui/state-badge.tsx';
import { type MessageState, stateWords } from '#lib/messages/status.ts';

const steps: { at: string; state: MessageState; money: string }[] = [
  { at: '10:02:14', state: 'queued', money: '€0.042 set aside' },
  { at: '10:02:15', state: 'sent', money: '€0.042 charged' },
  { at: '10:02:18', state: 'delivered', money: '' },
];

/** What a customer sees of a message, drawn with the words and colours of the real pages. */
export function ExampleJourney() {
  return (
    <figure className="flex flex-col gap-4 rounded-lg border bg-surface p-4 sm:p-6">
      <figcaption className="text-sm text-muted">
        An example: one message, as you will see it
      </figcaption>
      <p className="self-start rounded-lg rounded-bl-none bg-accent-soft px-4 py-3">
        Your order is ready. We are open until 8 tonight.
      </p>
      <ol className="flex flex-col gap-3">
        {steps.map(({ at, state, money }) => (
          <li key={state} className="flex flex-col gap-1 border-t pt-3">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="figures text-sm text-muted">{at}</span>
              <StateBadge state={state} />
              <span className="figures ml-auto text-sm">{money}</span>
            </div>
            <p className="text-sm text-muted">{stateWords[state].sentence}</p>
          </li>
        ))}
      </ol>
    </figure>
  );
}

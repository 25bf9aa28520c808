import type { StateCounts } from '#db/schema/messages.ts';
import { type MessageState, messageStates } from '#lib/messages/status.ts';

/** Where a message in each state is, as seen from the customer's side of the network. */
const places: Record<MessageState, 'here' | 'handedOver' | 'stopped'> = {
  queued: 'here',
  sending: 'here',
  sent: 'handedOver',
  unknown: 'handedOver',
  delivered: 'handedOver',
  undelivered: 'handedOver',
  rejected: 'handedOver',
  expired: 'stopped',
  failed: 'stopped',
  cancelled: 'stopped',
};

export function handedOver(counts: StateCounts): number {
  return countAt(counts, 'handedOver');
}

/** How many have neither left nor been stopped. */
export function stillHere(counts: StateCounts): number {
  return countAt(counts, 'here');
}

function countAt(counts: StateCounts, place: 'here' | 'handedOver' | 'stopped'): number {
  return messageStates
    .filter((state) => places[state] === place)
    .reduce((total, state) => total + (counts[state] ?? 0), 0);
}

/**
 * 'Handed to the network 4,120 of 10,000 · 12 refused: not charged'. One sentence that promises nothing that the network
 * has not said.
 */
export function progressSentence(counts: StateCounts, recipients: number): string {
  const figure = (count: number) => count.toLocaleString('en');
  const some = (state: MessageState, words: string) =>
    counts[state] ? `${figure(counts[state])} ${words}` : '';
  const delivered = counts.delivered ?? 0;
  const first =
    stillHere(counts) === 0 && delivered > 0
      ? `Delivered ${figure(delivered)} of ${figure(recipients)}`
      : `Handed to the network ${figure(handedOver(counts))} of ${figure(recipients)}`;
  return [
    first,
    some('failed', 'not sent: not charged'),
    some('cancelled', 'cancelled: not charged'),
    some('undelivered', 'not delivered'),
    some('rejected', 'rejected by the network'),
    some('expired', 'ran out of time'),
    some('unknown', 'without an answer yet: not sent again'),
  ]
    .filter(Boolean)
    .join(' · ');
}

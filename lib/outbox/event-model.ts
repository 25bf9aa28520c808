import type { MessageState } from '#lib/messages/status.ts';

/** For tests: what can happen to a message of one part that a session has claimed and written. */
export const eventKinds = [
  'accepted',
  'refused',
  'timeout',
  'delivered',
  'repeated',
  'undelivered',
  'close',
] as const;
export type Event = (typeof eventKinds)[number];

type End = { state: MessageState; isCharged: boolean };
type Final = 'delivered' | 'undelivered';

const finalOf = (event: Event | undefined): Final | null =>
  event === 'delivered' || event === 'repeated'
    ? 'delivered'
    : event === 'undelivered'
      ? 'undelivered'
      : null;

/**
 * The end of a message, from the rules alone. Its first response counts, unless the session is over before it; no
 * response in time, or the end of the session, leaves it unknown. A receipt says that it was accepted, but only when the
 * message is unknown: a refusal is stronger than a receipt for an id that was never given. Of several final receipts the
 * first counts, whenever it came.
 */
export function endOf(events: readonly Event[]): End {
  let state: 'sending' | 'unknown' | 'sent' | 'failed' = 'sending';
  let isOver = false;
  let final: Final | null = null;
  for (const event of events) {
    final ??= finalOf(event);
    if (event === 'close') isOver = true;
    const isResponse = event === 'accepted' || event === 'refused';
    const isWaiting = state === 'sending' || state === 'unknown';
    if (isResponse && isWaiting && !isOver) state = event === 'accepted' ? 'sent' : 'failed';
    if ((event === 'timeout' || event === 'close') && state === 'sending') state = 'unknown';
    if (state === 'unknown' && final) state = 'sent';
  }
  if (state === 'sent') return { state: final ?? 'sent', isCharged: true };
  return { state, isCharged: false };
}

/**
 * The end that a set of events has in every order, from the first final receipt among them; null for the sets whose end
 * does depend on the order: a response and the end of its session without a receipt, or a refusal beside anything that
 * says otherwise.
 */
export function endOfSet(set: ReadonlySet<Event>): ((first: Event | undefined) => End) | null {
  const hasReceipt = set.has('delivered') || set.has('repeated') || set.has('undelivered');
  const isLost = set.has('timeout') || set.has('close');
  if (set.has('refused')) {
    const isAlone =
      !set.has('accepted') && !set.has('close') && !(set.has('timeout') && hasReceipt);
    return isAlone ? () => ({ state: 'failed', isCharged: false }) : null;
  }
  if (set.has('accepted') && set.has('close') && !hasReceipt) return null;
  if (hasReceipt && (set.has('accepted') || isLost)) {
    return (first) => ({ state: finalOf(first) ?? 'sent', isCharged: true });
  }
  if (set.has('accepted')) return () => ({ state: 'sent', isCharged: true });
  return () => ({ state: isLost ? 'unknown' : 'sending', isCharged: false });
}

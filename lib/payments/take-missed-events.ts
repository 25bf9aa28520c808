import type Stripe from 'stripe';
import type { WorkerContext } from '#lib/context.ts';
import { log } from '#lib/log.ts';
import { eventTypes, takeEvent } from './take-event.ts';
import { fetchEvents } from './verified-event.ts';

/**
 * Takes the events since a moment that never came as notifications, so that a refund or a dispute is booked also when the
 * webhook was away. One that cannot be taken is tried again the next time. Returns how many were new.
 */
export async function takeMissedEvents(
  ctx: WorkerContext,
  stripe: Stripe,
  since: Date,
): Promise<number> {
  let missed = 0;
  for (const event of await fetchEvents(stripe, { types: eventTypes, since })) {
    try {
      if ((await takeEvent(ctx, stripe, event)) === 'taken') missed++;
    } catch (error) {
      log().warn({ err: error, eventId: event.id }, 'An event of Stripe could not be taken.');
    }
  }
  return missed;
}

import Stripe from 'stripe';
import { env } from '#lib/env.ts';

declare const verified: unique symbol;

/** Something that Stripe itself said: signed, or fetched from its API. Made in this file only. */
export type VerifiedEvent = Stripe.Event & { readonly [verified]: true };

/** An older one may be a recording that somebody plays again. */
const toleranceS = 300;

/**
 * The event in the body of a notification, as it came over the wire. Null unless it is signed with our webhook's secret
 * (HMAC-SHA-256 over time and body, docs.stripe.com/webhooks#verify-manually) within the last five minutes.
 */
export function verifyEvent(
  stripe: Stripe,
  body: Buffer,
  signature: string | null,
): VerifiedEvent | null {
  const secret = env.STRIPE_WEBHOOK_SECRET;
  if (!secret || !signature) return null;
  try {
    const event = stripe.webhooks.constructEvent(body, signature, secret, toleranceS);
    return event as VerifiedEvent;
  } catch (error) {
    const isForged = error instanceof Stripe.errors.StripeSignatureVerificationError;
    if (isForged || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The events of these types since a moment, oldest first, as Stripe keeps them for 30 days. */
export async function fetchEvents(
  stripe: Stripe,
  { types, since }: { types: readonly string[]; since: Date },
): Promise<VerifiedEvent[]> {
  const created = { gte: Math.floor(since.getTime() / 1000) };
  const events: VerifiedEvent[] = [];
  // Stripe gives the newest first.
  for await (const event of stripe.events.list({ types: [...types], created, limit: 100 })) {
    events.unshift(event as VerifiedEvent);
  }
  return events;
}

import Stripe from 'stripe';
import { env } from '#lib/env.ts';

const timeoutMs = 20_000;
/** Each with the idempotency key of the first try, so that what happened already does not happen again. */
const retries = 2;

let client: Stripe | undefined;

/** Stripe's API, or in development what stands in for it. Null without its keys: then nobody can pay by card. */
export function stripeClient(): Stripe | null {
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET } = env;
  if (!STRIPE_SECRET_KEY || !STRIPE_WEBHOOK_SECRET) return null;
  client ??= new Stripe(STRIPE_SECRET_KEY, {
    ...{ timeout: timeoutMs, maxNetworkRetries: retries, telemetry: false },
    ...standIn(),
  });
  return client;
}

function standIn() {
  if (!env.STRIPE_API_URL) return {};
  const { hostname, port, protocol } = new URL(env.STRIPE_API_URL);
  return { host: hostname, port, protocol: protocol === 'http:' ? 'http' : 'https' } as const;
}

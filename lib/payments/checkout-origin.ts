import { env } from '#lib/env.ts';

/** The one site, besides ours, to which a form may lead: where cards are typed in. Null when nobody can pay by card. */
export function checkoutOrigin(): string | null {
  if (!env.STRIPE_SECRET_KEY || !env.STRIPE_WEBHOOK_SECRET) return null;
  return env.STRIPE_API_URL ? new URL(env.STRIPE_API_URL).origin : 'https://checkout.stripe.com';
}

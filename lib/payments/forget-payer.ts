import { log } from '#lib/log.ts';
import { stripeClient } from './stripe-client.ts';

/**
 * Deletes a payer at Stripe, and with it the card. When Stripe cannot be reached, its id is in the log for staff: without our
 * row nobody charges the card.
 */
export async function forgetPayer(stripeCustomer: string): Promise<void> {
  try {
    await stripeClient()?.customers.del(stripeCustomer);
  } catch (error) {
    log().error(
      { err: error, stripeCustomer },
      'A payer is still known to Stripe: delete it there.',
    );
  }
}

import type { CustomerContext } from '#lib/context.ts';
import type { BillingDetails } from './billing-details.ts';
import { openDetails } from './store-details.ts';

/** The billing details that the customer's own account has given, or null. */
export const readDetails = (ctx: CustomerContext): Promise<BillingDetails | null> =>
  openDetails(ctx, ctx.actor.accountId);

import type { WithVat } from '#lib/billing/add-vat.ts';
import type { VatTreatment } from '#lib/billing/judge-vat.ts';
import { openDetails } from '#lib/billing/store-details.ts';
import type { CustomerContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import { type Micros, micros } from '#lib/money/micros.ts';
import { amountsFor } from './place-order.ts';

/** What the customer may buy at once, and how it is taxed for who they are. */
export type TopUpOffer = {
  currency: string;
  leastMicros: Micros;
  mostMicros: Micros;
  treatment: VatTreatment;
  /** In hundredths of a percent. */
  rate: number;
  /** Usual amounts, with what is paid for each. */
  choices: WithVat[];
};

const usual = [10, 20, 50, 100].map((units) => micros(units * 1_000_000));

/** The offer to the customer, by the rules that an order placed now would have. Null without billing details. */
export async function readOffer(ctx: CustomerContext): Promise<TopUpOffer | null> {
  const buyer = await openDetails(ctx, ctx.actor.accountId);
  if (!buyer) return null;
  const now = new Date();
  const { TOP_UP_LEAST: leastMicros, TOP_UP_MOST: mostMicros, CURRENCY: currency } = env;
  const isSold = (amount: Micros) => amount >= leastMicros && amount <= mostMicros;
  const { vatTreatment: treatment, vatRate: rate } = amountsFor(buyer, usual[0]!, now);
  return {
    ...{ currency, leastMicros, mostMicros, treatment, rate },
    choices: usual.filter(isSold).map((amount) => {
      const { creditMicros, vatMicros, totalMicros } = amountsFor(buyer, amount, now);
      return { creditMicros, vatMicros, totalMicros };
    }),
  };
}

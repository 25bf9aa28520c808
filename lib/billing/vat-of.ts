import { env } from '#lib/env.ts';
import type { BillingDetails } from './billing-details.ts';
import { businessDay } from './business-day.ts';
import { judgeVat, type VatDecision } from './judge-vat.ts';

/** How what we sell to a buyer at a moment is taxed. */
export const vatOf = (buyer: BillingDetails, at: Date): VatDecision =>
  judgeVat(buyer, { country: env.OPERATOR_COUNTRY, usesOneStopShop: env.VAT_OSS }, businessDay(at));

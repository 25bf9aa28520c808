import type { vatTreatment } from '#db/schema/billing.ts';
import type { BillingDetails } from './billing-details.ts';
import { isMemberState, standardRate, vatCountry } from './vat-rates.ts';

export type VatTreatment = (typeof vatTreatment.enumValues)[number];

/** How a sale is taxed. `rate` in hundredths of a percent. */
export type VatDecision = { treatment: VatTreatment; rate: number };

/** Where the seller pays tax, and whether it reports to other member states by the One Stop Shop. */
export type Seller = { country: string; usesOneStopShop: boolean };

/**
 * How SMS credit sold to a buyer on a day (YYYY-MM-DD) is taxed, by Directive 2006/112/EC:
 * - in the seller's country: its rate;
 * - a business with a VAT number in another member state: none, the buyer accounts for it (articles 44 and 196);
 * - anybody else in another member state: the rate of that state with the One Stop Shop, else the seller's (articles 58, 59c);
 * - outside the Union: none (articles 44 and 59).
 * A seller outside the Union charges none. A number that VIES called invalid is no VAT number.
 */
export function judgeVat(
  buyer: Pick<BillingDetails, 'country' | 'vatNumber' | 'vatLookedUp'>,
  seller: Seller,
  day: string,
): VatDecision {
  if (!isMemberState(seller.country)) return { treatment: 'outside', rate: 0 };
  const country = vatCountry(buyer.country);
  if (country === seller.country) {
    return { treatment: 'domestic', rate: standardRate(seller.country, day) };
  }
  if (!isMemberState(country)) return { treatment: 'outside', rate: 0 };
  const isBusiness = buyer.vatNumber !== '' && buyer.vatLookedUp?.valid !== false;
  if (isBusiness) return { treatment: 'reverse_charge', rate: 0 };
  return seller.usesOneStopShop
    ? { treatment: 'member_state', rate: standardRate(country, day) }
    : { treatment: 'domestic', rate: standardRate(seller.country, day) };
}

import { env } from '#lib/env.ts';
import { countryName } from '#lib/phone-numbers/country-name.ts';
import type { BillingDetails } from './billing-details.ts';
import { vatOf } from './vat-of.ts';
import { isMemberState, vatCountry } from './vat-rates.ts';
import { vatCategory, writeVatRate } from './vat-words.ts';

/** What VAT a buyer pays at a moment, and why, in one sentence for the buyer. */
export function explainVat(buyer: BillingDetails, at: Date): string {
  const { treatment, rate } = vatOf(buyer, at);
  const ownCountry = env.OPERATOR_COUNTRY;
  const country = vatCountry(buyer.country);
  const ofSeller = `${writeVatRate(rate)} VAT of ${countryName(ownCountry)}`;
  switch (treatment) {
    case 'domestic':
      return country === ownCountry
        ? `${ofSeller} is added, since both you and we are there.`
        : `${ofSeller} is added, as for everybody in the European Union without a valid VAT number.`;
    case 'member_state':
      return `${writeVatRate(rate)} VAT of ${countryName(country)} is added, as for everybody there without a valid VAT number.`;
    case 'reverse_charge':
      return `No VAT is added. ${vatCategory(treatment).reason}.`;
    case 'outside':
      return isMemberState(ownCountry)
        ? `No VAT is added, since you are outside the area of VAT of the European Union.`
        : `No VAT is added, since we are outside the European Union.`;
  }
}

import { env } from '#lib/env.ts';
import type { BillingDetails } from './billing-details.ts';
import { isMemberState, vatCountry } from './vat-rates.ts';

/** What is known of a VAT number beside its check digits. `not_asked`: there is none, or the operator does not ask. */
export type ViesState = 'not_asked' | 'no_answer' | 'valid' | 'invalid';

/** True for a VAT number that VIES can know, when the operator has it looked up (VIES_CHECK). */
export const isForVies = ({ country, vatNumber }: BillingDetails): boolean =>
  env.VIES_CHECK && vatNumber !== '' && isMemberState(vatCountry(country));

/** What VIES said of the VAT number in billing details. */
export function viesState(details: BillingDetails): ViesState {
  if (details.vatLookedUp) return details.vatLookedUp.valid ? 'valid' : 'invalid';
  return isForVies(details) ? 'no_answer' : 'not_asked';
}

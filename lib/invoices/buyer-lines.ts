import { formatAddress } from 'localized-address-format';
import type { BillingDetails } from '#lib/billing/billing-details.ts';
import { countryName } from '#lib/phone-numbers/country-name.ts';

/** Where a buyer is, line by line in the order of their country, and the country at the end. */
export const buyerLines = ({
  lines,
  postalCode,
  city,
  region,
  country,
}: BillingDetails): string[] => [
  ...formatAddress({
    postalCountry: country,
    administrativeArea: region,
    locality: city,
    postalCode,
    addressLines: lines,
  }),
  countryName(country),
];

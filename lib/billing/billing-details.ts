import type { CountryCode } from '#lib/phone-numbers/phone-number.ts';

/** Who is invoiced. `lines` of the address as they are written there, without town and country. */
export type BillingDetails = {
  kind: 'company' | 'person';
  name: string;
  lines: string[];
  postalCode: string;
  city: string;
  /** State, province or prefecture, where addresses of the country have one; else ''. */
  region: string;
  country: CountryCode;
  /** With its country in front, such as EL123456783; '' for none. Its check digits are right. */
  vatNumber: string;
  /** What the European Commission's VIES said; null: it was not asked, or did not answer. */
  vatLookedUp: { valid: boolean; at: string } | null;
};

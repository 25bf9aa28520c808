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
  /**
   * Of a company in a member state: with its country in front, such as EL123456783, its check digits right. Of one
   * elsewhere: the tax number as it was given. '' for none.
   */
  vatNumber: string;
  /** What the European Commission's VIES said; null: it was not asked, or did not answer. */
  vatLookedUp: { valid: boolean; at: string } | null;
};

import type { VatTreatment } from './judge-vat.ts';

/**
 * How a sale is taxed, as EN 16931 says it: the category (UNTDID 5305) and, where no tax is charged, why, as a code of the
 * list VATEX and in words. S: a rate is charged. AE: the buyer accounts for it. O: not subject to the tax; an invoice of
 * category O has no rate (not even 0) and leaves out the VAT numbers of both sides (BR-O-02, BR-O-05).
 */
export type VatCategory =
  | { code: 'S'; reasonCode: null; reason: null }
  | { code: 'AE' | 'O'; reasonCode: string; reason: string };

/** What an invoice must say where the buyer accounts for the tax (article 226, point 11a, of the Directive). */
const REVERSE_CHARGE =
  'Reverse charge: VAT to be accounted for by the recipient, article 196 of Directive 2006/112/EC';
/** Of articles 44 (businesses) and 59 (anybody else), the place of supply is where the buyer is. */
const OUTSIDE =
  'Not subject to VAT: the place of supply is outside the European Union, articles 44 and 59 of Directive 2006/112/EC';
const SELLER_OUTSIDE = 'Not subject to VAT of the European Union';

const charged: VatCategory = { code: 'S', reasonCode: null, reason: null };

const categories: Record<VatTreatment, VatCategory> = {
  domestic: charged,
  member_state: charged,
  reverse_charge: { code: 'AE', reasonCode: 'VATEX-EU-AE', reason: REVERSE_CHARGE },
  outside: { code: 'O', reasonCode: 'VATEX-EU-O', reason: OUTSIDE },
};

/** How EN 16931 names a treatment. `sellerIsInUnion`: a seller elsewhere is not under the Directive. */
export function vatCategory(treatment: VatTreatment, sellerIsInUnion = true): VatCategory {
  const category = categories[treatment];
  return category.code === 'O' && !sellerIsInUnion
    ? { ...category, reason: SELLER_OUTSIDE }
    : category;
}

/** A rate in hundredths of a percent as people read it: `24 %`, `25.5 %`. */
export const writeVatRate = (rate: number): string => `${rate / 100} %`;

import type { ViesState } from '#lib/billing/vies-state.ts';

/** What the European Commission said of the VAT number, and what to do. Nothing where it was not asked. */
export const viesWords: Record<ViesState, string | null> = {
  not_asked: null,
  valid: 'The European Commission (VIES) knows your VAT number.',
  no_answer:
    'The European Commission (VIES) did not answer, so your VAT number was not looked up. Its check digits are right, and that counts.',
  invalid:
    'The European Commission (VIES) does not know your VAT number, so VAT is charged as for a person. Ask your tax office to register it for trade in the European Union, then save again.',
};

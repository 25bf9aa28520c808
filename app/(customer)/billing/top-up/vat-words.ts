import type { VatTreatment } from '#lib/billing/judge-vat.ts';

/** A rate of tax, in hundredths of a percent: '24 %', '25.5 %'. */
const ratePercent = (rate: number): string => `${rate / 100} %`;

/** What of tax is added to what is bought. */
export function vatWords(treatment: VatTreatment, rate: number): string {
  if (treatment === 'reverse_charge')
    return 'No VAT is added: you account for it (reverse charge).';
  if (treatment === 'outside') return 'No VAT is added.';
  return `VAT of ${ratePercent(rate)} is added.`;
}

/** What of tax is in an order. */
export function vatNote(treatment: VatTreatment, rate: number): string {
  if (treatment === 'reverse_charge') return 'Reverse charge: you account for it.';
  return treatment === 'outside' ? 'None outside the European Union.' : ratePercent(rate);
}

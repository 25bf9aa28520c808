import type { VatTreatment } from '#lib/billing/judge-vat.ts';
import { writeVatRate } from '#lib/billing/vat-words.ts';

/** What of tax is added to what is bought. */
export function vatWords(treatment: VatTreatment, rate: number): string {
  if (treatment === 'reverse_charge')
    return 'No VAT is added: you account for it (reverse charge).';
  if (treatment === 'outside') return 'No VAT is added.';
  return `VAT of ${writeVatRate(rate)} is added.`;
}

/** What of tax is in an order. */
export function vatNote(treatment: VatTreatment, rate: number): string {
  if (treatment === 'reverse_charge') return 'Reverse charge: you account for it.';
  return treatment === 'outside' ? 'None outside the European Union.' : writeVatRate(rate);
}

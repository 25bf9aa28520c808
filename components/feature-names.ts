import type { FeatureEvent, PropertyValue } from '#lib/features/feature-events.ts';

/** Each feature that is counted, in words: for the visitor who is asked, and for staff who look at the counts. */
export const featureNames: Record<FeatureEvent, string> = {
  signed_up: 'Signing up',
  signed_in: 'Signing in',
  password_recovered: 'Recovering with a code',
  password_changed: 'Changing the password',
  recovery_kit_renewed: 'A new recovery kit',
  sender_added: 'Adding a sender',
  price_seen: 'Seeing the price of a send',
  masked_once: 'Masking a single send',
  batch_sent: 'Sending',
  batch_stopped: 'Stopping a send',
  number_searched: 'Searching messages by number',
  prices_searched: 'Searching prices',
  receipt_saved: 'Saving a receipt of destruction',
  keeping_chosen: 'Choosing how content is kept',
  past_destroyed: 'Destroying past content',
  country_opened: 'Opening a country',
  ceilings_chosen: 'Choosing ceilings',
  top_up_begun: 'Beginning a top-up',
  statement_saved: 'Saving a statement',
  invoice_saved: 'Saving an invoice',
  copy_asked: 'Asking for a copy of everything',
};

/** What is counted apart within a feature, in words that go on from its name. */
export const valueNames: Record<PropertyValue, string> = {
  number: 'a number',
  brand: 'a brand',
  now: 'to send at once',
  later: 'to send later',
  pdf: 'as PDF',
  json: 'as JSON',
  csv: 'as CSV',
  xml: 'as XML',
  masking: 'masked from then on',
  days: 'for a number of days',
  card: 'by card',
  transfer: 'by transfer',
  automatic: 'automatically',
};

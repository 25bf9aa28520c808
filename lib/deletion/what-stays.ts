import { env } from '#lib/env.ts';

const DAY_MS = 86_400_000;

/** For customers: what a keyed hash is. */
export const fingerprintWords =
  'A fingerprint is made with a secret key, and nobody can turn it back into what it was made of.';

/** Something that a deletion leaves, why, and until when: a date, or in words. */
export type Stays = { what: string; why: string; until: Date | string };

/**
 * What is left of an account that was deleted at `deletedAt`. `hasRefund`: it said where to pay its balance back to. What tax
 * law asks for is kept as long as invoices are, INVOICE_YEARS from the end of the year.
 */
export function whatStays(deletedAt: Date, { hasRefund }: { hasRefund: boolean }): Stays[] {
  return [
    {
      what: 'The amounts and times of your statement, orders and payments, without a name, a number or a text',
      why: 'Tax law',
      until: yearEnd(deletedAt),
    },
    {
      what: 'Invoices, if you have any, encrypted, with the billing details on them',
      why: 'Tax law',
      until: yearEnd(deletedAt),
    },
    ...(hasRefund
      ? [
          {
            what: 'Where to pay your balance back to, encrypted',
            why: 'To pay it',
            until: 'Until it is paid',
          },
        ]
      : []),
    {
      what: 'A fingerprint of your username',
      why: 'So that nobody takes your name and is mistaken for you',
      until: yearAfter(deletedAt),
    },
    {
      what: 'Fingerprints of the numbers that got a code in the last day',
      why: 'So that nobody is flooded with codes',
      until: new Date(deletedAt.getTime() + DAY_MS),
    },
    {
      what: 'Fingerprints of the numbers that asked you not to text them',
      why: 'So that it can be shown that you were told',
      until: 'As long as this service runs',
    },
    {
      what: 'Which keys were destroyed, and when',
      why: 'So that it can be shown that they were',
      until: 'As long as this service runs',
    },
  ];
}

const yearEnd = (moment: Date): Date =>
  new Date(Date.UTC(moment.getUTCFullYear() + env.INVOICE_YEARS, 11, 31));

function yearAfter(moment: Date): Date {
  const after = new Date(moment);
  after.setUTCFullYear(after.getUTCFullYear() + 1);
  return after;
}

import { writeDay } from '#lib/invoices/write-day.ts';
import { countTests } from '#lib/promises/count-tests.ts';
import { proofRecord } from '#lib/promises/proof-record.ts';

/** How many tests prove the contract, and when they all passed last. */
export const provenSentence = proofRecord
  ? `${countTests()} tests check that, the last time on ${writeDay(proofRecord.date)}.`
  : `${countTests()} tests check that.`;

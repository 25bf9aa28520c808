import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { env } from '#lib/env.ts';
import type { OperatorFacts } from './terms.ts';

export type FactName = keyof OperatorFacts;

/** The facts in the order in which staff see them, with their words and how long they may be. */
export const factWords: Record<FactName, { word: string; hint: string; most: number }> = {
  OPERATOR_COMPANY: {
    word: 'Company',
    hint: 'In the contract, on invoices and under every page.',
    most: 200,
  },
  OPERATOR_SIGNATORY: {
    word: 'Who signs',
    hint: 'The person who signs the contract for the company.',
    most: 200,
  },
  SMSC_PROVIDER_NAME: {
    word: 'GSM provider',
    hint: 'Clause 10. Follows the sentence “The provider is:”.',
    most: 200,
  },
  DATA_LOCATION: {
    word: 'Where the data is',
    hint: 'Clause 14. Follows “All data is currently stored here:”.',
    most: 200,
  },
  HISTORY_SENTENCE: {
    word: 'History',
    hint: 'Clause 12 begins with it. Your own statement, a whole sentence; it may be empty.',
    most: 1000,
  },
};

export const factNames = Object.keys(factWords) as FactName[];

/** The settings, which count until staff change a fact. */
export function settingFacts(): OperatorFacts {
  const { OPERATOR_COMPANY, OPERATOR_SIGNATORY, SMSC_PROVIDER_NAME } = env;
  const { DATA_LOCATION, HISTORY_SENTENCE } = env;
  return {
    ...{ OPERATOR_COMPANY, OPERATOR_SIGNATORY, SMSC_PROVIDER_NAME },
    ...{ DATA_LOCATION, HISTORY_SENTENCE },
  };
}

/** What the contract says about the operator now, and when that was last changed by staff (null: never). */
export async function readOperatorFacts(
  db: Db,
): Promise<OperatorFacts & { changedAt: Date | null }> {
  const rows = await db.execute<{ name: string; value: string; at: string }>(sql`
    select distinct on (name) name, value, at from operator_facts order by name, at desc`);
  const known = rows.filter(({ name }) => name in factWords);
  const newest = Math.max(...known.map(({ at }) => new Date(at).getTime()));
  return {
    ...settingFacts(),
    ...Object.fromEntries(known.map(({ name, value }) => [name, value])),
    changedAt: known.length > 0 ? new Date(newest) : null,
  };
}

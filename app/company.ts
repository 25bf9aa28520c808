import { cache } from 'react';
import { readOperatorFacts, settingFacts } from '#lib/terms/operator-facts.ts';
import { ground } from '#lib/web/ground.ts';

/** What the contract says about the operator, asked once while a page is rendered. */
export const readFacts = cache(() => readOperatorFacts(ground().db));

/** Who runs All SMS here, for the foot of every page; as the settings say where the database cannot be reached. */
export async function readCompany(): Promise<string> {
  try {
    return (await readFacts()).OPERATOR_COMPANY;
  } catch {
    return settingFacts().OPERATOR_COMPANY;
  }
}

import { readOperatorFacts, settingFacts } from '#lib/terms/operator-facts.ts';
import { ground } from '#lib/web/ground.ts';

/** Who runs All SMS here, for the foot of every page; as the settings say where the database cannot be reached. */
export async function readCompany(): Promise<string> {
  try {
    return (await readOperatorFacts(ground().db)).OPERATOR_COMPANY;
  } catch {
    return settingFacts().OPERATOR_COMPANY;
  }
}

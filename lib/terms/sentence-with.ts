import type { FactName } from './operator-facts.ts';
import { type OperatorFacts, termsClauses } from './terms.ts';

/** The words of the contract in which a fact stands, as they read with these facts. */
export function sentenceWith(facts: OperatorFacts, name: FactName): string {
  if (name === 'OPERATOR_COMPANY' || name === 'OPERATOR_SIGNATORY') return signatureSentence(facts);
  const marked = termsClauses({ ...facts, [name]: '\u0000' });
  const place = marked.findIndex(({ text }) => text.includes('\u0000'));
  return termsClauses(facts)[place]!.text;
}

/** Who is party to the contract. Stands above its clauses. */
export const signatureSentence = ({
  OPERATOR_COMPANY,
  OPERATOR_SIGNATORY,
}: OperatorFacts): string =>
  `This is a contract between you, the customer, and All SMS. ${OPERATOR_SIGNATORY} signs it for ${OPERATOR_COMPANY}.`;

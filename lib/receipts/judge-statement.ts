import { type StatementWords, statementFacts } from './statement-facts.ts';
import { readStatement, type SignedStatement } from './statement-file.ts';

// Runs in the browser too: no Node.js here.

/** What is to be said of a file: a genuine statement, or the sentence why it is none. */
export type Verdict =
  | { genuine: true; signed: SignedStatement; words: StatementWords }
  | { genuine: false; sentence: string };

/** Nothing that stands in a file is shown of it unless its signature holds. */
export const NOT_SIGNED =
  'This receipt is not genuine: something in it was changed, or All SMS did not sign it.';
const NO_STATEMENT =
  'This is not a receipt of All SMS: there is no signed statement in it. Take the file as you downloaded it, PDF or JSON; one that was printed or saved anew has lost it.';

/** Judges a file, JSON or PDF. `isSigned` says whether a key that is trusted signed the statement. */
export async function judgeStatement(
  octets: Uint8Array,
  isSigned: (signed: SignedStatement) => boolean | Promise<boolean>,
): Promise<Verdict> {
  const signed = readStatement(octets);
  if (!signed) return { genuine: false, sentence: NO_STATEMENT };
  if (!(await isSigned(signed))) return { genuine: false, sentence: NOT_SIGNED };
  const words = statementFacts(signed.text);
  return words ? { genuine: true, signed, words } : { genuine: false, sentence: NO_STATEMENT };
}

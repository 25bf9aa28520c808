import { keptPromises } from './promises.ts';
import { testsOf } from './proofs.ts';

/** How many tests prove the contract: each once, however many clauses it stands under. */
export const countTests = (): number =>
  new Set(keptPromises.flatMap(({ tests }) => testsOf(tests).map(({ key }) => key))).size;

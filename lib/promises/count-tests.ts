import { keptPromises } from './promises.ts';

/** How many tests prove the contract: each once, however many clauses it stands under. */
export function countTests(): number {
  const names = keptPromises.flatMap(({ tests }) =>
    Object.entries(tests).flatMap(([file, each]) => each.map((name) => `${file} › ${name}`)),
  );
  return new Set(names).size;
}

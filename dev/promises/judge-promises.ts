import type { KeptPromise } from '#lib/promises/promises.ts';
import { testKey, testsOf } from '#lib/promises/proofs.ts';

export type TestResult = {
  /** From the root of the tree. */
  file: string;
  /** `describe › it`, or the name of the journey. */
  name: string;
  result: 'passed' | 'failed' | 'skipped';
};

export type JudgedTest = { file: string; name: string; result: TestResult['result'] | 'not found' };
export type JudgedPromise = KeptPromise & { judged: JudgedTest[]; isKept: boolean };

/** From the best to the worst: of a test that ran more than once, such as at two widths, the worst counts. */
const results = ['passed', 'skipped', 'failed'] as const;

/** A promise is kept when it has tests and each of them ran and passed. */
export function judgePromises(
  promises: readonly KeptPromise[],
  ran: readonly TestResult[],
): JudgedPromise[] {
  const worst = new Map<string, TestResult['result']>();
  for (const { result, ...test } of ran) {
    const key = testKey(test);
    const known = worst.get(key);
    if (!known || results.indexOf(result) > results.indexOf(known)) worst.set(key, result);
  }
  return promises.map((promise) => {
    const judged = testsOf(promise.tests).map(({ file, name, key }) => ({
      ...{ file, name },
      result: worst.get(key) ?? ('not found' as const),
    }));
    const isKept = judged.length > 0 && judged.every(({ result }) => result === 'passed');
    return { ...promise, judged, isKept };
  });
}

/** The files that have to run, each once. */
export const boundFiles = (promises: readonly KeptPromise[]): string[] =>
  [...new Set(promises.flatMap(({ tests }) => Object.keys(tests)))].sort();

/** The last line: `15 of 15 promises kept`. */
export const verdict = (judged: readonly JudgedPromise[]): string =>
  `${judged.filter(({ isKept }) => isKept).length} of ${judged.length} promises kept`;

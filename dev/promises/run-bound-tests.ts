import { runBrowserTests } from '#dev/browser-tests.ts';
import { buildIfNeeded } from '#dev/build.ts';
import { runNodeTests } from '#dev/node-tests.ts';
import type { Outcome } from '#dev/outcome.ts';
import { runProgram } from '#dev/run-program.ts';
import type { TestResult } from './judge-promises.ts';

/** Proofs that are programs and not tests, each with its arguments: passed when it exits with 0. */
export const programs: Record<string, { name: string; args: string[] }> = {
  'dev/prove-masking.ts': { name: 'Masked content exists nowhere', args: ['--quick'] },
};

/** Comes with the journeys: what is searched when they are over. */
export const scan = 'dev/scan-journeys.ts';

/** Runs exactly these files, the journeys in one build, and gives the result of each test of theirs. */
export async function runBoundTests(files: readonly string[]): Promise<TestResult[]> {
  const results: TestResult[] = [];
  const onTest = (test: TestResult) => results.push(test);
  const unit = files.filter((file) => file.endsWith('.test.ts'));
  const journeys = files.filter((file) => file.endsWith('.journey.ts'));
  if (unit.length > 0) await runNodeTests(unit, onTest);
  if (journeys.length > 0) {
    await buildIfNeeded();
    await runBrowserTests(journeys, onTest);
  }
  for (const file of files.filter((file) => file in programs)) proveProgram(file, onTest);
  return results;
}

/** Runs one of `programs` to its end. */
export function proveProgram(file: string, onTest: (test: TestResult) => void): Outcome {
  const program = programs[file];
  if (!program) throw new Error(`${file} is no program that proves a clause.`);
  const { name, args } = program;
  const outcome = runProgram(name, [process.execPath, file, ...args]);
  onTest({ file, name, result: outcome.failed.length === 0 ? 'passed' : 'failed' });
  return outcome;
}

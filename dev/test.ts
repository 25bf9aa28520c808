import { join } from 'node:path';
import { runBrowserTests } from '#dev/browser-tests.ts';
import { buildIfNeeded } from '#dev/build.ts';
import { findTests, runNodeTests } from '#dev/node-tests.ts';
import { lastLines, type Outcome, outcomeOf, together } from '#dev/outcome.ts';
import { promisesToJudge } from '#dev/promises/close-with-promises.ts';
import type { TestResult } from '#dev/promises/judge-promises.ts';
import { proveProgram } from '#dev/promises/run-bound-tests.ts';
import { runProgram } from '#dev/run-program.ts';

// npm test                  everything, in the order in which it fails fastest
// npm test -- --record      and writes the proof of the promises down for /terms, as `npm run promises -- --record` does
// npm run check             the same without the build, the browser, the database, and slow and patient files
// node dev/test.ts unit [files]   |   node dev/test.ts e2e [Playwright's arguments]

// Ending by a signal runs the exit handlers too: they end the processes that a step has started.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => process.exit(1));

/** A run takes about a quarter of an hour. One that hangs says so, instead of being cut off without a word. */
const longestRunMs = 45 * 60_000;
setTimeout(() => {
  const givenUp = outcomeOf(`Given up after ${longestRunMs / 60_000} minutes`, false);
  console.log(lastLines(together([...outcomes, givenUp])));
  process.exit(1);
}, longestRunMs).unref();

const bin = (name: string) => join('node_modules', '.bin', name);

/** Each test that ran, for the promises that it is bound to. */
const results: TestResult[] = [];
const onTest = (test: TestResult) => results.push(test);

const program =
  (name: string, ...command: [string, ...string[]]) =>
  async (): Promise<Outcome> =>
    runProgram(name, command);

const checks = [
  program('Format and lint: no finding', bin('biome'), 'check', '--error-on-warnings', '.'),
  program('Types of routes are generated', bin('next'), 'typegen'),
  program('Types: no error', bin('tsc'), '--noEmit'),
  program('Dead code: none', bin('knip')),
];

const build = async (): Promise<Outcome> => {
  await buildIfNeeded();
  console.log('✔ The web process builds');
  return outcomeOf('The web process builds', true);
};

/** The short form of the proof, and that it notices a product that is broken: it then ends with 1, and not with 2. */
const proof = [
  async () => proveProgram('dev/prove-masking.ts', onTest),
  async () =>
    runProgram(
      'The proof notices a worker that keeps its keys',
      [process.execPath, 'dev/prove-masking.ts', '--break=keep-key'],
      1,
    ),
];

const [mode = 'all', ...rest] = process.argv.slice(2);
const promises = promisesToJudge(mode === '--record');

/** Of all that ran: each clause of the contract has its tests among it, and they passed. */
const close = async (): Promise<Outcome> => {
  const { words, areKept } = promises.close(results);
  return outcomeOf(words, areKept);
};
const everything = [
  ...checks,
  () => runNodeTests(findTests(true), onTest),
  build,
  () => runBrowserTests([], onTest),
  ...proof,
  close,
];

const steps: Record<string, (() => Promise<Outcome>)[]> = {
  all: everything,
  '--record': everything,
  '--fast': [...checks, () => runNodeTests(findTests(false))],
  unit: [() => runNodeTests(rest.length > 0 ? rest : findTests(true))],
  e2e: [build, () => runBrowserTests(rest)],
};

const outcomes: Outcome[] = [];
for (const step of steps[mode] ?? []) {
  outcomes.push(
    await step().catch((error) => {
      const words = error instanceof Error ? error.message : String(error);
      console.log(`✖ ${words}`);
      return outcomeOf(words, false);
    }),
  );
}
const total = together(outcomes);
process.exitCode = total.failed.length === 0 && total.passed > 0 ? 0 : 1;
console.log(lastLines(total));

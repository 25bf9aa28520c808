import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { runBrowserTests } from '#dev/browser-tests.ts';
import { buildIfNeeded } from '#dev/build.ts';
import { type Count, findTests, runNodeTests } from '#dev/node-tests.ts';

// npm test                  everything, in the order in which it fails fastest
// npm run check             the same without the build, the browser, the database and the *.slow.test.ts files
// node dev/test.ts unit [files]   |   node dev/test.ts e2e [Playwright's arguments]

// Ending by a signal runs the exit handlers too: they end the processes that a step has started.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => process.exit(1));

/** A run takes about a quarter of an hour. One that hangs says so, instead of being cut off without a word. */
const longestRunMs = 45 * 60_000;
setTimeout(() => {
  console.log(`✖ Given up after ${longestRunMs / 60_000} minutes`);
  console.log(`${total.passed} passed, ${total.failed + 1} failed`);
  process.exit(1);
}, longestRunMs).unref();

const bin = (name: string) => join('node_modules', '.bin', name);

/** A check that is a program: one test that passes when the program exits with 0. */
function program(name: string, command: string, ...args: string[]): () => Promise<Count> {
  return async () => {
    const { status } = spawnSync(command, args, { stdio: 'inherit' });
    console.log(`${status === 0 ? '✔' : '✖'} ${name}`);
    return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  };
}

const checks = [
  program('Format and lint: no finding', bin('biome'), 'check', '--error-on-warnings', '.'),
  program('Types of routes are generated', bin('next'), 'typegen'),
  program('Types: no error', bin('tsc'), '--noEmit'),
  program('Dead code: none', bin('knip')),
];

const build = async (): Promise<Count> => {
  await buildIfNeeded();
  console.log('✔ The web process builds');
  return { passed: 1, failed: 0 };
};

/** The short form of the proof, and that it notices a product that is broken: it then ends with 1, and not with 2. */
const proof = [
  program('Masked content exists nowhere', process.execPath, 'dev/prove-masking.ts', '--quick'),
  async (): Promise<Count> => {
    const args = ['dev/prove-masking.ts', '--break=keep-key'];
    const isCaught = spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 1;
    console.log(`${isCaught ? '✔' : '✖'} The proof notices a worker that keeps its keys`);
    return isCaught ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  },
];

const [mode, ...rest] = process.argv.slice(2);
const steps: Record<string, (() => Promise<Count>)[]> = {
  all: [...checks, () => runNodeTests(findTests(true)), build, () => runBrowserTests([]), ...proof],
  '--fast': [...checks, () => runNodeTests(findTests(false))],
  unit: [() => runNodeTests(rest.length > 0 ? rest : findTests(true))],
  e2e: [build, () => runBrowserTests(rest)],
};

const total: Count = { passed: 0, failed: 0 };
for (const step of steps[mode ?? 'all'] ?? []) {
  const { passed, failed } = await step().catch((error) => {
    console.log(`✖ ${error instanceof Error ? error.message : error}`);
    return { passed: 0, failed: 1 };
  });
  total.passed += passed;
  total.failed += failed;
}
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
console.log(`${total.passed} passed, ${total.failed} failed`);

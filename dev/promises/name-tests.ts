import { relative } from 'node:path';
import type { run } from 'node:test';
import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter';
import type { TestResult } from './judge-promises.ts';

/** Tells each test of a run of `node:test` with the names of the suites that it stands in. */
export function nameTests(
  tests: Pick<ReturnType<typeof run>, 'on'>,
  onTest: (test: TestResult) => void,
): void {
  /** By file: the names that are open, from the outermost in. */
  const open = new Map<string, string[]>();
  tests.on('test:start', ({ file = '', name, nesting }) => {
    open.set(file, [...(open.get(file) ?? []).slice(0, nesting), name]);
  });
  const tell = (
    { file = '', name, nesting }: { file?: string | undefined; name: string; nesting: number },
    result: TestResult['result'],
  ) =>
    onTest({
      file: relative(process.cwd(), file),
      name: [...(open.get(file) ?? []).slice(0, nesting), name].join(' › '),
      result,
    });
  tests.on('test:pass', (test) => {
    const isLeftOut = isGiven(test.skip) || isGiven(test.todo);
    if (test.details.type !== 'suite') tell(test, isLeftOut ? 'skipped' : 'passed');
  });
  tests.on('test:fail', (test) => {
    if (test.details.type !== 'suite') tell(test, 'failed');
  });
}

/** `true`, or why: an empty reason is one too. */
const isGiven = (why: string | boolean | undefined) => why !== undefined && why !== false;

const verdicts = {
  expected: 'passed',
  unexpected: 'failed',
  // Nothing here may depend on luck.
  flaky: 'failed',
  skipped: 'skipped',
} as const;

/** Each journey of a report, once for each width. */
export const nameJourneys = ({ suites }: Pick<JSONReport, 'suites'>): TestResult[] =>
  suites.flatMap((suite) => journeysOf(suite, []));

/** The outermost suite is the file. */
function journeysOf(
  { title, file, specs, suites }: JSONReportSuite,
  above: string[],
): TestResult[] {
  const names = title === file ? above : [...above, title];
  const own = specs.flatMap((spec) =>
    spec.tests.map(({ status }) => ({
      file: `e2e/${file}`,
      name: [...names, spec.title].join(' › '),
      result: verdicts[status],
    })),
  );
  return [...own, ...(suites ?? []).flatMap((suite) => journeysOf(suite, names))];
}

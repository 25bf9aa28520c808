import { relative } from 'node:path';
import type { EventData } from 'node:test';
import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter';

/** A failed test of `node:test`: its file and its name. A file that could not be loaded is a test of its own name. */
export function failedTest({ file, name }: Pick<EventData.TestFail, 'file' | 'name'>): string {
  const at = file === undefined ? '' : relative(process.cwd(), file);
  return at === '' || name === at || name === file ? name : `${at} › ${name}`;
}

/**
 * The journeys that failed, with their file and their width, and what went wrong outside of them. One that passed at the
 * second try only has failed: nothing here may depend on luck.
 */
export function failedJourneys({
  suites,
  errors,
}: Pick<JSONReport, 'suites' | 'errors'>): string[] {
  return [
    ...suites.flatMap((suite) => failedOf(suite, [])),
    ...errors.map(({ message }) => `Playwright: ${message?.split('\n')[0] ?? 'an error'}`),
  ];
}

/** The outermost suite is the file. */
function failedOf({ title, file, specs, suites }: JSONReportSuite, above: string[]): string[] {
  const names = title === file ? above : [...above, title];
  const own = specs.flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ projectName }) => [`e2e/${file}`, ...names, spec.title, projectName].join(' › ')),
  );
  return [...own, ...(suites ?? []).flatMap((suite) => failedOf(suite, names))];
}

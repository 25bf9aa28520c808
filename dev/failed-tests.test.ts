import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { JSONReportSuite } from '@playwright/test/reporter';
import { failedJourneys, failedTest } from './failed-tests.ts';
import { lastLines, outcomeOf, together } from './outcome.ts';

const spec = (title: string, ...statuses: ('expected' | 'unexpected' | 'flaky' | 'skipped')[]) => ({
  ...{ title, tags: [], ok: true, id: title, file: 'cast.journey.ts', line: 1, column: 1 },
  tests: statuses.map((status, index) => ({
    ...{ timeout: 0, annotations: [], expectedStatus: 'passed' as const, projectId: '' },
    ...{ results: [], status, projectName: ['phone', 'desktop'][index]! },
  })),
});
const suite = (title: string, more: Partial<JSONReportSuite>): JSONReportSuite => ({
  ...{ title, file: 'cast.journey.ts', line: 1, column: 1, specs: [], ...more },
});

test('a failed test is named with its file, and a file that does not load by itself', () => {
  const file = join(process.cwd(), 'lib/x.test.ts');
  assert.equal(failedTest({ file, name: 'is refused' }), 'lib/x.test.ts › is refused');
  assert.equal(failedTest({ file, name: 'lib/x.test.ts' }), 'lib/x.test.ts');
  assert.equal(failedTest({ file, name: file }), file);
  assert.equal(failedTest({ file: undefined, name: 'is refused' }), 'is refused');
});

test('failed journeys are named with file, group and width, and so is what stopped them all', () => {
  const suites = [
    suite('cast.journey.ts', {
      specs: [spec('sign in', 'expected', 'unexpected'), spec('sign out', 'skipped', 'expected')],
      suites: [suite('without JavaScript', { specs: [spec('sign in', 'flaky', 'expected')] })],
    }),
  ];
  assert.deepEqual(failedJourneys({ suites, errors: [{ message: 'Timed out\nat …' }] }), [
    'e2e/cast.journey.ts › sign in › desktop',
    'e2e/cast.journey.ts › without JavaScript › sign in › phone',
    'Playwright: Timed out',
  ]);
});

test('the last line counts, and the lines before it name what failed', () => {
  const outcomes = [
    outcomeOf('Types: no error', true),
    outcomeOf('Dead code: none', false),
    { passed: 7, failed: ['lib/x.test.ts › is refused,\n  twice'] },
  ];
  assert.equal(
    lastLines(together(outcomes)),
    [
      '✖ failed: Dead code: none',
      '✖ failed: lib/x.test.ts › is refused, twice',
      '8 passed, 2 failed',
    ].join('\n'),
  );
  assert.equal(lastLines(together([])), '0 passed, 0 failed');
});

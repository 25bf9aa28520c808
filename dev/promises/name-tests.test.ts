import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { it } from 'node:test';
import type { JSONReport } from '@playwright/test/reporter';
import type { TestResult } from './judge-promises.ts';
import { nameJourneys, nameTests } from './name-tests.ts';

type Told = { file: string; name: string; nesting: number; skip?: string | boolean };

/** What the runner tells, in this order. */
function heard(...events: ['start' | 'pass' | 'fail', string, number, Partial<Told>?][]) {
  const runner = new EventEmitter();
  const results: TestResult[] = [];
  nameTests(runner as never, (test) => results.push(test));
  for (const [what, name, nesting, more] of events) {
    const details = { type: name.startsWith('a ') ? 'suite' : 'test' };
    const file = join(process.cwd(), 'lib/x.test.ts');
    runner.emit(`test:${what}`, { ...{ file, name, nesting, details }, ...more });
  }
  return results.map(({ file, name, result }) => `${file} › ${name}: ${result}`);
}

it('a test is named with the suites that it stands in, and with nothing else', () => {
  const results = heard(
    ['start', 'a send', 0],
    ['start', 'a race', 1],
    ['start', 'is one', 2],
    ['pass', 'is one', 2],
    ['start', 'is two', 2],
    ['pass', 'is two', 2],
    ['pass', 'a race', 1],
    ['start', 'is refused', 1],
    ['fail', 'is refused', 1],
    ['pass', 'a send', 0],
    ['start', 'stands alone', 0],
    ['pass', 'stands alone', 0],
  );
  assert.deepEqual(results, [
    'lib/x.test.ts › a send › a race › is one: passed',
    'lib/x.test.ts › a send › a race › is two: passed',
    'lib/x.test.ts › a send › is refused: failed',
    'lib/x.test.ts › stands alone: passed',
  ]);
});

it('files that run side by side do not mix, and what is left out says so', () => {
  const other = join(process.cwd(), 'lib/y.test.ts');
  const results = heard(
    ['start', 'a send', 0],
    ['start', 'a batch', 0, { file: other }],
    ['start', 'is one', 1],
    ['start', 'is two', 1, { file: other }],
    ['pass', 'is two', 1, { file: other, skip: '' }],
    ['pass', 'is one', 1, { skip: false }],
  );
  assert.deepEqual(results, [
    'lib/y.test.ts › a batch › is two: skipped',
    'lib/x.test.ts › a send › is one: passed',
  ]);
});

it('a journey is named with its group, once for each width; one that passed by luck failed', () => {
  const spec = (title: string, ...statuses: string[]) => ({
    title,
    tests: statuses.map((status) => ({ status })),
  });
  const file = 'b.journey.ts';
  const suites = [
    {
      ...{ title: file, file, specs: [spec('goes well', 'expected', 'flaky')] },
      suites: [{ title: 'without JavaScript', file, specs: [spec('goes too', 'skipped')] }],
    },
  ] as unknown as JSONReport['suites'];
  assert.deepEqual(
    nameJourneys({ suites }).map(({ name, result }) => `${name}: ${result}`),
    ['goes well: passed', 'goes well: failed', 'without JavaScript › goes too: skipped'],
  );
});

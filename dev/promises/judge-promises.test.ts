import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KeptPromise } from '#lib/promises/promises.ts';
import { boundFiles, judgePromises, type TestResult, verdict } from './judge-promises.ts';
import { promiseTable } from './promise-table.ts';

const bound = (clause: number, tests: KeptPromise['tests']): KeptPromise => ({
  ...{ clause, tests },
  keptBy: 'Something keeps it.',
});
const ran = (file: string, name: string, result: TestResult['result'] = 'passed') => ({
  ...{ file, name, result },
});

const promises = [
  bound(1, { 'lib/a.test.ts': ['a send › is refused', 'a send › is stored'] }),
  bound(2, { 'e2e/b.journey.ts': ['goes well'], 'lib/a.test.ts': ['a send › is refused'] }),
];
const allPassed = [
  ran('lib/a.test.ts', 'a send › is refused'),
  ran('lib/a.test.ts', 'a send › is stored'),
  ran('lib/a.test.ts', 'something else', 'failed'),
  ran('e2e/b.journey.ts', 'goes well'),
  ran('e2e/b.journey.ts', 'goes well'),
];
const without = (name: string) => allPassed.filter((test) => test.name !== name);
const kept = (tests: TestResult[]) => judgePromises(promises, tests).map(({ isKept }) => isKept);

describe('promises are kept', () => {
  it('when every bound test passed, whatever else the files hold', () => {
    const judged = judgePromises(promises, allPassed);
    assert.equal(verdict(judged), '2 of 2 promises kept');
    assert.match(promiseTable(judged), /KEPT · 2 of 2 tests passed[\s\S]*2 of 2 promises kept$/);
  });

  it('by the files that are bound, each run once', () => {
    assert.deepEqual(boundFiles(promises), ['e2e/b.journey.ts', 'lib/a.test.ts']);
  });
});

describe('a promise is not kept', () => {
  it('when a test failed, also where only one of two widths did', () => {
    const failed = ran('e2e/b.journey.ts', 'goes well', 'failed');
    assert.deepEqual(kept([...allPassed, failed]), [true, false]);
    assert.deepEqual(kept([failed, ...allPassed]), [true, false]);
  });

  it('when a test was skipped', () => {
    const skipped = ran('lib/a.test.ts', 'a send › is stored', 'skipped');
    assert.deepEqual(kept([...without('a send › is stored'), skipped]), [false, true]);
  });

  it('when its name matches no test, or a test of another file only', () => {
    const elsewhere = ran('lib/c.test.ts', 'goes well');
    const judged = judgePromises(promises, [...without('goes well'), elsewhere]);
    assert.equal(verdict(judged), '1 of 2 promises kept');
    assert.match(promiseTable(judged), /✖ no test of this name: goes well {2}\(e2e\/b\.journey/);
  });

  it('when no test is bound to it', () => {
    const judged = judgePromises([bound(1, {}), bound(2, { 'lib/a.test.ts': [] })], allPassed);
    assert.equal(verdict(judged), '0 of 2 promises kept');
    assert.match(promiseTable(judged), /no test is bound to this clause/);
  });
});

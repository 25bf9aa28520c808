import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import type { ProofRecord } from '#lib/promises/proof-record.ts';
import { testKey } from '#lib/promises/proofs.ts';
import type { JudgedPromise } from './judge-promises.ts';

const recordFile = 'lib/promises/record.json';

/** The commit that is being proven; null where something that is not committed lies about, apart from the record itself. */
export function provenCommit(): string | null {
  const changed = git('status', '--porcelain')
    .split('\n')
    .filter((line) => line !== '' && !line.endsWith(recordFile));
  return changed.length > 0 ? null : git('rev-parse', '--short=10', 'HEAD').trim();
}

/** Writes what /terms says of the last proof. It is committed with a release. */
export function recordProof(commit: string, judged: readonly JudgedPromise[], now = new Date()) {
  const record: ProofRecord = {
    date: now.toISOString().slice(0, 10),
    commit,
    passed: judged.map((promise) =>
      promise.judged.filter(({ result }) => result === 'passed').map(testKey),
    ),
  };
  writeFileSync(recordFile, `${JSON.stringify(record, null, 2)}\n`);
}

function git(...args: string[]): string {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error('The record names the commit, and `git` does not say which.');
  return stdout;
}

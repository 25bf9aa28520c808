import { keptPromises } from '#lib/promises/promises.ts';
import { judgePromises, type TestResult, verdict } from './judge-promises.ts';
import { promiseTable } from './promise-table.ts';
import { provenCommit, recordProof } from './record-proof.ts';

/** `record`: write down for /terms when, at which commit and what was proven. Ends the process where that is not committed. */
export function promisesToJudge(record: boolean) {
  const commit = record ? provenCommit() : null;
  if (record && commit === null) {
    console.error('Commit first: a record names the commit that was proven, and nothing else.');
    process.exit(1);
  }
  return {
    /** Prints the table of the clauses, of the tests that ran. Kept are they when all fifteen are. */
    close(ran: readonly TestResult[]): { words: string; areKept: boolean } {
      const judged = judgePromises(keptPromises, ran);
      console.log(`\n${promiseTable(judged)}`);
      const areKept = judged.length === 15 && judged.every(({ isKept }) => isKept);
      if (commit !== null && areKept) recordProof(commit, judged);
      return { words: verdict(judged), areKept };
    },
  };
}

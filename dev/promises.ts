import { parseArgs } from 'node:util';
import { boundFiles, judgePromises } from '#dev/promises/judge-promises.ts';
import { promiseTable } from '#dev/promises/promise-table.ts';
import { provenCommit, recordProof } from '#dev/promises/record-proof.ts';
import { runBoundTests } from '#dev/promises/run-bound-tests.ts';
import { keptPromises } from '#lib/promises/promises.ts';

// npm run promises               runs the tests that lib/promises/promises.ts binds to the clauses of the contract
// npm run promises -- --record   and writes down for /terms when, at which commit and what, once all are kept
// Ends with 0 when all promises are kept, else with 1.

// Ending by a signal runs the exit handlers too: they end the processes that were started.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => process.exit(1));

const { values } = parseArgs({ options: { record: { type: 'boolean', default: false } } });
const commit = values.record ? provenCommit() : null;
if (values.record && commit === null) {
  console.error('Commit first: a record names the commit that was proven, and nothing else.');
  process.exit(1);
}

const judged = judgePromises(keptPromises, await runBoundTests(boundFiles(keptPromises)));
console.log(`\n${promiseTable(judged)}`);
const areKept = judged.length === 15 && judged.every(({ isKept }) => isKept);
if (commit !== null && areKept) recordProof(commit, judged);
process.exit(areKept ? 0 : 1);

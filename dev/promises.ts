import { parseArgs } from 'node:util';
import { promisesToJudge } from '#dev/promises/close-with-promises.ts';
import { boundFiles } from '#dev/promises/judge-promises.ts';
import { runBoundTests } from '#dev/promises/run-bound-tests.ts';
import { keptPromises } from '#lib/promises/promises.ts';

// npm run promises               runs the tests that lib/promises/promises.ts binds to the clauses of the contract
// npm run promises -- --record   and writes down for /terms when, at which commit and what, once all are kept
// Ends with 0 when all promises are kept, else with 1.

// Ending by a signal runs the exit handlers too: they end the processes that were started.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => process.exit(1));

const { values } = parseArgs({ options: { record: { type: 'boolean', default: false } } });
const promises = promisesToJudge(values.record);
const { areKept } = promises.close(await runBoundTests(boundFiles(keptPromises)));
process.exit(areKept ? 0 : 1);

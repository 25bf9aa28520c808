import { openDatabase } from '#db/client.ts';
import { env } from '#lib/env.ts';
import { checkLedger } from './check-ledger.ts';

// npm run ledger:check   exits with 0 when the books are right, with 1 when they are not.
const database = openDatabase({ url: env.DATABASE_URL, max: 1, caFile: env.DATABASE_CA_FILE });
const { problems, transactions, accounts } = await checkLedger(database.db);
await database.close();
for (const problem of problems) console.log(problem);
console.log(
  problems.length === 0
    ? `The ledger is right: ${transactions} transactions of ${accounts} accounts.`
    : `The ledger is wrong: ${problems.length} findings in ${transactions} transactions of ${accounts} accounts.`,
);
process.exitCode = problems.length === 0 ? 0 : 1;

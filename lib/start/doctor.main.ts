import { type Database, openDatabase } from '#db/client.ts';
import { type Env, readOwnEnv } from '#lib/env.ts';
import { askDatabase, readFolders } from './check-start.ts';
import { examineInstallation } from './examine-installation.ts';
import { examineOrigin } from './examine-origin.ts';
import { examineMachine, examineStart, unreachable } from './examine-start.ts';
import { type Finding, findingsOf, topics } from './finding.ts';
import type { ProcessName } from './start-problems.ts';

// npm run doctor [-- web|worker]   everything that is still wrong, and what to do; exits with 1 while something is.
const sign = { right: '✓', wrong: '✗', hint: '·' } as const;

const read = readOwnEnv();
const findings = read.ok
  ? await examine(read.env)
  : read.problems.map(({ setting, sentence }) =>
      findingsOf('Settings').wrong(`${setting} ${sentence}`),
    );
tell(findings);

async function examine(env: Env): Promise<Finding[]> {
  const name = processOf(env);
  console.log(`Looked at as a ${name} process; "npm run doctor -- web" or "-- worker" chooses.`);
  const { DATABASE_URL: url, DATABASE_CA_FILE: caFile } = env;
  const database = openDatabase({ url, caFile, max: 1 });
  try {
    const problem = await databaseProblem(database);
    const asked = problem ? { postgres: null, isMigrated: null } : await askDatabase(database.db);
    const facts = { ...(await readFolders(env)), ...asked };
    return [
      ...examineStart(name, env, facts, problem),
      ...(await examineMachine(env)),
      ...(await examineOrigin(env)),
      ...(asked.isMigrated ? await examineInstallation(database) : []),
    ];
  } finally {
    await database.close();
  }
}

/** As what the settings are looked at: only workers have keys of their own. */
function processOf(env: Env): ProcessName {
  const [asked] = process.argv.slice(2);
  if (asked === 'web' || asked === 'worker') return asked;
  return env.MASKING_SIGNING_KEY || env.WORKER_KEYRING_DIR ? 'worker' : 'web';
}

async function databaseProblem({ sql }: Database): Promise<string | null> {
  try {
    await sql`select 1`;
    return null;
  } catch (error) {
    return unreachable((error as { code?: string }).code ?? 'no reason');
  }
}

function tell(all: Finding[]): void {
  for (const topic of topics) {
    const found = all.filter((finding) => finding.topic === topic);
    if (found.length > 0) console.log(`\n${topic}`);
    for (const finding of found) {
      console.log(`  ${sign[finding.state]} ${finding.sentence}`);
    }
  }
  const wrong = all.filter(({ state }) => state === 'wrong').length;
  console.log(
    wrong === 0
      ? '\nNothing is wrong.'
      : `\n${wrong === 1 ? 'One thing is' : `${wrong} things are`} wrong.`,
  );
  process.exitCode = wrong === 0 ? 0 : 1;
}

import { randomBytes } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import postgres from 'postgres';
import { openDatabase } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { TEMPLATE } from '#db/testing.ts';
import { failedTest } from '#dev/failed-tests.ts';
import { type Outcome, together } from '#dev/outcome.ts';
import { startPostgres } from '#dev/postgres.ts';
import type { TestResult } from '#dev/promises/judge-promises.ts';
import { nameTests } from '#dev/promises/name-tests.ts';
import { developmentSettings, newSecrets } from '#dev/settings.ts';
import { TEST_SIGNING_KEY } from '#lib/testing.ts';

/** The test files of the tree; those named `*.slow.test.ts`, patient ones, or that need a database, only where `slow` is asked for. */
export const findTests = (slow: boolean): string[] =>
  globSync(['{app,components,db,dev,lib,worker}/**/*.test.ts', '*.test.ts'])
    .filter((file) => slow || !(/\.(slow|patient)\.test\.ts$/.test(file) || needsDatabase(file)))
    .sort();

const needsDatabase = (file: string): boolean =>
  /openTestGround|openRoad|TEST_DATABASE_URL/.test(readFileSync(file, 'utf8'));

/** No test and no suite takes half of it; one that hangs fails, and says its name. */
const longestTestMs = 8 * 60_000;

/** Tests of a pace or a rate, which have to have the machine for themselves. */
const isPaced = (file: string) => file.endsWith('.paced.test.ts');

/** Tests that let time pass, such as until the lease of a killed worker is over: they hardly need the machine. */
const isPatient = (file: string) => file.endsWith('.patient.test.ts');

/**
 * Runs test files, two at a time and a patient one beside them (paced ones afterwards, one by one), on a PostgreSQL of
 * their own that is gone afterwards.
 */
export async function runNodeTests(
  files: string[],
  onTest: (test: TestResult) => void = () => {},
): Promise<Outcome> {
  const home = mkdtempSync(join(tmpdir(), 'allsms-test-'));
  const server = await startPostgres(
    join('/var/tmp', `allsms-test-${randomBytes(6).toString('hex')}`),
    // Nothing in these databases outlives the run, so the disk need not be waited for.
    { fsync: 'off', max_connections: '300' },
  );
  try {
    await makeTemplate(server.url);
    Object.assign(process.env, testSettings(server.url, home));
    const others = files.filter((file) => !isPaced(file) && !isPatient(file));
    const beside = await Promise.all([
      runFiles(others, 2, onTest),
      runFiles(files.filter(isPatient), 1, onTest),
    ]);
    return together([...beside, await runFiles(files.filter(isPaced), 1, onTest)]);
  } finally {
    await server.stop();
    rmSync(server.dataDir, { recursive: true, force: true });
    rmSync(home, { recursive: true, force: true });
  }
}

function testSettings(url: string, home: string): Record<string, string> {
  const keys = join(home, 'keys');
  return {
    // Hundreds of processes load the same modules: each is compiled once.
    NODE_COMPILE_CACHE: join(home, 'compiled'),
    ...developmentSettings({
      origin: 'http://localhost:3000',
      databaseUrl: url,
      keyringDir: keys,
      workerKeyringDir: keys,
      smppPort: 2775,
      workerHealthPort: 0,
      secrets: { ...newSecrets(), MASKING_SIGNING_KEY: TEST_SIGNING_KEY.toString('base64') },
    }),
    TEST_DATABASE_URL: url,
    LOG_LEVEL: 'fatal',
  };
}

async function runFiles(
  files: string[],
  concurrency: number,
  onTest: (test: TestResult) => void,
): Promise<Outcome> {
  const outcome: Outcome = { passed: 0, failed: [] };
  // Without a file the runner would look for all there are.
  if (files.length === 0) return outcome;
  const tests = run({
    files,
    concurrency,
    timeout: longestTestMs,
    execArgv: ['--import', './dev/test-file.ts'],
  });
  tests.on('test:pass', ({ details }) => {
    if (details.type !== 'suite') outcome.passed++;
  });
  tests.on('test:fail', (test) => {
    if (test.details.type !== 'suite') outcome.failed.push(failedTest(test));
  });
  nameTests(tests, onTest);
  const report = tests.compose(new spec());
  report.pipe(process.stdout);
  await new Promise((resolve) => report.once('end', resolve));
  return outcome;
}

/** Migrates the database that `openTestGround` clones, on the server at `url`. */
export async function makeTemplate(url: string): Promise<void> {
  const admin = postgres(url, { max: 1 });
  await admin.unsafe(`create database ${TEMPLATE}`);
  await admin.end();
  const template = new URL(url);
  template.pathname = `/${TEMPLATE}`;
  const database = openDatabase({ url: template.href, max: 1 });
  await migrateDatabase(database);
  await database.close();
}

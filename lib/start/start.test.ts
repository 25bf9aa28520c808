import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'drizzle-orm';
import { workers } from '#db/schema/providers.ts';
import { openTestGround } from '#db/testing.ts';
import { type Env, readEnv } from '#lib/env.ts';
import { testSettings } from '#lib/testing.ts';
import { askDatabase } from './check-start.ts';
import { readHealth } from './read-health.ts';
import {
  type ProcessName,
  postgresSettings,
  type StartFacts,
  startProblems,
} from './start-problems.ts';

const ground = await openTestGround();

const goodSettings = {
  ...testSettings,
  ALLSMS_STAGE: 'production',
  APP_ORIGIN: 'https://sms.example.com',
  DATABASE_URL: 'postgres://db.example.com/allsms?sslmode=verify-full',
  ROOT_KEY: 'q1Vf0o0m4Jg8m0v1rN8mXl6kq6dH2cQ3yQm3H6m0b7A=',
  PASSWORD_PEPPER: 'Zr3kq9Yx0b8m5n2w7c4v1t6y3u8i5o2p9a6s1d4f7g0=',
  OPERATOR_COMPANY: 'Example Ltd',
  OPERATOR_SIGNATORY: 'Alex Example',
  SMSC_PROVIDER_NAME: 'Example Mobile',
  DATA_LOCATION: 'Greece',
  WORKER_KEYRING_DIR: '/run/allsms/worker-keys',
  SMSC_HOST: 'smsc.example.com',
};
const goodFacts: StartFacts = {
  isMigrated: true,
  keyringMode: 0o700,
  keyringSocketMode: null,
  workerKeyringMode: 0o700,
  isWorkerKeyringInMemory: true,
  postgres: {
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    log_parameter_max_length_on_error: '0',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_statement: 'none',
    log_min_duration_statement: '-1',
    log_min_duration_sample: '-1',
    log_transaction_sample_rate: '0',
  },
};

function envOf(more: Record<string, string | undefined> = {}): Env {
  const read = readEnv({ ...goodSettings, ...more });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.env;
}
const named = (env: Env, facts: Partial<StartFacts> = {}, process: ProcessName = 'worker') =>
  startProblems(process, env, { ...goodFacts, ...facts }).map((problem) => problem.setting);

describe('a start in production', () => {
  it('is safe with safe settings', () => {
    assert.deepEqual(named(envOf()), []);
    assert.deepEqual(named(envOf(), { keyringMode: null }), []);
  });

  it('is refused for each setting that is unsafe or missing, by its name', () => {
    const unsafe: Record<string, string | undefined> = {
      APP_ORIGIN: 'http://sms.example.com',
      DATABASE_URL: 'postgres://db.example.com/allsms?sslmode=require',
      ROOT_KEY: Buffer.alloc(32, 7).toString('base64'),
      PASSWORD_PEPPER: Buffer.alloc(32, 7).toString('base64'),
      SMSC_TLS: 'false',
      OPERATOR_COMPANY: undefined,
      OPERATOR_SIGNATORY: '',
      SMSC_PROVIDER_NAME: undefined,
      DATA_LOCATION: undefined,
    };
    for (const [setting, value] of Object.entries(unsafe)) {
      assert.deepEqual(named(envOf({ [setting]: value })), [setting]);
    }
    const same = named(envOf({ PASSWORD_PEPPER: goodSettings.ROOT_KEY }));
    assert.deepEqual(same, ['ROOT_KEY', 'PASSWORD_PEPPER']);
  });

  it('is refused for each setting of PostgreSQL that is unsafe, with the command that makes it safe', () => {
    for (const name of postgresSettings) {
      const postgres = { ...goodFacts.postgres, [name]: 'another' };
      const [problem, ...more] = startProblems('worker', envOf(), { ...goodFacts, postgres });
      assert.equal(problem?.setting, `PostgreSQL ${name}`);
      assert.match(problem?.sentence ?? '', new RegExp(`ALTER SYSTEM SET ${name} = `));
      assert.deepEqual(more, []);
    }
  });

  it('is refused without a database, without migrations, and with a keyring that others may enter', () => {
    assert.deepEqual(named(envOf(), { postgres: null, isMigrated: null }), ['DATABASE_URL']);
    assert.deepEqual(named(envOf(), { isMigrated: false }), ['DATABASE_URL']);
    assert.deepEqual(named(envOf(), { keyringMode: 0o750 }), ['KEYRING_DIR']);
  });

  it('is refused with a key process when its socket is missing or open to all, or its own settings are here', () => {
    const atSocket = (more: Record<string, string | undefined>, mode: number | null) =>
      named(
        envOf({
          ...{ KEYRING_SOCKET: '/run/keys/worker/keys.sock', KEYRING_DIR: '', ROOT_KEY: '' },
          ...more,
        }),
        { keyringMode: null, keyringSocketMode: mode },
      );
    assert.deepEqual(atSocket({}, 0o660), []);
    assert.deepEqual(atSocket({}, null), ['KEYRING_SOCKET']);
    assert.deepEqual(atSocket({}, 0o666), ['KEYRING_SOCKET']);
    const { ROOT_KEY } = goodSettings;
    assert.deepEqual(atSocket({ ROOT_KEY }, 0o660), ['ROOT_KEY']);
    assert.deepEqual(atSocket({ ROOT_KEY_PREVIOUS: ROOT_KEY }, 0o660), ['ROOT_KEY_PREVIOUS']);
    assert.deepEqual(atSocket({ KEYRING_DIR: '/keys' }, 0o660), ['KEYRING_DIR']);
  });

  it('is refused to a worker without keys of its own, in memory, that the web process trusts', () => {
    const worker = (more: Record<string, string | undefined>, facts: Partial<StartFacts> = {}) =>
      named(envOf(more), facts);
    assert.deepEqual(worker({ WORKER_KEYRING_DIR: undefined }), ['WORKER_KEYRING_DIR']);
    assert.deepEqual(worker({ MASKING_SIGNING_KEY: undefined }), ['MASKING_SIGNING_KEY']);
    const other = Buffer.alloc(32, 9).toString('base64');
    assert.deepEqual(worker({ MASKING_PUBLIC_KEYS: other }), ['MASKING_PUBLIC_KEYS']);
    assert.deepEqual(worker({}, { workerKeyringMode: 0o755 }), ['WORKER_KEYRING_DIR']);
    const onDisk = { isWorkerKeyringInMemory: false };
    assert.deepEqual(worker({}, onDisk), ['WORKER_KEYRING_DIR']);
    assert.deepEqual(worker({ WORKER_KEYS_ON_DISK: 'true' }, onDisk), []);
  });

  it('is refused to a web process that has what only workers may have', () => {
    assert.deepEqual(named(envOf(), {}, 'web'), ['MASKING_SIGNING_KEY']);
    assert.deepEqual(named(envOf({ MASKING_SIGNING_KEY: undefined }), {}, 'web'), []);
  });
});

describe('the facts', () => {
  it('are what PostgreSQL itself says', async () => {
    const { postgres, isMigrated } = await askDatabase(ground.db);
    assert.equal(isMigrated, true);
    assert.deepEqual(Object.keys(postgres ?? {}).toSorted(), [...postgresSettings].toSorted());
    assert.equal(postgres?.full_page_writes, 'on');
  });
});

describe('the health of the web process', () => {
  it('is good with a migrated database, and tells what workers said, without their problems being its own', async () => {
    const alone = await readHealth(ground);
    assert.equal(alone.ok, true);
    assert.deepEqual(alone.workers, []);
    assert.equal(alone.workersOk, false);
    const health = {
      ok: true,
      problems: [],
      oldestWaitingMs: 1200,
      answersPerSecond: 3,
      secret: 'no',
    };
    await ground.db.insert(workers).values([
      { id: 'here', health },
      { id: 'gone', health, seenAt: sql`now() - interval '2 minutes'` },
    ]);
    const seen = await readHealth(ground);
    assert.equal(seen.workersOk, true);
    assert.deepEqual(
      seen.workers.map((worker) => worker.ok),
      [true, false],
    );
    assert.equal(seen.workers[0]?.oldestWaitingMs, 1200);
    assert.doesNotMatch(JSON.stringify(seen), /secret|here/);
  });

  it('is bad without migrations', async () => {
    await ground.db.execute(sql`alter schema drizzle rename to elsewhere`);
    const health = await readHealth(ground);
    await ground.db.execute(sql`alter schema elsewhere rename to drizzle`);
    assert.deepEqual([health.ok, health.migrations], [false, 'missing']);
  });
});

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { describe, it } from 'node:test';
import { sql } from 'drizzle-orm';
import { totpSecrets } from '#db/schema/factors.ts';
import { workers } from '#db/schema/providers.ts';
import { staffMembers, staffNdas } from '#db/schema/staff.ts';
import { openTestGround } from '#db/testing.ts';
import { serve } from '#dev/small-http.ts';
import { env } from '#lib/env.ts';
import { loadPriceList } from '#lib/prices/load-price-list.ts';
import { csvOf } from '#lib/prices/testing.ts';
import { saveProvider } from '#lib/providers/save-provider.ts';
import { createStaff } from '#lib/staff/create-staff.ts';
import { examineInstallation } from './examine-installation.ts';
import { examineOrigin } from './examine-origin.ts';
import { examineStart, unreachable } from './examine-start.ts';
import type { Finding } from './finding.ts';

const ground = await openTestGround();
const told = (findings: Finding[], state: Finding['state']) =>
  findings.filter((finding) => finding.state === state).map(({ sentence }) => sentence);

async function run(settings: Record<string, string>): Promise<{ status: number; said: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['lib/start/doctor.main.ts', 'web'],
      { env: { NODE_ENV: 'test', PATH: process.env.PATH, ...settings } },
      (error, stdout) => resolve({ status: Number(error?.code ?? 0), said: stdout }),
    );
  });
}

describe('an installation', () => {
  it('lacks everything at first, and is told what to do about each', async () => {
    const findings = await examineInstallation(ground);
    assert.deepEqual(told(findings, 'right'), []);
    const wrong = told(findings, 'wrong').join('\n');
    for (const command of ['worker', 'providers', 'prices:load', 'staff:create']) {
      assert.match(wrong, new RegExp(`npm run ${command}`));
    }
  });

  it('is ready when a worker is connected, prices are there, and an admin is complete', async () => {
    const made = await createStaff(ground, { username: 'first-admin' });
    assert.ok(made.ok);
    const incomplete = told(await examineInstallation(ground), 'wrong').join('\n');
    assert.match(incomplete, /first-admin has no second factor/);
    assert.match(incomplete, /first-admin has no agreement of version 1/);

    const { userId } = made;
    const sealed = Buffer.alloc(8);
    await ground.db.insert(staffNdas).values({
      ...{ userId, version: '1', signedOn: '2026-01-01', nameSealed: sealed },
    });
    await ground.db.insert(totpSecrets).values({ userId, secretSealed: sealed });
    assert.match(told(await examineInstallation(ground), 'wrong').join(), /no second factor/);
    await ground.db.update(totpSecrets).set({ confirmedAt: sql`now()` });
    await saveProvider(ground, {
      name: 'first',
      host: 'smsc.example',
      systemId: 'a',
      password: 'b',
    });
    await loadPrices();
    await ground.db.insert(workers).values({ id: 'here', health: { ok: true, problems: [] } });
    assert.deepEqual(told(await examineInstallation(ground), 'wrong'), [
      'first is not connected: no worker has tried.',
    ]);
    await ground.db.execute(sql`
      insert into bind_slots (provider_id, slot, state, worker_id, leased_until)
      select id, 0, 'bound', 'here', now() + interval '1 minute' from providers
      on conflict (provider_id, slot) do update
        set state = excluded.state, worker_id = excluded.worker_id, leased_until = excluded.leased_until`);
    const findings = await examineInstallation(ground);
    assert.deepEqual(told(findings, 'wrong'), []);
    assert.equal(told(findings, 'right').length, 4);
  });

  it('has no admin when the only one has left', async () => {
    await ground.db.update(staffMembers).set({ endedAt: sql`now()` });
    assert.match(told(await examineInstallation(ground), 'wrong').join(), /Nobody is an admin/);
  });

  it('hears what an ill worker says', async () => {
    const health = { ok: false, problems: ['There is no session with first (tls: ETIMEDOUT).'] };
    await ground.db.update(workers).set({ health });
    assert.deepEqual(told(await examineInstallation(ground), 'wrong').slice(0, 1), [
      'The worker says: There is no session with first (tls: ETIMEDOUT).',
    ]);
  });
});

describe('the start', () => {
  it('is examined by the checks of the start, and each finding has its topic', () => {
    const facts = {
      ...{ postgres: null, isMigrated: null, keyringMode: 0o755, keyringSocketMode: null },
      ...{ workerKeyringMode: null, isWorkerKeyringInMemory: false },
    };
    const findings = examineStart('worker', env, facts, unreachable('28P01'));
    const topics = (sentence: RegExp) => findings.find((one) => sentence.test(one.sentence))?.topic;
    assert.equal(topics(/^ALLSMS_STAGE is development/), 'Settings');
    assert.equal(topics(/^KEYRING_DIR is a folder that others may enter/), 'Keys');
    assert.equal(topics(/^DATABASE_URL names a database that cannot be reached/), 'Database');
    assert.equal(topics(/28P01: the user or the password is wrong/), 'Database');
    assert.equal(
      findings.some(({ state }) => state === 'right'),
      false,
    );
  });
});

describe('the origin', () => {
  it('that nothing answers is wrong, and so is a process that knows nothing of its proxy', async () => {
    const APP_ORIGIN = 'https://127.0.0.1:1';
    const wrong = told(await examineOrigin({ APP_ORIGIN, TRUST_PROXY: false }), 'wrong');
    assert.match(wrong[0]!, /^TRUST_PROXY is false/);
    assert.match(wrong[1]!, /cannot be reached: /);
  });

  it('in clear text is a matter of the settings alone', async () => {
    const APP_ORIGIN = 'http://localhost:3000';
    assert.deepEqual(await examineOrigin({ APP_ORIGIN, TRUST_PROXY: false }), []);
  });

  it('that speaks no TLS is wrong', async () => {
    const clear = await serve(
      createServer((_request, response) => response.end()),
      0,
    );
    const APP_ORIGIN = `https://127.0.0.1:${clear.port}`;
    const wrong = told(await examineOrigin({ APP_ORIGIN, TRUST_PROXY: true }), 'wrong');
    assert.match(wrong[0]!, /cannot be reached: /);
    await clear.stop();
  });
});

describe('npm run doctor', () => {
  it('names every setting that is missing, and ends with 1', async () => {
    const { status, said } = await run({});
    assert.equal(status, 1);
    for (const setting of ['APP_ORIGIN', 'DATABASE_URL', 'ROOT_KEY', 'KEYRING_DIR']) {
      assert.match(said, new RegExp(`✗ ${setting} is missing: write `));
    }
    assert.match(said, /6 things are wrong\.\n$/);
  });

  it('goes on to everything else when a part of it is wrong, and shows no secret', async () => {
    const settings = Object.fromEntries(
      ['APP_ORIGIN', 'ROOT_KEY', 'PASSWORD_PEPPER', 'KEYRING_DIR', 'MASKING_PUBLIC_KEYS'].map(
        (name) => [name, process.env[name] ?? ''],
      ),
    );
    const { status, said } = await run({ ...settings, DATABASE_URL: ground.url });
    assert.equal(status, 1);
    for (const words of [
      /^Looked at as a web process/,
      /✗ APP_ORIGIN must be an https origin/,
      /✗ DATABASE_URL must end in \?sslmode=verify-full/,
      /✓ The keys are where nobody else can enter/,
      /✗ Nobody is an admin/,
    ]) {
      assert.match(said, words);
    }
    assert.equal(said.includes(settings.ROOT_KEY!), false);
  });
});

async function loadPrices(): Promise<void> {
  const csv = csvOf('30,GR,Greece,0.042');
  const loaded = await loadPriceList(ground.db, {
    csv,
    source: 'Test',
    currency: 'EUR',
    effectiveFrom: new Date(0),
  });
  assert.ok(loaded.ok);
}

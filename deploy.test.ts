import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, it } from 'node:test';
import { readEnv, settings } from '#lib/env.ts';
import { maskingIdentity } from '#lib/masking/masking-identity.ts';
import { type ProcessName, startProblems } from '#lib/start/start-problems.ts';

const units = globSync('deploy/systemd/*.service').map((file) => ({
  name: basename(file),
  text: readFileSync(file, 'utf8'),
}));
const linesOf = (text: string, key: string) =>
  [...text.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value = '']) => value);
const scripts: Record<string, string> = JSON.parse(readFileSync('package.json', 'utf8')).scripts;
const read = (name: string) => readFileSync(`deploy/${name}`, 'utf8');

/** The settings of an example, its empty secrets filled in. */
function settingsOf(...names: string[]): Record<string, string> {
  const lines = names
    .map((name) => read(`settings/${name}.env`))
    .join('\n')
    .matchAll(/^([A-Z_]+)=(.*)$/gm);
  const given = Object.fromEntries(
    [...lines].map(([, name = '', value = '']) => [name, value.replace(/^"(.*)"$/, '$1')]),
  );
  const secret = (fill: number) =>
    Buffer.from(Array.from({ length: 32 }, (_, i) => i * 7 + fill)).toString('base64');
  const signing = secret(3);
  const secrets: Record<string, string> = {
    PASSWORD_PEPPER: secret(1),
    ROOT_KEY: secret(2),
    MASKING_SIGNING_KEY: signing,
    MASKING_PUBLIC_KEYS: maskingIdentity(Buffer.from(signing, 'base64')).publicKey.toString(
      'base64',
    ),
  };
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, value || (secrets[name] ?? value)]),
  );
}

describe('the units of systemd', () => {
  it('start scripts that exist, each as a user of its own with settings of its own', () => {
    assert.equal(units.length, 4);
    for (const { name, text } of units) {
      const [script = ''] =
        /^npm run --silent ([\w:]+)/.exec(linesOf(text, 'ExecStart')[0] ?? '')?.slice(1) ?? [];
      assert.ok(scripts[script], `${name}: ${script}`);
      const [user = ''] = linesOf(text, 'User');
      assert.match(read('sysusers.conf'), new RegExp(`^u ${user} `, 'm'), name);
      for (const file of linesOf(text, 'EnvironmentFile')) {
        assert.doesNotThrow(() => read(`settings/${basename(file)}`), file);
      }
    }
  });

  it('keep every process from the rest of the machine', () => {
    for (const { name, text } of units) {
      for (const line of [
        'NoNewPrivileges=yes',
        'ProtectSystem=strict',
        'ProtectHome=yes',
        'ProtectProc=invisible',
        'PrivateTmp=yes',
        'CapabilityBoundingSet=',
        'LimitCORE=0',
        'MemorySwapMax=0',
      ]) {
        assert.ok(text.includes(`\n${line}\n`), `${name}: ${line}`);
      }
    }
  });

  it('give the worker its keys in memory, and the key process no network', () => {
    const of = (name: string) => units.find((unit) => unit.name === `allsms-${name}.service`)!.text;
    assert.match(of('worker'), /^RuntimeDirectory=allsms-worker$/m);
    assert.equal(settingsOf('worker').WORKER_KEYRING_DIR, '/run/allsms-worker/keys');
    assert.match(of('keys'), /^PrivateNetwork=yes$/m);
    for (const name of ['web', 'worker', 'migrate']) {
      assert.doesNotMatch(of(name), /keys\.env|var\/lib\/allsms-keys/);
    }
  });

  it('are what systemd itself understands', (t) => {
    const files = globSync('deploy/systemd/*.service');
    const checked = spawnSync('systemd-analyze', ['verify', ...files], { encoding: 'utf8' });
    if (checked.error) return t.skip('This machine has no systemd-analyze.');
    assert.equal(checked.status, 0, checked.stderr);
  });
});

describe('the examples of settings', () => {
  const postgres = Object.fromEntries(
    [...read('postgresql.conf').matchAll(/^(\w+) = (.*)$/gm)].map(([, name, value]) => [
      name,
      value,
    ]),
  );
  const facts = {
    ...{ postgres, isMigrated: true, keyringMode: null, keyringSocketMode: 0o660 },
    ...{ workerKeyringMode: 0o700, isWorkerKeyringInMemory: true },
  };

  for (const name of ['web', 'worker'] as const satisfies ProcessName[]) {
    it(`are all that a ${name} process needs to start in production`, () => {
      const given = settingsOf('common', name);
      const result = readEnv(given);
      assert.ok(result.ok, JSON.stringify(result));
      assert.deepEqual(startProblems(name, result.env, facts), []);
      const own = new Set([...Object.keys(settings.shape), 'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY']);
      assert.deepEqual(
        Object.keys(given).filter((setting) => !own.has(setting)),
        [],
      );
    });
  }

  it('give the root key to the key process alone', () => {
    assert.ok(settingsOf('keys').ROOT_KEY);
    for (const name of ['common', 'web', 'worker']) {
      assert.equal(settingsOf(name).ROOT_KEY, undefined);
    }
  });
});

it('the example of a reverse proxy logs no secret address, and no address of a visitor', () => {
  const caddy = read('Caddyfile');
  assert.match(caddy, /^\tskip_log \/stop\/\*$/m);
  for (const field of ['remote_ip', 'client_ip', 'headers']) {
    assert.match(caddy, new RegExp(`request>${field} delete`));
  }
});

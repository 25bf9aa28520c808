import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { openTestSession } from '#lib/outbox/testing.ts';
import { testSettings } from '#lib/testing.ts';
import { readProviders } from './read-providers.ts';

const ground = await openTestGround();
const { worker } = await castOf(ground);
const secret = 'hunter22';

function run(words: string, input = '', more: Record<string, string> = {}) {
  const main = new URL('providers.main.ts', import.meta.url).pathname;
  const own = {
    ...testSettings,
    DATABASE_URL: ground.url,
    KEYRING_DIR: ground.keyringDir,
    ROOT_KEY: ground.rootKey.toString('base64'),
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words.split(' ')], {
    env: { ...process.env, ...own, ...more },
    input,
    encoding: 'utf8',
  });
  assert.ok(!`${stdout}${stderr}`.includes(secret), 'a secret is never shown');
  return { status, said: `${stdout}${stderr}` };
}

const production = { ALLSMS_STAGE: 'production' };

test('a new provider is made with a password from standard input, and taken up with every setting', async () => {
  const words = 'host=smsc.example binds=2 temporaryCodes=0x400,1025 addressing.recipient=2/8';
  const refused = run(`set main systemId=allsms ${words}`);
  assert.deepEqual([refused.status, /add the word password/.test(refused.said)], [1, true]);
  const made = run(
    `set main systemId=allsms ${words} timeouts.bindMs=4000 password`,
    `${secret}\n`,
  );
  assert.equal(made.status, 0, made.said);
  const [provider] = await readProviders(worker, 'production');
  assert.deepEqual(
    [provider?.password, provider?.binds, provider?.temporaryCodes, provider?.timeouts.bindMs],
    [secret, 2, [0x400, 0x401], 4_000],
  );
  assert.deepEqual(provider?.addressing.recipient, { ton: 2, npi: 8 });
});

test('what show prints is what set takes, and the password is only said to be set', async () => {
  const { said } = run('show main');
  assert.match(said, /^password is set$/m);
  const words = said.split('\n').filter((line) => line.includes('=') && !line.endsWith('='));
  assert.match(run(`set main ${words.join(' ')}`).said, /already is so. Nothing was changed/);
  assert.match(run('list').said, /^main: enabled, smsc\.example:2775 TLS, 2 × transceiver/);
});

test('every wrong value has a sentence, and nothing is changed', async () => {
  const { status, said } = run('set main window=0 tls=maybe rate=5 password=x');
  assert.equal(status, 1);
  assert.match(said, /^rate is no setting\. There are host, port,/m);
  assert.match(said, /^password is never given on the command line/m);
  const { said: values } = run(
    'set main window=0 tls=maybe temporaryCodes=busy systemType=1234567890123',
  );
  for (const setting of ['window', 'tls', 'temporaryCodes', 'systemType']) {
    assert.match(values, new RegExp(`^${setting} must be .{10,}\\.$`, 'm'));
  }
  assert.match(values, /^Nothing was changed\.$/m);
  assert.equal((await readProviders(worker))[0]?.version, 1);
  assert.equal(run('sing main').status, 2);
});

test('S12 in production a provider without TLS is refused', () => {
  assert.match(run('set main tls=false', '', production).said, /^tls must be true/m);
  assert.equal(run('set main tls=false').status, 0);
  assert.equal(run('disable main', '', production).status, 0);
  assert.match(run('enable main', '', production).said, /^tls must be true/m);
});

test('the command says which setting of the environment would undo a change', () => {
  run('set default host=smsc.example systemId=allsms password', secret);
  const named = { SMSC_HOST: 'other.example', SMSC_WINDOW: '9' };
  const { said } = run('set default window=10 binds=2', '', named);
  assert.match(said, /Change SMSC_WINDOW too/);
  assert.doesNotMatch(said, /SMSC_HOST|SMSC_PORT/);
});

test('what is enabled or still has sessions is not removed', async () => {
  const { sessionId } = await openTestSession(worker);
  assert.match(run('remove test').said, /Disable it first: npm run providers -- disable test/);
  assert.equal(run('disable test').status, 0);
  assert.match(run('remove test').said, /still has open sessions/);
  await ground.sql`update smpp_sessions set ended_at = now() where id = ${sessionId}`;
  await ground.sql`
    insert into unanswered (message_id, part, account_id, batch_id, provider_id, reference, recipient_hash)
    select gen_random_uuid(), 1, gen_random_uuid(), gen_random_uuid(), provider_id, 1, ''
    from smpp_sessions where id = ${sessionId}`;
  assert.match(run('remove test').said, /still has messages under way or without an answer/);
  await ground.sql`delete from unanswered`;
  assert.match(run('remove test').said, /test is removed/);
});

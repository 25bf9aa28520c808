import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readEnv, settings } from './env.ts';
import { testSettings } from './testing.ts';

const problemsWith = (more: Record<string, string | undefined>) => {
  const read = readEnv({ ...testSettings, ...more });
  return read.ok ? [] : read.problems;
};

describe('the settings', () => {
  it('name each one that is missing, with what to write', () => {
    const read = readEnv({});
    assert.ok(!read.ok);
    const required = [
      ...['APP_ORIGIN', 'DATABASE_URL', 'ROOT_KEY', 'PASSWORD_PEPPER', 'KEYRING_DIR'],
      'MASKING_PUBLIC_KEYS',
    ];
    assert.deepEqual(
      read.problems.map((problem) => problem.setting),
      required,
    );
    for (const { sentence } of read.problems)
      assert.match(sentence, /^is missing: write .{10,}\.$/);
  });

  it('name each one that cannot be read, with what to write and never the value', () => {
    const wrong = {
      ALLSMS_STAGE: 'prod',
      APP_ORIGIN: 'sms.example.com',
      DATABASE_URL: 'mysql://db',
      DATABASE_CA_FILE: '/nowhere.pem',
      DATABASE_POOL: '0',
      ROOT_KEY: 'c2hvcnQ=',
      ROOT_KEY_PREVIOUS: 'c2hvcnQ=',
      PASSWORD_PEPPER: 'not base64 at all',
      PASSWORD_PEPPER_PREVIOUS: 'nor this',
      KEYRING_WEB_READS: '0',
      LOG_LEVEL: 'loud',
      TRUST_PROXY: 'yes',
      SESSION_IDLE_HOURS: '1.5',
      SESSION_MAX_HOURS: 'never',
      CURRENCY: 'Euro',
      TRIAL_CREDIT: '-1',
      HOME_COUNTRY: 'Greece',
      TIME_ZONE: 'Mars/Olympus',
      CEILINGS: '0:50/20/10',
      SERVICE_SENDER: 'a name far too long',
      VALIDITY_HOURS: '1000',
      OPERATOR_COUNTRY: 'Greece',
      VAT_OSS: 'perhaps',
      VIES_CHECK: 'on',
      INVOICE_YEARS: '0',
      TOP_UP_LEAST: 'ten',
      TOP_UP_MOST: '-5',
      SECOND_PERSON_ABOVE: '1e3',
      STRIPE_SECRET_KEY: 'pk_test',
      STRIPE_WEBHOOK_SECRET: 'hush',
      STRIPE_API_URL: 'localhost',
      BANK_ACCOUNT: 'x'.repeat(35),
      SMSC_PORT: '70000',
      SMSC_TLS: 'on',
      SMSC_CA_FILE: '/nowhere.pem',
      SMSC_SYSTEM_ID: 'x'.repeat(16),
      SMSC_PASSWORD: 'x'.repeat(9),
      SMSC_SYSTEM_TYPE: 'x'.repeat(13),
      SMSC_WINDOW: 'many',
      SMSC_RATE_PER_SECOND: '-5',
      SMSC_MESSAGE_ID_FORM: 'octal',
      WORKER_HEALTH_PORT: '-1',
    };
    for (const [setting, value] of Object.entries(wrong)) {
      const problems = problemsWith({ [setting]: value });
      assert.deepEqual(
        problems.map((problem) => problem.setting),
        [setting],
      );
      assert.match(problems[0]!.sentence, /^must be .{5,}\.$/);
      assert.ok(!problems[0]!.sentence.includes(`${value} `), setting);
    }
  });

  it('count an empty one as not set', () => {
    assert.deepEqual(problemsWith({ LOG_LEVEL: '', SMSC_HOST: '' }), []);
    assert.deepEqual(
      problemsWith({ ROOT_KEY: '' }).map((problem) => problem.setting),
      ['ROOT_KEY'],
    );
  });

  it('need no folder and no root key where a key process has them', () => {
    const away = { ROOT_KEY: undefined, KEYRING_DIR: undefined };
    assert.deepEqual(problemsWith({ ...away, KEYRING_SOCKET: '/run/keys/web/keys.sock' }), []);
    assert.deepEqual(
      problemsWith(away).map((problem) => problem.setting),
      ['ROOT_KEY', 'KEYRING_DIR'],
    );
  });

  it('are strict when the stage is forgotten', () => {
    const read = readEnv({ ...testSettings, ALLSMS_STAGE: undefined });
    assert.ok(read.ok && read.env.ALLSMS_STAGE === 'production');
  });

  it('each say what to write', () => {
    for (const [name, schema] of Object.entries(settings.shape)) {
      assert.ok((schema.description ?? '').length > 5, name);
    }
  });
});

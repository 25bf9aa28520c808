import type { Env, EnvProblem } from '#lib/env.ts';
import { NOT_SET, SECRET_BYTES } from '#lib/setting-kinds.ts';

/** False for a key that somebody typed. None is none that anybody could guess. */
export const looksRandom = (key: Buffer | undefined): boolean =>
  key === undefined || new Set(key).size > SECRET_BYTES / 2;

const isSafeInProduction: { setting: keyof Env; holds: (env: Env) => boolean; sentence: string }[] =
  [
    {
      setting: 'APP_ORIGIN',
      holds: (env) => env.APP_ORIGIN.startsWith('https://'),
      sentence: 'must be an https origin, such as https://sms.example.com.',
    },
    {
      setting: 'DATABASE_URL',
      holds: (env) => new URL(env.DATABASE_URL).searchParams.get('sslmode') === 'verify-full',
      sentence:
        'must end in ?sslmode=verify-full, so that the database is reached over verified TLS.',
    },
    ...(['ROOT_KEY', 'PASSWORD_PEPPER'] as const).map((setting) => ({
      setting,
      holds: (env: Env) =>
        looksRandom(env[setting]) && env.ROOT_KEY?.equals(env.PASSWORD_PEPPER) !== true,
      sentence: `must be random and a value of its own: openssl rand -base64 ${SECRET_BYTES}.`,
    })),
    {
      setting: 'SMSC_TLS',
      holds: (env) => env.SMSC_HOST === undefined || env.SMSC_TLS,
      sentence: 'must be true: messages travel to the SMSC over verified TLS only.',
    },
    {
      setting: 'STRIPE_API_URL',
      holds: (env) => env.STRIPE_API_URL === undefined,
      sentence: 'must not be set: payments are taken by Stripe itself.',
    },
    {
      setting: 'MIXPANEL_API_URL',
      holds: (env) => env.MIXPANEL_API_URL?.startsWith('https://') !== false,
      sentence: 'must be an https address: a random id travels there.',
    },
    {
      setting: 'STRIPE_WEBHOOK_SECRET',
      holds: (env) =>
        (env.STRIPE_SECRET_KEY === undefined) === (env.STRIPE_WEBHOOK_SECRET === undefined),
      sentence: 'must be set together with STRIPE_SECRET_KEY, or neither.',
    },
    ...(['OPERATOR_ADDRESS', 'OPERATOR_VAT_NUMBER'] as const).map((setting) => ({
      setting,
      holds: (env: Env) =>
        (env.STRIPE_SECRET_KEY === undefined && env.BANK_ACCOUNT === '') || env[setting] !== '',
      sentence: 'must be set where customers can pay: invoices print it.',
    })),
    ...(
      ['OPERATOR_COMPANY', 'OPERATOR_SIGNATORY', 'SMSC_PROVIDER_NAME', 'DATA_LOCATION'] as const
    ).map((setting) => ({
      setting,
      holds: (env: Env) => !env[setting].startsWith(NOT_SET),
      sentence: 'must be set: the contract on /terms prints it.',
    })),
  ];

/** What a deployment of this kind lacks for production; `lib/start/check-start.ts` refuses or warns with it. */
export function unsafeSettings(env: Env): EnvProblem[] {
  return isSafeInProduction
    .filter(({ holds }) => !holds(env))
    .map(({ setting, sentence }) => ({ setting, sentence }));
}

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { maskingIdentity } from '#lib/masking/masking-identity.ts';

/** What makes the settings of one installation: where it is reached, where its data and its SMSC are. */
export type Place = {
  origin: string;
  databaseUrl: string;
  keyringDir: string;
  workerKeyringDir: string;
  smppPort: number;
  workerHealthPort: number;
  /** Where something stands in for Stripe; without it nobody can pay by card. */
  stripePort?: number;
  /** Where something stands in for Mixpanel; without it nobody is asked about analytics. */
  mixpanelPort?: number;
  secrets: Secrets;
};

export type Secrets = { ROOT_KEY: string; PASSWORD_PEPPER: string; MASKING_SIGNING_KEY: string };

/** The simulator's one system id and its password. */
export const SIMULATOR_LOGIN = { systemId: 'allsms', password: 'simulate' } as const;

/** What the stand-in for Stripe is spoken to and signs with. No secrets: nothing is behind them. */
export const STAND_IN_KEYS = {
  secretKey: 'sk_test_standin',
  webhookSecret: 'whsec_standin',
} as const;

/** Random keys, kept in `file` so that the data they protect can be read at the next start. */
export function keptSecrets(file: string): Secrets {
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  mkdirSync(dirname(file), { recursive: true });
  // A file of an earlier version lacks some.
  const secrets = { ...newSecrets(), ...kept };
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

export const newSecrets = (): Secrets => ({
  ROOT_KEY: randomBytes(32).toString('base64'),
  PASSWORD_PEPPER: randomBytes(32).toString('base64'),
  MASKING_SIGNING_KEY: randomBytes(32).toString('base64'),
});

/** The environment of the web process and the commands, for demo, tests and `npm run dev`. */
export function developmentSettings(place: Place): Record<string, string> {
  const { MASKING_SIGNING_KEY, ...secrets } = place.secrets;
  const { publicKey } = maskingIdentity(Buffer.from(MASKING_SIGNING_KEY, 'base64'));
  return {
    ALLSMS_STAGE: 'development',
    APP_ORIGIN: place.origin,
    DATABASE_URL: place.databaseUrl,
    KEYRING_DIR: place.keyringDir,
    ...secrets,
    MASKING_PUBLIC_KEYS: publicKey.toString('base64'),
    TRIAL_CREDIT: '5',
    // What is not about ceilings meets none: journeys, benchmarks, the proof.
    CEILINGS: '0:999999/999999/999999',
    OPERATOR_COMPANY: 'Example Messaging Ltd (demo)',
    OPERATOR_SIGNATORY: 'Alex Example, director (demo)',
    OPERATOR_ADDRESS: '1 Example Street | 105 63 Athens',
    OPERATOR_VAT_NUMBER: 'EL094259216',
    SMSC_PROVIDER_NAME: 'the simulator on this computer (demo)',
    DATA_LOCATION: 'this computer (demo)',
    BANK_ACCOUNT: 'GR16 0110 1250 0000 0001 2300 695',
    BANK_ACCOUNT_HOLDER: 'Example Messaging Ltd (demo: transfer nothing)',
    RESERVED_SENDERS: 'Police,Bank',
    STOP_WORDS: 'ΣΤΟΠ,ΔΙΑΓΡΑΦΗ,ΤΕΛΟΣ',
    ...stripeSettings(place),
    ...mixpanelSettings(place),
    SMSC_HOST: '127.0.0.1',
    SMSC_PORT: String(place.smppPort),
    SMSC_TLS: 'false',
    SMSC_SYSTEM_ID: SIMULATOR_LOGIN.systemId,
    SMSC_PASSWORD: SIMULATOR_LOGIN.password,
    SMSC_RATE_PER_SECOND: '1000',
    WORKER_HEALTH_PORT: String(place.workerHealthPort),
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

function stripeSettings({ stripePort }: Place): Record<string, string> {
  if (stripePort === undefined) return {};
  return {
    STRIPE_SECRET_KEY: STAND_IN_KEYS.secretKey,
    STRIPE_WEBHOOK_SECRET: STAND_IN_KEYS.webhookSecret,
    STRIPE_API_URL: `http://localhost:${stripePort}`,
  };
}

function mixpanelSettings({ mixpanelPort }: Place): Record<string, string> {
  if (mixpanelPort === undefined) return {};
  return {
    MIXPANEL_TOKEN: 'standin-project',
    MIXPANEL_DELETION_TOKEN: 'standin-deletions',
    MIXPANEL_API_URL: `http://127.0.0.1:${mixpanelPort}`,
  };
}

/** What the worker has besides: the web process must not have it. */
export const workerSettings = ({ secrets, workerKeyringDir }: Place): Record<string, string> => ({
  MASKING_SIGNING_KEY: secrets.MASKING_SIGNING_KEY,
  WORKER_KEYRING_DIR: workerKeyringDir,
});

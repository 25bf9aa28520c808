import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What makes the settings of one installation: where it is reached, where its data and its SMSC are. */
export type Place = {
  origin: string;
  databaseUrl: string;
  keyringDir: string;
  smppPort: number;
  workerHealthPort: number;
  secrets: Secrets;
};

export type Secrets = { ROOT_KEY: string; PASSWORD_PEPPER: string };

/** The simulator's one system id and its password. */
export const SIMULATOR_LOGIN = { systemId: 'allsms', password: 'simulate' } as const;

/** Two random keys, kept in `file` so that the data they protect can be read at the next start. */
export function keptSecrets(file: string): Secrets {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  mkdirSync(dirname(file), { recursive: true });
  const secrets = newSecrets();
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

export const newSecrets = (): Secrets => ({
  ROOT_KEY: randomBytes(32).toString('base64'),
  PASSWORD_PEPPER: randomBytes(32).toString('base64'),
});

/** The environment of the web process, the worker and the commands, for demo, tests and `npm run dev`. */
export function developmentSettings(place: Place): Record<string, string> {
  return {
    ALLSMS_STAGE: 'development',
    APP_ORIGIN: place.origin,
    DATABASE_URL: place.databaseUrl,
    KEYRING_DIR: place.keyringDir,
    ...place.secrets,
    TRIAL_CREDIT: '5',
    OPERATOR_COMPANY: 'Example Messaging Ltd (demo)',
    OPERATOR_SIGNATORY: 'Alex Example, director (demo)',
    SMSC_PROVIDER_NAME: 'the simulator on this computer (demo)',
    DATA_LOCATION: 'this computer (demo)',
    RESERVED_SENDERS: 'Police,Bank',
    STOP_WORDS: 'ΣΤΟΠ,ΔΙΑΓΡΑΦΗ,ΤΕΛΟΣ',
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

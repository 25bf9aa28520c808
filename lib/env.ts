import { existsSync } from 'node:fs';
import { z } from 'zod';

const wholeNumber = (fallback: number, min: number, max: number, what = '') =>
  z.coerce
    .number()
    .int()
    .min(min)
    .max(max)
    .default(fallback)
    .describe(`a whole number from ${min} to ${max}${what && `: ${what}`}`);
const flag = (fallback: 'true' | 'false', what: string) =>
  z
    .enum(['true', 'false'])
    .default(fallback)
    .transform((value) => value === 'true')
    .describe(`true or false: ${what}`);
const secret = (what: string) =>
  z
    .string()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((key) => key.length === SECRET_BYTES)
    .describe(
      `${SECRET_BYTES} random octets in base64 (${what}), as "openssl rand -base64 ${SECRET_BYTES}" gives them`,
    );
const fact = (setting: string, what: string) =>
  z.string().trim().min(1).default(`${NOT_SET}${setting}]`).describe(what);
const oneOf = <const Values extends readonly string[]>(values: Values, fallback: Values[number]) =>
  z
    .enum(values)
    .default(fallback as never)
    .describe(`one of ${values.join(', ')}`);
const text = (max: number, what: string) =>
  z.string().max(max).default('').describe(`${what}, at most ${max} octets`);
const file = (what: string) =>
  z
    .string()
    .refine((path) => existsSync(path))
    .optional()
    .describe(`the path of a PEM file that this process can read: ${what}`);

const SECRET_BYTES = 32;
const NOT_SET = '[not set: ';

/**
 * Every setting of the product; README.md has the same table for deployers (a test compares the two). Each description
 * says what to write there, and is what a refusal prints.
 */
export const settings = z.object({
  // `production` is the default, so that a forgotten setting makes a process strict and never lax.
  ALLSMS_STAGE: oneOf(['production', 'development'], 'production'),
  APP_ORIGIN: z
    .url({ protocol: /^https?$/ })
    .transform((url) => new URL(url).origin)
    .describe('the address that browsers open, such as https://sms.example.com'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .describe('an address such as postgres://user:password@host:5432/allsms?sslmode=verify-full'),
  DATABASE_CA_FILE: file("the private authority of the database's certificate"),
  DATABASE_POOL: wholeNumber(10, 1, 200, 'connections of a web process'),
  WORKER_DATABASE_POOL: wholeNumber(4, 3, 200, 'connections of a worker'),
  ROOT_KEY: secret('wraps every key of the keyring'),
  PASSWORD_PEPPER: secret('goes into every password hash'),
  KEYRING_DIR: z.string().min(1).describe('the path of the folder of keys, on a volume of its own'),
  WORKER_KEYRING_DIR: z
    .string()
    .min(1)
    .optional()
    .describe("the path of the workers' own folder of keys, on a tmpfs that only they can read"),
  WORKER_KEYS_ON_DISK: flag(
    'false',
    'whether WORKER_KEYRING_DIR may be on a disk, where copies of it may outlive the keys',
  ),
  MASKING_SIGNING_KEY: secret('')
    .optional()
    .describe('32 random octets in base64 that sign for the workers: "npm run masking:identity"'),
  MASKING_PUBLIC_KEYS: z
    .string()
    .transform((list) => words(list).map((word) => Buffer.from(word, 'base64')))
    .refine((keys) => keys.length > 0 && keys.every((key) => key.length === SECRET_BYTES))
    .describe(
      'the public half of MASKING_SIGNING_KEY, as "npm run masking:identity" prints it; earlier ones behind it, separated by commas',
    ),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug'], 'info'),
  TRUST_PROXY: flag('false', 'whether a reverse proxy of yours appends to X-Forwarded-For'),
  SESSION_IDLE_HOURS: wholeNumber(24 * 7, 1, 24 * 90),
  SESSION_MAX_HOURS: wholeNumber(24 * 30, 1, 24 * 365),
  CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('EUR')
    .describe('three capital letters of ISO 4217, such as EUR'),
  TRIAL_CREDIT: z
    .string()
    .regex(/^\d{1,6}(\.\d{1,6})?$/)
    .default('0')
    .describe('an amount such as 1.50'),
  HOME_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('GR')
    .describe('two capital letters of ISO 3166-1, such as GR'),
  TIME_ZONE: z
    .string()
    .refine(isTimeZone)
    .default('Europe/Athens')
    .describe('a time zone such as Europe/Athens'),
  RESERVED_SENDERS: z
    .string()
    .default('')
    .transform(words)
    .describe('names separated by commas, such as Police,Bank'),
  SERVICE_SENDER: z
    .string()
    .regex(/^[A-Za-z0-9 ]{1,11}$/)
    .default('AllSMS')
    .describe('1 to 11 letters, digits and spaces'),
  STOP_WORDS: z
    .string()
    .default('')
    .transform(words)
    .describe('words separated by commas, such as ΣΤΟΠ,ΔΙΑΓΡΑΦΗ,ΤΕΛΟΣ'),
  STOP_LINKS: flag(
    'false',
    'whether texts from brands, which nobody can answer, end in a link to stop them',
  ),
  VALIDITY_HOURS: wholeNumber(48, 1, 168),
  OPERATOR_COMPANY: fact('OPERATOR_COMPANY', 'the name of the company'),
  OPERATOR_SIGNATORY: fact('OPERATOR_SIGNATORY', 'who signs the contract for the company'),
  SMSC_PROVIDER_NAME: fact('SMSC_PROVIDER_NAME', 'the GSM provider whose SMSC is used'),
  DATA_LOCATION: fact('DATA_LOCATION', 'where the computers with the data stand'),
  HISTORY_SENTENCE: text(1000, "the operator's own statement on its history"),
  SMSC_HOST: z.string().min(1).optional().describe('the host name of the SMSC'),
  SMSC_PORT: wholeNumber(2775, 1, 65_535),
  SMSC_TLS: flag('true', 'whether the SMSC is reached over TLS'),
  SMSC_CA_FILE: file("the private authority of the SMSC's certificate"),
  SMSC_SYSTEM_ID: text(15, 'the name to bind with'),
  SMSC_PASSWORD: text(8, 'the password to bind with'),
  SMSC_SYSTEM_TYPE: text(12, 'the system type to bind with'),
  SMSC_WINDOW: wholeNumber(50, 1, 1000),
  SMSC_RATE_PER_SECOND: wholeNumber(100, 1, 100_000),
  SMSC_MESSAGE_ID_FORM: oneOf(['auto', 'same', 'hex-to-decimal', 'decimal-to-hex'], 'auto'),
  WORKER_HEALTH_PORT: wholeNumber(3001, 0, 65_535),
});

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function words(list: string): string[] {
  return list
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
}

export type Env = z.output<typeof settings>;

/** What is wrong with the settings: `setting`, and a sentence that says what to write. */
export type EnvProblem = { setting: string; sentence: string };

const looksRandom = (key: Buffer) => new Set(key).size > SECRET_BYTES / 2;

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
      holds: (env: Env) => looksRandom(env[setting]) && !env.ROOT_KEY.equals(env.PASSWORD_PEPPER),
      sentence: `must be random and a value of its own: openssl rand -base64 ${SECRET_BYTES}.`,
    })),
    {
      setting: 'SMSC_TLS',
      holds: (env) => env.SMSC_HOST === undefined || env.SMSC_TLS,
      sentence: 'must be true: messages travel to the SMSC over verified TLS only.',
    },
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

/** Reads and checks the settings. Returns them, or every problem found (never the values). */
export function readEnv(
  source: Record<string, string | undefined>,
): { ok: true; env: Env } | { ok: false; problems: EnvProblem[] } {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(present);
  if (parsed.success) return { ok: true, env: parsed.data };
  const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0] as keyof Env));
  const problems = [...wrong].map((setting) => {
    const what = settings.shape[setting].description;
    return {
      setting,
      sentence: present[setting] === undefined ? `is missing: write ${what}.` : `must be ${what}.`,
    };
  });
  return { ok: false, problems };
}

let loaded: Env | undefined;

function load(): Env {
  const result = readEnv(process.env);
  if (result.ok) return result.env;
  const lines = result.problems.map(({ setting, sentence }) => `  ${setting} ${sentence}`);
  throw new Error(`The settings are not complete:\n${lines.join('\n')}`);
}

/** The settings of this process, read and checked at the first use. */
export const env: Env = new Proxy({} as Env, {
  get(_target, name) {
    loaded ??= load();
    return loaded[name as keyof Env];
  },
});

/** True when the environment has a value for this setting, so that it is not the default. */
export const isNamed = (setting: keyof Env): boolean => (process.env[setting] ?? '') !== '';

/** True while `next dev` runs; Next.js writes the answer into its bundles. */
export const isNextDev: boolean = process.env.NODE_ENV === 'development';

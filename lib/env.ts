import { z } from 'zod';
import { readCeilings } from './ceilings/read-ceilings.ts';
import {
  amount,
  country,
  fact,
  file,
  flag,
  isTimeZone,
  oneOf,
  SECRET_BYTES,
  secret,
  secretOrNone,
  text,
  wholeNumber,
  words,
} from './setting-kinds.ts';

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
  ROOT_KEY: secretOrNone('wraps every key of the keyring'),
  ROOT_KEY_PREVIOUS: secretOrNone('while ROOT_KEY is replaced, the other of the two'),
  PASSWORD_PEPPER: secret('goes into every password hash'),
  PASSWORD_PEPPER_PREVIOUS: secretOrNone('while PASSWORD_PEPPER is replaced, the other of the two'),
  KEYRING_DIR: z
    .string()
    .min(1)
    .optional()
    .describe('the path of the folder of keys, on a volume of its own'),
  KEYRING_SOCKET: z
    .string()
    .min(1)
    .optional()
    .describe('the path of the socket on which "npm run keys:serve" gives out keys'),
  KEYRING_SOCKET_DIR: z
    .string()
    .min(1)
    .optional()
    .describe('the path of the folder in which "npm run keys:serve" makes its sockets'),
  KEYRING_WEB_READS: wholeNumber(
    1000,
    1,
    1_000_000,
    'keys of accounts that web processes may read in a minute',
  ),
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
  TRUST_PROXY: flag(
    'false',
    'whether a reverse proxy of yours writes X-Forwarded-For and X-Forwarded-Proto',
  ),
  SESSION_IDLE_HOURS: wholeNumber(24 * 7, 1, 24 * 90),
  SESSION_MAX_HOURS: wholeNumber(24 * 30, 1, 24 * 365),
  STAFF_SESSION_IDLE_MINUTES: wholeNumber(30, 1, 24 * 60),
  STAFF_SESSION_MAX_HOURS: wholeNumber(10, 1, 24),
  STAFF_NDA_VERSION: z
    .string()
    .min(1)
    .max(20)
    .default('1')
    .describe('the version of the non-disclosure agreement that staff must have signed'),
  CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('EUR')
    .describe('three capital letters of ISO 4217, such as EUR'),
  TRIAL_CREDIT: amount('0', 'what a new account may spend'),
  HOME_COUNTRY: country('GR', ''),
  TIME_ZONE: z
    .string()
    .refine(isTimeZone)
    .default('Europe/Athens')
    .describe('a time zone such as Europe/Athens'),
  CEILINGS: z
    .string()
    .default('0:20/50/200,7:100/300/2000,30:500/2000/20000')
    .refine((list) => readCeilings(list) !== null)
    .transform((list) => readCeilings(list) ?? [])
    .describe(
      'how much an account may spend in an hour, a day and a month by its age in days, such as 0:20/50/200,30:500/2000/20000',
    ),
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
  OPERATOR_ADDRESS: text(
    300,
    'the address of the company, its lines separated by |, as invoices print it',
  ),
  OPERATOR_COUNTRY: country('GR', 'where the company pays tax'),
  OPERATOR_VAT_NUMBER: text(20, 'the VAT number of the company'),
  VAT_OSS: flag(
    'false',
    'whether buyers in other member states who have no VAT number pay the rate of their own country (One Stop Shop)',
  ),
  VIES_CHECK: flag('false', "whether VAT numbers are looked up in the European Commission's VIES"),
  INVOICE_YEARS: wholeNumber(10, 1, 30, 'how long invoices are kept after the end of their year'),
  TOP_UP_LEAST: amount('10', 'the least credit that can be bought at once'),
  TOP_UP_MOST: amount('5000', 'the most credit that can be bought at once'),
  SECOND_PERSON_ABOVE: amount(
    '1000',
    'a transfer, or credit, above it is confirmed by two of the staff',
  ),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_/)
    .optional()
    .describe('the secret key of Stripe, which begins with sk_ or rk_'),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_/)
    .optional()
    .describe('the signing secret of the webhook at Stripe, which begins with whsec_'),
  STRIPE_API_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('the address of something that stands in for Stripe, in development only'),
  BANK_ACCOUNT: text(34, 'the IBAN that transfers go to'),
  BANK_ACCOUNT_HOLDER: text(70, 'whose account it is'),
  SMSC_PROVIDER_NAME: fact('SMSC_PROVIDER_NAME', 'the GSM provider whose SMSC is used'),
  DATA_LOCATION: fact('DATA_LOCATION', 'where the computers with the data stand'),
  HISTORY_SENTENCE: text(1000, "the operator's own statement on its history"),
  MIXPANEL_TOKEN: text(
    100,
    'the project token of Mixpanel; without it nobody is asked about analytics',
  ),
  MIXPANEL_DELETION_TOKEN: text(200, 'the token with which Mixpanel takes requests to delete data'),
  MIXPANEL_API_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('the address of Mixpanel where it is not https://api-eu.mixpanel.com'),
  FEATURE_COUNTS: flag(
    'false',
    'whether visitors are asked if their use of features may be counted here, without Mixpanel',
  ),
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

export type Env = z.output<typeof settings>;

/** What is wrong with the settings: `setting`, and a sentence that says what to write. */
export type EnvProblem = { setting: string; sentence: string };

type Source = Record<string, string | undefined>;

/** Without a key process, keys are in a folder, and a root key wraps them. */
const neededWithoutSocket = ['ROOT_KEY', 'KEYRING_DIR'] as const;

/** Reads and checks the settings. Returns them, or every problem found (never the values). */
export function readEnv(
  source: Source,
): { ok: true; env: Env } | { ok: false; problems: EnvProblem[] } {
  const present = presentOf(source);
  const parsed = settings.safeParse(present);
  const missing = present.KEYRING_SOCKET
    ? []
    : neededWithoutSocket.filter((setting) => present[setting] === undefined);
  if (parsed.success && missing.length === 0) return { ok: true, env: parsed.data };
  const issues = parsed.error?.issues.map((issue) => issue.path[0]) ?? [];
  return { ok: false, problems: problemsOf(present, new Set([...issues, ...missing])) };
}

const presentOf = (source: Source): Record<string, string> =>
  Object.fromEntries(
    Object.entries(source).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );

function problemsOf(present: Source, wrong: ReadonlySet<unknown>): EnvProblem[] {
  const inOrder = Object.keys(settings.shape).filter((setting) => wrong.has(setting));
  return inOrder.map((setting) => {
    const what = settings.shape[setting as keyof Env].description;
    return {
      setting,
      sentence: present[setting] === undefined ? `is missing: write ${what}.` : `must be ${what}.`,
    };
  });
}

/** The settings of this process, or every problem found, for whoever wants to tell them all (`npm run doctor`). */
export const readOwnEnv = (): ReturnType<typeof readEnv> => readEnv(process.env);

/**
 * Some settings only, each of which may be missing: for a process that must not be given the others, such as the key
 * process. `log()` works in it. Call it before anything else reads a setting.
 */
export function readSomeSettings<Name extends keyof Env>(
  names: readonly Name[],
): Partial<Pick<Env, Name>> {
  const present = presentOf(process.env);
  const some: Record<string, unknown> = {};
  const wrong = new Set<string>();
  for (const name of ['ALLSMS_STAGE', 'LOG_LEVEL', ...names] as const) {
    const parsed = settings.shape[name].safeParse(present[name]);
    if (parsed.success) some[name] = parsed.data;
    else if (present[name] !== undefined) wrong.add(name);
  }
  if (wrong.size > 0) throw incomplete(problemsOf(present, wrong));
  loaded = some as Env;
  return some as Partial<Pick<Env, Name>>;
}

let loaded: Env | undefined;

function load(): Env {
  const result = readEnv(process.env);
  if (result.ok) return result.env;
  throw incomplete(result.problems);
}

function incomplete(problems: EnvProblem[]): Error {
  const lines = problems.map(({ setting, sentence }) => `  ${setting} ${sentence}`);
  return new Error(`The settings are not complete:\n${lines.join('\n')}`);
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

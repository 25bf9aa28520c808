import { z } from 'zod';
import type { Addressing } from '#db/schema/providers.ts';

const wholeNumber = (min: number, max: number, what = '') => {
  const sentence = `a whole number from ${min} to ${max}${what && `: ${what}`}`;
  return z.number().int().min(min).max(max).describe(sentence);
};
const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values).describe(`one of ${values.join(', ')}`);
/** A C-octet string of the bind (SMPP 3.4 §4.1): printable ASCII, so that no NUL cuts it short. */
const octets = (max: number, what: string) =>
  z
    .string()
    .regex(new RegExp(`^[\\x20-\\x7e]{0,${max}}$`))
    .describe(`${what}: at most ${max} printable ASCII characters`);

const typeAndPlan = (fallback: Addressing['recipient']) =>
  z
    .object({ ton: z.number().int().min(0).max(6), npi: z.number().int().min(0).max(18) })
    .default(fallback)
    .describe('a type of number from 0 to 6 and a numbering plan from 0 to 18, such as 5/0');
const deadline = (fallback: number, what: string) =>
  wholeNumber(100, 600_000, `milliseconds ${what}`).default(fallback);

/**
 * Every setting of a provider, with the defaults of the schema. Each description says what to write there, and is what a
 * refusal prints. Lengths are those of SMPP 3.4 §4.1 without the final NUL (rule S4).
 */
export const providerSettings = z.object({
  /** Unique; part of what the secret is sealed for. */
  name: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/)
    .describe('1 to 40 letters, digits and hyphens'),
  host: z
    .string()
    .regex(/^[A-Za-z0-9._:-]{1,253}$/)
    .describe('the host name or address of the SMSC'),
  port: wholeNumber(1, 65_535).default(2775),
  tls: z.boolean().default(true).describe('true or false: whether the SMSC is reached over TLS'),
  caFile: z
    .string()
    .min(1)
    .max(4_096)
    .nullable()
    .default(null)
    .describe("the path of a PEM file on the worker's machine, or nothing for public authorities"),
  serverName: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,253}$/)
    .nullable()
    .default(null)
    .describe('the name in the certificate, or nothing where it is the host'),
  systemId: octets(15, 'the name to bind with'),
  password: octets(8, 'the password to bind with'),
  systemType: octets(12, 'the system type to bind with').default(''),
  bindKind: oneOf(['transceiver', 'transmitterAndReceiver']).default('transceiver'),
  binds: wholeNumber(1, 50, 'sessions at once, over all workers').default(1),
  window: wholeNumber(1, 1_000, 'unanswered submits of one session').default(50),
  ratePerSecond: wholeNumber(1, 100_000, 'submits of all sessions together').default(100),
  addressing: z
    .object({
      alphanumeric: typeAndPlan({ ton: 5, npi: 0 }),
      international: typeAndPlan({ ton: 1, npi: 1 }),
      shortCode: typeAndPlan({ ton: 3, npi: 0 }),
      recipient: typeAndPlan({ ton: 1, npi: 1 }),
    })
    .prefault({}),
  alphabet: oneOf(['gsm', 'gsmPacked', 'latin1']).default('gsm'),
  longText: oneOf(['udh', 'sar', 'payload']).default('udh'),
  messageIdForm: oneOf(['auto', 'same', 'hex-to-decimal', 'decimal-to-hex']).default('auto'),
  timeouts: z
    .object({
      connectMs: deadline(10_000, 'until connected, TLS included'),
      bindMs: deadline(5_000, 'until the bind is answered'),
      submitMs: deadline(30_000, 'until a submit is answered'),
      enquireLinkMs: deadline(10_000, 'until an enquire_link is answered'),
      unbindMs: deadline(5_000, 'until an unbind is answered'),
      silenceMs: deadline(30_000, 'of silence before the peer is asked'),
    })
    .prefault({}),
  temporaryCodes: z
    .array(z.number().int().min(1).max(0xffff_ffff))
    .max(100)
    .transform((codes) => [...new Set(codes)].sort((a, b) => a - b))
    .default([])
    .describe('codes from 1 to 0xFFFFFFFF separated by commas, such as 0x400,0x401, or nothing'),
  enabled: z.boolean().default(true).describe('true or false'),
});

/** An SMSC and how we bind to it. */
export type ProviderSettings = z.output<typeof providerSettings>;

/** A provider as it is stored. `version` counts its changes. */
export type Provider = ProviderSettings & { id: number; version: number };

/** What to change of a provider; what is not named stays, and has its default in a new one. */
export type ProviderChanges = Pick<ProviderSettings, 'name'> &
  Partial<Omit<ProviderSettings, 'addressing' | 'timeouts'>> & {
    addressing?: Partial<ProviderSettings['addressing']>;
    timeouts?: Partial<ProviderSettings['timeouts']>;
  };

/** What is wrong with one setting, such as `timeouts.bindMs`, and a sentence that says what to write. */
export type ProviderProblem = { setting: string; sentence: string };

/** Settings that cannot be saved. Its message has no values. */
export class ProviderRefused extends Error {
  override name = 'ProviderRefused';
  readonly problems: ProviderProblem[];

  constructor(problems: ProviderProblem[]) {
    super(problems.map(({ setting, sentence }) => `${setting} ${sentence}`).join('\n'));
    this.problems = problems;
  }
}

/** What a provider lacks for production (rule S12): null when it may be used. */
export function unsafeProvider(
  { tls, enabled }: Pick<ProviderSettings, 'tls' | 'enabled'>,
  stage: 'production' | 'development',
): ProviderProblem | null {
  if (tls || !enabled || stage !== 'production') return null;
  const sentence = 'must be true: messages travel to the SMSC over verified TLS only.';
  return { setting: 'tls', sentence };
}

/** Checks the settings and fills in defaults. Throws ProviderRefused with every problem, never with a value. */
export function checkProvider(
  changes: ProviderChanges,
  stage: 'production' | 'development',
): ProviderSettings {
  const parsed = providerSettings.safeParse(changes);
  if (!parsed.success) {
    const settings = new Set(parsed.error.issues.map(({ path }) => settingOf(path)));
    throw new ProviderRefused([...settings].map((setting) => problemOf(setting, changes)));
  }
  const unsafe = unsafeProvider(parsed.data, stage);
  if (unsafe) throw new ProviderRefused([unsafe]);
  return parsed.data;
}

/** `timeouts.bindMs` and `addressing.recipient` have a description of their own; deeper paths have not. */
const settingOf = (path: PropertyKey[]): string =>
  path.slice(0, path[0] === 'timeouts' || path[0] === 'addressing' ? 2 : 1).join('.');

function problemOf(setting: string, changes: ProviderChanges): ProviderProblem {
  const what = describeSetting(setting);
  const isMissing = (changes as Record<string, unknown>)[setting] === undefined;
  return isMissing && !setting.includes('.')
    ? { setting, sentence: `is missing: write ${what}.` }
    : { setting, sentence: `must be ${what}.` };
}

/** The name of every setting, such as `port` or `timeouts.bindMs`. */
export const settingNames: readonly string[] = Object.keys(providerSettings.shape).flatMap(
  (name) =>
    name === 'addressing' || name === 'timeouts'
      ? Object.keys(providerSettings.shape[name].unwrap().shape).map((inner) => `${name}.${inner}`)
      : [name],
);

/** What to write for a setting, such as `port` or `timeouts.bindMs`; null for one that there is not. */
export function describeSetting(setting: string): string | null {
  const [group, name] = setting.split('.') as [string, string | undefined];
  const shapes = providerSettings.shape;
  const within: Record<string, z.ZodType | undefined> =
    group === 'timeouts'
      ? shapes.timeouts.unwrap().shape
      : group === 'addressing'
        ? shapes.addressing.unwrap().shape
        : shapes;
  const schema = within[name ?? group];
  // A default does not hand on the description of what it wraps.
  const inner = schema instanceof z.ZodDefault ? (schema.unwrap() as z.ZodType) : undefined;
  return schema?.description ?? inner?.description ?? null;
}

import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { Micros } from './money/micros.ts';
import { parseMoney } from './money/parse-money.ts';

// What a setting may be. Each description says what to write there.

export const SECRET_BYTES = 32;
/** The beginning of a fact that the operator has not given. */
export const NOT_SET = '[not set: ';

export const wholeNumber = (fallback: number, min: number, max: number, what = '') =>
  z.coerce
    .number()
    .int()
    .min(min)
    .max(max)
    .default(fallback)
    .describe(`a whole number from ${min} to ${max}${what && `: ${what}`}`);
export const flag = (fallback: 'true' | 'false', what: string) =>
  z
    .enum(['true', 'false'])
    .default(fallback)
    .transform((value) => value === 'true')
    .describe(`true or false: ${what}`);
export const secret = (what: string) =>
  z
    .string()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((key) => key.length === SECRET_BYTES)
    .describe(
      `${SECRET_BYTES} random octets in base64 (${what}), as "openssl rand -base64 ${SECRET_BYTES}" gives them`,
    );
export const secretOrNone = (what: string) => {
  const schema = secret(what);
  return schema.optional().describe(schema.description ?? '');
};
export const fact = (setting: string, what: string) =>
  z.string().trim().min(1).default(`${NOT_SET}${setting}]`).describe(what);
export const oneOf = <const Values extends readonly string[]>(
  values: Values,
  fallback: Values[number],
) =>
  z
    .enum(values)
    .default(fallback as never)
    .describe(`one of ${values.join(', ')}`);
export const amount = (fallback: string, what = '') =>
  z
    .string()
    .regex(/^\d{1,6}(\.\d{1,6})?$/)
    .default(fallback)
    .transform((typed) => parseMoney(typed) as Micros)
    .describe(`an amount such as 1.50${what && `: ${what}`}`);
export const country = (fallback: string, what: string) =>
  z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default(fallback)
    .describe(`two capital letters of ISO 3166-1, such as GR${what && `: ${what}`}`);
export const text = (max: number, what: string) =>
  z.string().max(max).default('').describe(`${what}, at most ${max} octets`);
export const file = (what: string) =>
  z
    .string()
    .refine((path) => existsSync(path))
    .optional()
    .describe(`the path of a PEM file that this process can read: ${what}`);

/** Whether this is the name of a time zone. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Words that are separated by commas. */
export function words(list: string): string[] {
  return list
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
}

import pino from 'pino';
import { env } from '#lib/env.ts';

let logger: pino.Logger | undefined;

/**
 * One JSON object a line, to standard output. Ids, states, counts and codes only: never a text, a number, a password,
 * a token or a query's parameters.
 */
export function log(): pino.Logger {
  logger ??= pino({
    level: env.LOG_LEVEL,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
  });
  return logger;
}

/** What of an error may be logged: name, message, code and stack, without the parameters that drivers attach. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: 'Something that is no error was thrown.' };
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return { name, message, code, stack, ...(cause ? { cause: describeError(cause) } : {}) };
}

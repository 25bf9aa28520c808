import { maskingIdentity } from '#lib/masking/masking-identity.ts';

/** What the workers of tests sign with: the same in every process of a run. */
export const TEST_SIGNING_KEY = Buffer.alloc(32, 3);

/** Settings for tests that reach verbs which read them; a value from the environment stays. */
export const testSettings: Record<string, string> = {
  ALLSMS_STAGE: 'development',
  APP_ORIGIN: 'http://localhost:3000',
  DATABASE_URL: 'postgres://127.0.0.1/never-connected',
  ROOT_KEY: Buffer.alloc(32, 1).toString('base64'),
  PASSWORD_PEPPER: Buffer.alloc(32, 2).toString('base64'),
  MASKING_SIGNING_KEY: TEST_SIGNING_KEY.toString('base64'),
  MASKING_PUBLIC_KEYS: maskingIdentity(TEST_SIGNING_KEY).publicKey.toString('base64'),
  KEYRING_DIR: '/nonexistent/allsms-keyring',
  // A test that is not about ceilings meets none.
  CEILINGS: '0:999999/999999/999999',
  LOG_LEVEL: 'fatal',
};

/** Gives this test process a complete set of settings. Call it at the top of a test file. */
export function applyTestSettings(more: Record<string, string> = {}): void {
  for (const [name, value] of Object.entries(testSettings)) process.env[name] ??= value;
  Object.assign(process.env, more);
}

/**
 * Does something and says how much processor time all threads of this process spent meanwhile, in milliseconds: unlike
 * the time on the clock, it does not depend on what else the machine is doing.
 */
export async function measureWork<Result>(
  act: () => Result | Promise<Result>,
): Promise<{ result: Result; ms: number }> {
  const before = process.cpuUsage();
  const result = await act();
  const { user, system } = process.cpuUsage(before);
  return { result, ms: (user + system) / 1000 };
}

/** Settings for tests that reach verbs which read them; a value from the environment stays. */
export const testSettings: Record<string, string> = {
  ALLSMS_STAGE: 'development',
  APP_ORIGIN: 'http://localhost:3000',
  DATABASE_URL: 'postgres://127.0.0.1/never-connected',
  ROOT_KEY: Buffer.alloc(32, 1).toString('base64'),
  PASSWORD_PEPPER: Buffer.alloc(32, 2).toString('base64'),
  KEYRING_DIR: '/nonexistent/allsms-keyring',
  LOG_LEVEL: 'fatal',
};

/** Gives this test process a complete set of settings. Call it at the top of a test file. */
export function applyTestSettings(more: Record<string, string> = {}): void {
  for (const [name, value] of Object.entries(testSettings)) process.env[name] ??= value;
  Object.assign(process.env, more);
}

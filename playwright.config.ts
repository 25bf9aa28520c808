import { defineConfig } from '@playwright/test';
import { chromiumArgs } from '#dev/chromium.ts';

// Started by `node dev/test.ts e2e`, which starts the whole product first and says in the environment where it is.
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.journey.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 90_000,
  globalTimeout: 20 * 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  use: {
    baseURL: process.env.APP_ORIGIN ?? 'http://localhost:3000',
    launchOptions: { executablePath: process.env.CHROMIUM_PATH ?? '', args: chromiumArgs },
    locale: 'en-GB',
    timezoneId: 'Europe/Athens',
    screenshot: 'only-on-failure',
    trace: 'off',
  },
  projects: [
    {
      name: 'phone',
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
    {
      name: 'desktop',
      grepInvert: /@one-width/,
      use: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
    },
  ],
});

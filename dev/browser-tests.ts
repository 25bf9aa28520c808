import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JSONReport } from '@playwright/test/reporter';
import { findChromium } from '#dev/chromium.ts';
import { failedJourneys } from '#dev/failed-tests.ts';
import { type Outcome, outcomeOf, together } from '#dev/outcome.ts';
import { removePostgresData } from '#dev/postgres.ts';
import type { TestResult } from '#dev/promises/judge-promises.ts';
import { nameJourneys } from '#dev/promises/name-tests.ts';
import { canaryFile, NOTHING_READABLE, scanJourneys } from '#dev/scan-journeys.ts';
import { startStack } from '#dev/stack.ts';

/** Runs the journeys of e2e/ in a real browser, on the built web process with the real worker and the simulator. */
export async function runBrowserTests(
  args: string[],
  onTest: (test: TestResult) => void = () => {},
): Promise<Outcome> {
  const home = mkdtempSync(join(tmpdir(), 'allsms-e2e-'));
  const chromium = findChromium();
  const stack = await startStack({
    home,
    // The log that a careless administrator would keep: it too must hold nothing readable.
    postgresSettings: { log_statement: 'all', log_parameter_max_length_on_error: '-1' },
  });
  const results = join(home, 'results.json');
  try {
    await runPlaywright(args, {
      ...stack.settings,
      E2E_PHONE_PAGE: stack.phonePage,
      E2E_PAYMENT_PAGE: stack.paymentPage,
      E2E_MIXPANEL_PAGE: stack.mixpanelPage,
      E2E_CANARIES: canaryFile(home),
      CHROMIUM_PATH: chromium,
      PLAYWRIGHT_JSON_OUTPUT_FILE: results,
    });
    if (!existsSync(results)) return outcomeOf('The journeys could not begin', false);
    const report: JSONReport = JSON.parse(readFileSync(results, 'utf8'));
    for (const test of nameJourneys(report)) onTest(test);
    const journeys = { passed: report.stats.expected, failed: failedJourneys(report) };
    // Some journeys alone may have typed nothing that is secret; all of them together have.
    if (args.length > 0 && !existsSync(canaryFile(home))) return journeys;
    const scanned = await scanJourneys(home, stack.dataDir, stack.settings.DATABASE_URL ?? '');
    const result = scanned.failed.length === 0 ? 'passed' : 'failed';
    onTest({ file: 'dev/scan-journeys.ts', name: NOTHING_READABLE, result });
    return together([journeys, scanned]);
  } finally {
    await stack.stop();
    removePostgresData(join(home, 'postgres'));
    rmSync(home, { recursive: true, force: true });
  }
}

function runPlaywright(args: string[], env: Record<string, string>): Promise<number> {
  const cli = join('node_modules', '@playwright', 'test', 'cli.js');
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, 'test', '--reporter=list,json', ...args], {
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

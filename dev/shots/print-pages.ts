import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { ShotPage } from '#dev/shots/shot-pages.ts';
import { CONSENT_COOKIE, SESSION_COOKIE } from '#lib/web/cookies.ts';

export type Version = {
  name: string;
  viewport: { width: number; height: number };
  colorScheme: 'light' | 'dark';
  forcedColors?: 'active';
  /** With the distances that readers may set (WCAG 2.2, 1.4.12). */
  spaced?: boolean;
};
/** `file` is relative to the folder of the sheets; `problem` is what should not be shown to anybody. */
export type Shot = {
  page: ShotPage;
  version: string;
  file: string;
  width: number;
  problem: string | null;
};

type Job = { to: string; origin: string; version: Version; pages: ShotPage[] };

/** Prints pages in one version. A page that answers with an error, or scrolls sideways, is a problem. */
export async function printPages(browser: Browser, job: Job): Promise<Shot[]> {
  const shots: Shot[] = [];
  const contexts = new Map<string, BrowserContext>();
  for (const page of job.pages) {
    const who = page.token ?? '';
    const context = contexts.get(who) ?? (await newContext(browser, job, page));
    contexts.set(who, context);
    shots.push(await printPage(context, job, page));
  }
  for (const context of contexts.values()) await context.close();
  return shots;
}

async function newContext(
  browser: Browser,
  { origin, version }: Job,
  { token, answered }: ShotPage,
) {
  const { viewport, colorScheme, forcedColors = 'none' } = version;
  const context = await browser.newContext({
    ...{ baseURL: origin, viewport, colorScheme, forcedColors },
    // Our policy takes no styles from outside.
    bypassCSP: version.spaced ?? false,
    ...{ reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'Europe/Athens' },
  });
  // A secure cookie is set for https alone; Chromium sends it to http://localhost all the same.
  const url = origin.replace('http:', 'https:');
  const cookie = { url, httpOnly: true, secure: true, sameSite: 'Lax' } as const;
  if (token) await context.addCookies([{ ...cookie, name: SESSION_COOKIE, value: token }]);
  if (answered) await context.addCookies([{ ...cookie, name: CONSENT_COOKIE, value: 'no' }]);
  return context;
}

const spacing =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }';

/** As wide as a desktop at 400 % (WCAG 2.2, 1.4.10), and as the smallest phones. */
const narrowest = 320;

/** By how many pixels a page is wider than its window of `width`. */
async function sidewaysAt(tab: Page, width: number): Promise<number> {
  const { height } = tab.viewportSize()!;
  await tab.setViewportSize({ width, height });
  return tab.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

async function printPage(context: BrowserContext, { to, version }: Job, page: ShotPage) {
  const tab = await context.newPage();
  const answer = await tab.goto(page.path, { waitUntil: 'load' });
  if (version.spaced) await tab.addStyleTag({ content: spacing });
  // Streams stay open, so nothing says that all has arrived; hydration is done by then.
  await tab.waitForTimeout(400);
  const sideways = await sidewaysAt(tab, version.viewport.width);
  const name = `${page.name}--${version.name}`.replace(/[^a-z0-9]+/gi, '-');
  const file = `${name}.png`;
  await tab.screenshot({ path: join(to, file), fullPage: true });
  const isPhone = version.viewport.width < 500 && !version.spaced;
  const narrow = isPhone ? await sidewaysAt(tab, narrowest) : 0;
  await tab.close();
  const status = answer?.status() ?? 0;
  const problem =
    status !== (page.status ?? 200)
      ? `answers ${status}`
      : sideways > 0
        ? `scrolls sideways by ${sideways} px`
        : narrow > 0
          ? `scrolls sideways by ${narrow} px in ${narrowest} px`
          : null;
  return { page, version: version.name, file, width: version.viewport.width, problem };
}

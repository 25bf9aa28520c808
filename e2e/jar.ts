import { type BrowserContext, expect, type Page } from '@playwright/test';
import {
  CHOICE_COOKIE,
  CONSENT_COOKIE,
  type Consent,
  SESSION_COOKIE,
  VISITOR_COOKIE,
} from '#lib/web/cookies.ts';

const DAY_SECONDS = 24 * 3600;

/** What a browser may hold at this moment: the contract's promise 15, looked at from the customer's side. */
export type Allowed = { signedIn: boolean; answered: Consent | null };

/** The id is random and nothing else; the other says one word. */
const values: Record<string, RegExp> = {
  [VISITOR_COOKIE]: /^[0-9a-f]{32}$/,
  [CHOICE_COOKIE]: /^yes$/,
};

/** Fails on any cookie, and anything in any browser storage, that the contract does not name for this moment. */
export async function expectOnlyPromised(
  context: BrowserContext,
  page: Page,
  allowed: Allowed,
): Promise<void> {
  const cookies = await context.cookies();
  const expected = [
    ...(allowed.signedIn ? [SESSION_COOKIE] : []),
    ...(allowed.answered ? [CONSENT_COOKIE] : []),
    ...(allowed.answered === 'yes' ? [VISITOR_COOKIE, CHOICE_COOKIE] : []),
  ];
  expect(cookies.map(({ name }) => name).sort(), 'the cookie jar').toEqual(expected.sort());
  for (const { name, value, httpOnly, secure, sameSite, path, expires } of cookies) {
    expect({ httpOnly, secure, sameSite, path }, name).toEqual({
      httpOnly: true,
      secure: true,
      sameSite: 'Lax',
      path: '/',
    });
    if (name === SESSION_COOKIE) continue;
    expect(value).toMatch(values[name] ?? new RegExp(`^${allowed.answered}$`));
    const lasts = expires - Date.now() / 1000;
    expect(lasts, `${name} ends after three months`).toBeLessThan(92 * DAY_SECONDS);
    expect(lasts, `${name} lasts three months`).toBeGreaterThan(89 * DAY_SECONDS);
  }
  if (!page.isClosed() && page.url().startsWith('http')) {
    expect(await page.evaluate(storedInBrowser), 'browser storage').toEqual([]);
  }
}

/** Names everything that the page has stored in the browser. Runs in the page. */
async function storedInBrowser(): Promise<string[]> {
  const databases = (await indexedDB.databases?.()) ?? [];
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  return [
    ...Object.keys(localStorage).map((key) => `localStorage ${key}`),
    ...Object.keys(sessionStorage).map((key) => `sessionStorage ${key}`),
    ...databases.map(({ name }) => `indexedDB ${name}`),
    ...((await globalThis.caches?.keys()) ?? []).map((name) => `cache ${name}`),
    ...workers.map(({ scope }) => `service worker ${scope}`),
  ];
}

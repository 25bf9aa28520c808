import { type BrowserContext, expect, type Page } from '@playwright/test';
import { CONSENT_COOKIE, SESSION_COOKIE } from '#lib/web/cookies.ts';

const DAY_SECONDS = 24 * 3600;

/** What a browser may hold at this moment: the contract's promise 15, looked at from the customer's side. */
export type Allowed = { signedIn: boolean; answered: 'yes' | 'no' | null };

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
  ];
  expect(cookies.map(({ name }) => name).sort(), 'the cookie jar').toEqual(expected.sort());
  for (const { name, value, httpOnly, secure, sameSite, path, expires } of cookies) {
    expect({ httpOnly, secure, sameSite, path }, name).toEqual({
      httpOnly: true,
      secure: true,
      sameSite: 'Lax',
      path: '/',
    });
    if (name !== CONSENT_COOKIE) continue;
    expect(value).toBe(allowed.answered);
    expect(expires - Date.now() / 1000, 'accept_cookies ends after three months').toBeLessThan(
      92 * DAY_SECONDS,
    );
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

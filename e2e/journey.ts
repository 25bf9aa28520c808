import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { type Allowed, expectOnlyPromised } from './jar.ts';
import { smallTargets } from './targets.ts';

export { expect };

/**
 * For a journey that is about what happens and not about what it looks like, and whose pages others see at both widths:
 * playwright.config.ts runs it on the phone alone.
 */
export const atOneWidth = { tag: '@one-width' };

export type Journey = {
  /** One thing that the person does or sees. Afterwards the cookie jar and the browser's storage are read. */
  step: (name: string, act: () => Promise<void>) => Promise<void>;
  /** From here on the person is signed in (or not), or has answered the cookie question. */
  now: (allowed: Partial<Allowed>) => void;
  /** axe finds nothing on the page as it stands, and nothing scrolls sideways. */
  expectAccessible: () => Promise<void>;
};

/** A journey in a real browser. An error in the page's console fails it. */
export const test = base.extend<{ journey: Journey }>({
  journey: async ({ page, context }, use) => {
    const allowed: Allowed = { signedIn: false, answered: null };
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await use({
      step: (name, act) =>
        base.step(name, async () => {
          await act();
          await expectOnlyPromised(context, page, allowed);
        }),
      now: (change) => Object.assign(allowed, change),
      expectAccessible: () => expectAccessible(page),
    });
    expect(errors.filter(isOurs), 'errors in the console').toEqual([]);
  },
});

/** A page that answers 404 or 429 on purpose is reported by Chromium as an error; that is no fault of the page. */
const isOurs = (error: string) => !/Failed to load resource/.test(error);

const isPhone = (page: Page) => page.viewportSize()!.width < 500;

async function expectAccessible(page: Page): Promise<void> {
  // After an action React may still be putting the page's title in.
  await expect(page).toHaveTitle(/./);
  // No page has frames, and only what is wrong is read: both make axe several times faster.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  );
  expect(found, `axe on ${page.url()}`).toEqual([]);
  await expectNoOverflow(page);
  if (isPhone(page)) {
    expect.soft(await smallTargets(page), `what a finger may miss on ${page.url()}`).toEqual([]);
  }
}

/** As wide as a desktop at 400 % (WCAG 2.2, 1.4.10), and as the smallest phones. */
const narrowest = 320;

/** Nothing scrolls sideways; on a phone, on the narrowest neither. */
async function expectNoOverflow(page: Page): Promise<void> {
  const own = page.viewportSize()!;
  for (const width of isPhone(page) ? [own.width, narrowest] : [own.width]) {
    if (width !== own.width) await page.setViewportSize({ ...own, width });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `sideways scrolling on ${page.url()}, ${width} px`).toBeLessThanOrEqual(0);
    if (width !== own.width) await page.setViewportSize(own);
  }
}

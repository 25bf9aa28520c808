import type { Page } from '@playwright/test';
import { paths } from '#lib/web/paths.ts';
import { expect } from './journey.ts';

export type Writing = { recipients: string; text: string };

/** Fills the composer (of another web process, where `origin` says so) and says that the recipients agreed. */
export async function write(page: Page, { recipients, text }: Writing, origin = ''): Promise<void> {
  await page.goto(origin + paths.send());
  await page.getByLabel('Recipients').fill(recipients);
  await page.getByLabel('Text').fill(text);
  await page.getByRole('checkbox', { name: /agreed/ }).check();
}

/** From the composer to the summary. */
export async function seePrice(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'See the price' }).click();
  await expect(page.getByRole('heading', { name: 'Check and send' })).toBeVisible();
}

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

/** Sends to one recipient, and waits until it has arrived. */
export async function sendOne(page: Page, writing: Writing): Promise<void> {
  await write(page, writing);
  await seePrice(page);
  await page.getByRole('button', { name: /^Send 1 message/ }).click();
  await expect(page.getByText(/Delivered 1 of 1/)).toBeVisible();
}

/** Plans a message to one recipient for tomorrow. */
export async function planOne(page: Page, writing: Writing): Promise<void> {
  await write(page, writing);
  await page.getByLabel('At a date and time').check();
  const tomorrow = new Date(Date.now() + 24 * 3600 * 1000).toISOString().slice(0, 16);
  await page.getByLabel(/Date and time/).fill(tomorrow);
  await seePrice(page);
  await page.getByRole('button', { name: /^Schedule 1 message/ }).click();
  await expect(page.getByText(/Scheduled: it leaves/)).toBeVisible();
}

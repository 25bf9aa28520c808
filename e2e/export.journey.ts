import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { filesOf, recordsOf } from '#lib/exports/testing.ts';
import { paths } from '#lib/web/paths.ts';
import { canaryWord } from './canary.ts';
import { newCustomer, signIn } from './cast.ts';
import { atOneWidth, expect, test } from './journey.ts';
import { newNumber } from './phones.ts';
import { sendOne } from './writing.ts';

/** Presses the link and reads the file that comes. */
async function downloadCopy(page: Page) {
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the copy' }).click();
  const file = await coming;
  return { name: file.suggestedFilename(), files: filesOf(readFileSync(await file.path())) };
}

test(
  'a copy of everything: ask, watch, download, look into it',
  atOneWidth,
  async ({ page, journey, browser }) => {
    const customer = await newCustomer('Taverna');
    const friend = newNumber();
    const word = canaryWord();
    await signIn(page, journey, customer);

    await journey.step('send something', async () => {
      await sendOne(page, { recipients: friend, text: `Come at eight, ${word}` });
    });

    await journey.step('ask for the copy in Settings', async () => {
      await page.goto(paths.settings());
      await page.getByRole('link', { name: 'Your data' }).click();
      await expect(page.getByRole('heading', { name: 'A copy of everything' })).toBeVisible();
      await journey.expectAccessible();
      await page.getByLabel('Password', { exact: true }).fill(customer.password);
      await page.getByRole('button', { name: 'Make a copy of my data' }).click();
    });

    await journey.step('it comes without a reload, and says until when it is there', async () => {
      await expect(page.getByText('Your copy is ready')).toBeVisible();
      await expect(page.getByText('There until')).toBeVisible();
      await journey.expectAccessible();
    });

    await journey.step('it holds the text, the number and a README', async () => {
      const { name, files } = await downloadCopy(page);
      expect(name).toMatch(/^all-sms-\d{4}-\d\d-\d\d\.zip$/);
      expect(recordsOf(files, 'sends').map(({ text }) => text)).toContain(`Come at eight, ${word}`);
      expect(recordsOf(files, 'messages').map(({ recipient }) => recipient)).toContain(friend);
      expect(files.get('csv/messages.csv')).toContain(`"'${friend}"`);
      expect(files.get('README.txt')).toContain('Your data at All SMS');
    });

    await journey.step('nobody else gets it', async () => {
      const address = await page
        .getByRole('link', { name: 'Download the copy' })
        .getAttribute('href');
      const elsewhere = await browser.newPage();
      const stranger = await newCustomer();
      await elsewhere.goto(paths.signIn());
      await elsewhere.getByLabel('Username').fill(stranger.username);
      await elsewhere.getByLabel('Password', { exact: true }).fill(stranger.password);
      await elsewhere.getByRole('button', { name: 'Sign in' }).click();
      await expect(elsewhere.getByRole('button', { name: 'Sign out' })).toBeVisible();
      expect((await elsewhere.goto(address ?? ''))?.status()).toBe(404);
      await elsewhere.close();
    });

    await journey.step(
      'another browser of the customer, and this one later, are asked again',
      async () => {
        const link = page.getByRole('link', { name: 'Download the copy' });
        const address = (await link.getAttribute('href')) ?? '';
        const context = await browser.newContext();
        const borrowed = await context.newPage();
        await borrowed.goto(paths.signIn());
        await borrowed.getByLabel('Username').fill(customer.username);
        await borrowed.getByLabel('Password', { exact: true }).fill(customer.password);
        await borrowed.getByRole('button', { name: 'Sign in' }).click();
        await expect(borrowed.getByRole('button', { name: 'Sign out' })).toBeVisible();
        await borrowed.goto(address);
        await expect(borrowed.getByRole('button', { name: 'Show the download' })).toBeVisible();
        await expect(borrowed.getByRole('link', { name: 'Download the copy' })).toHaveCount(0);
        await context.close();

        await page.goto(paths.dataSettings());
        await expect(link).toHaveCount(0);
        await journey.expectAccessible();
        await page.getByLabel('Password', { exact: true }).fill('not the password');
        await page.getByRole('button', { name: 'Show the download' }).click();
        await expect(page.getByText('That is not your password.').first()).toBeVisible();
        await page.getByLabel('Password', { exact: true }).fill(customer.password);
        await page.getByRole('button', { name: 'Show the download' }).click();
        expect((await downloadCopy(page)).files.has('README.txt')).toBe(true);
      },
    );
  },
);

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test(
    'a copy is asked for, looked for again, and downloaded',
    atOneWidth,
    async ({ page, journey }) => {
      const customer = await newCustomer();
      await signIn(page, journey, customer);

      await journey.step('ask, and load the page again until it is ready', async () => {
        await page.goto(paths.dataSettings());
        await page.getByLabel('Password', { exact: true }).fill(customer.password);
        await page.getByRole('button', { name: 'Make a copy of my data' }).click();
        await expect(async () => {
          const again = page.getByRole('link', { name: 'Load the page again' });
          if (await again.isVisible()) await again.click();
          await expect(page.getByText('Your copy is ready')).toBeVisible({ timeout: 1_000 });
        }).toPass();
      });

      await journey.step('download it', async () => {
        expect((await downloadCopy(page)).files.has('json/account.jsonl')).toBe(true);
      });

      await journey.step('later, download it with the password again', async () => {
        await page.goto(paths.dataSettings());
        await page.getByLabel('Password', { exact: true }).fill(customer.password);
        await page.getByRole('button', { name: 'Show the download' }).click();
        expect((await downloadCopy(page)).files.has('json/account.jsonl')).toBe(true);
      });
    },
  );
});

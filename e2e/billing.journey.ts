import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { pagesOfPdf } from '#lib/pdf/testing.ts';
import { monthNameOf, monthWords } from '#lib/statements/statement-month.ts';
import { rowsOfCsv } from '#lib/statements/testing.ts';
import { paths } from '#lib/web/paths.ts';
import { newCustomer, signIn } from './cast.ts';
import { atOneWidth, expect, test } from './journey.ts';
import { newNumber } from './phones.ts';
import { seePrice, write } from './writing.ts';

const month = monthNameOf(new Date());

async function sendOne(page: Page): Promise<void> {
  await write(page, { recipients: newNumber(), text: 'Your table is ready.' });
  await seePrice(page);
  await page.getByRole('button', { name: /^Send 1 message/ }).click();
  await expect(page.getByText(/Delivered 1 of 1/).first()).toBeVisible();
}

async function download(page: Page, name: string): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name }).click(),
  ]);
  expect(file.suggestedFilename()).toContain(`all-sms-statement-${month}`);
  return readFileSync(await file.path());
}

test('what was sent is found in the balance, the chart, the statement and its files', async ({
  page,
  journey,
}) => {
  const customer = await newCustomer('Taverna');
  await signIn(page, journey, customer);

  await journey.step('a new account: trial credit and nothing spent', async () => {
    await page.goto(paths.billing());
    await expect(page.getByText('€5.00').first()).toBeVisible();
    await expect(page.getByText('Enough for about 119 SMS to Greece')).toBeVisible();
    await expect(page.getByText('Your balance never expires.')).toBeVisible();
    await expect(page.getByText('Nothing was charged in the last 30 days.')).toBeVisible();
    await journey.expectAccessible();
  });

  await journey.step('send, and see it charged', async () => {
    await sendOne(page);
    await page.goto(paths.billing());
    await expect(page.getByText('€4.958').first()).toBeVisible();
    // One day is no pace.
    await expect(page.getByText('Too little was charged in the last 14 days')).toBeVisible();
    await expect(
      page.getByRole('img', { name: /Charged on each of the last 30 days/ }),
    ).toBeVisible();
    await expect(page.getByText(/€0\.042 in the last 30 days; the most on/).first()).toBeVisible();
    await page.getByText('The same as a table').click();
    await expect(page.getByText('1 message', { exact: true })).toBeVisible();
    await journey.expectAccessible();
  });

  await journey.step('the statement, line by line', async () => {
    await page.getByRole('link', { name: 'The whole statement' }).click();
    await expect(page.getByRole('heading', { name: 'By the month' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Set aside for 1 message' })).toBeVisible();
    await expect(page.getByText('Trial credit').first()).toBeVisible();
    await journey.expectAccessible();
  });

  await journey.step('only what was charged', async () => {
    await page.getByText('Filter', { exact: true }).click();
    await page.getByLabel('Kind').selectOption({ label: 'Charged' });
    await page.getByRole('button', { name: 'Show these' }).click();
    await expect(page.getByRole('link', { name: 'Charged for 1 message' })).toBeVisible();
    await expect(page.getByText('unchanged')).toBeVisible();
    await expect(page.getByText('Trial credit')).toBeHidden();
    await journey.expectAccessible();
  });

  await journey.step('a day on which nothing was booked', async () => {
    await page.goto(paths.statement({ to: '2020-01-01' }));
    await expect(page.getByText('Nothing fits this filter')).toBeVisible();
    await journey.expectAccessible();
    await page.getByRole('link', { name: 'Show all' }).last().click();
    await expect(page.getByText('Trial credit').first()).toBeVisible();
  });

  await journey.step('the month as CSV and as PDF', async () => {
    const csv = await download(page, `CSV of ${monthWords(month)}`);
    const rows = rowsOfCsv(csv.toString());
    expect(rows.map(({ kind, availableAfter }) => [kind, availableAfter])).toEqual([
      ['opening', '0'],
      ['credit', '5'],
      ['set_aside', '4.958'],
      ['charged', '4.958'],
      ['closing', '4.958'],
    ]);
    const [words] = pagesOfPdf(await download(page, `PDF of ${monthWords(month)}`));
    expect(words).toContain(`Statement for ${monthWords(month)}`);
    expect(words).toContain(customer.username);
    expect(words).toContain('What you can spend: €0.00 + €5.00 − €0.042 = €4.958.');
    expect(words).not.toContain('Your table is ready');
  });

  await journey.step('a send leads to its lines', async () => {
    await page.getByRole('link', { name: 'Set aside for 1 message' }).click();
    await page.getByRole('link', { name: 'In the statement' }).click();
    await expect(page.getByText('Only what one send moved')).toBeVisible();
    await expect(page.getByText('Trial credit')).toBeHidden();
    await journey.expectAccessible();
  });

  await journey.step('who is not signed in gets no file', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible();
    journey.now({ signedIn: false });
    expect((await page.request.get(paths.statementFile(month, 'pdf'))).status()).toBe(401);
    await signIn(page, journey, await newCustomer());
    expect((await page.request.get(paths.statementFile('2020-01', 'csv'))).status()).toBe(404);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the statement is filtered all the same', atOneWidth, async ({ page, journey }) => {
    await signIn(page, journey, await newCustomer());
    await journey.step('by kind', async () => {
      await page.goto(paths.statement());
      await page.getByText('Filter', { exact: true }).click();
      await page.getByLabel('Kind').selectOption({ label: 'Credit granted' });
      await page.getByRole('button', { name: 'Show these' }).click();
      await expect(page).toHaveURL(/kind=credit/);
      await expect(page.getByText('Trial credit').first()).toBeVisible();
    });
  });
});

import { eq, sql } from 'drizzle-orm';
import { termsAcceptances } from '#db/schema/accounts.ts';
import { currentTerms } from '#lib/terms/terms.ts';
import { ground } from '#lib/web/ground.ts';
import { paths } from '#lib/web/paths.ts';
import { newCustomer, signIn } from './cast.ts';
import { atOneWidth, expect, test } from './journey.ts';
import { newNumber } from './phones.ts';
import { seePrice, write } from './writing.ts';

const current = `Version ${currentTerms.version}`;

test('a new version of the terms says what changed and asks, once, and then the page comes', async ({
  page,
  journey,
}) => {
  const customer = await newCustomer();
  await signIn(page, journey, customer);
  await ground()
    .db.update(termsAcceptances)
    .set({ version: '1' })
    .where(eq(termsAcceptances.accountId, customer.accountId));

  await journey.step('the next page is the new version, with what changed', async () => {
    await page.goto(paths.senders());
    await expect(page.getByRole('heading', { name: 'The terms have a new version' })).toBeVisible();
    await expect(page.getByText('You accepted version 1 on')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Clause 15' })).toBeVisible();
    await journey.expectAccessible();
  });

  await journey.step('accepted, it leads to the page that was wanted', async () => {
    await page.getByRole('button', { name: /accept it$/ }).click();
    await expect(page).toHaveURL(paths.senders());
  });

  await journey.step('the settings list both', async () => {
    await page.goto(paths.termsSettings());
    await expect(page.getByText('Version 1', { exact: true })).toBeVisible();
    await expect(page.getByText(current, { exact: true })).toBeVisible();
    await journey.expectAccessible();
  });
});

test('after three months the same terms are asked for again', async ({ page, journey }) => {
  const customer = await newCustomer();
  await signIn(page, journey, customer);
  await ground()
    .db.update(termsAcceptances)
    .set({ acceptedAt: sql`now() - interval '3 months 1 minute'` })
    .where(eq(termsAcceptances.accountId, customer.accountId));

  await journey.step('the next page says why', async () => {
    await page.goto(paths.acceptTerms(paths.termsSettings()));
    await expect(page.getByRole('heading', { name: 'Please read the terms again' })).toBeVisible();
    await expect(page.getByText('every three months')).toBeVisible();
    await journey.expectAccessible();
  });

  await journey.step('accepted again, both times are listed', async () => {
    await page.getByRole('button', { name: /accept it$/ }).click();
    await expect(page).toHaveURL(paths.termsSettings());
    await expect(page.getByText(current, { exact: true })).toHaveCount(2);
  });
});

test(
  'whoever says no to new terms sends nothing, and keeps everything else',
  atOneWidth,
  async ({ page, journey }) => {
    test.setTimeout(120_000);
    const customer = await newCustomer('Taverna');
    await signIn(page, journey, customer);
    await journey.step('send, before there is a new version', async () => {
      await write(page, { recipients: newNumber(), text: 'Before the new terms.' });
      await seePrice(page);
      await page.getByRole('button', { name: /^Send 1 message/ }).click();
      await expect(page.getByRole('heading', { name: 'Send to 1 recipient' })).toBeVisible();
    });
    const batch = new URL(page.url()).pathname;
    await ground()
      .db.update(termsAcceptances)
      .set({ version: '1' })
      .where(eq(termsAcceptances.accountId, customer.accountId));

    await journey.step('what sends or buys leads to the terms', async () => {
      for (const path of [paths.send(), paths.senders(), paths.topUp()]) {
        await page.goto(path);
        await expect(page).toHaveURL(paths.acceptTerms(path));
      }
    });
    await journey.step('the page that asks says what a no means, and leads there', async () => {
      await expect(page.getByRole('heading', { name: 'If you do not accept' })).toBeVisible();
      await journey.expectAccessible();
      await page.getByRole('link', { name: 'read your messages' }).click();
      await expect(page).toHaveURL(paths.messages());
      await expect(page.getByRole('region', { name: 'The terms wait for you' })).toBeVisible();
      await journey.expectAccessible();
    });
    await journey.step('every page to read and to look after the account opens', async () => {
      for (const path of [batch, ...openAfterNo]) {
        await page.goto(path);
        await expect(page).toHaveURL(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      }
    });
    await journey.step('and works: a copy of everything', async () => {
      await page.goto(paths.dataSettings());
      await page.getByLabel('Password', { exact: true }).fill(customer.password);
      await page.getByRole('button', { name: 'Make a copy of my data' }).click();
      await expect(page.getByText(/^Your copy/).first()).toBeVisible();
    });
  },
);

/** A new page for customers stands here, or sends or buys something. */
const openAfterNo = [
  paths.messages(),
  paths.billing(),
  paths.statement(),
  paths.invoices(),
  paths.billingDetails(),
  paths.automaticTopUp(),
  paths.notices(),
  paths.settings(),
  paths.contentSettings(),
  paths.securitySettings(),
  paths.devices(),
  paths.secondFactor(),
  paths.authenticatorApp(),
  paths.passkeys(),
  paths.recoveryKit(),
  paths.recoveryNumber(),
  paths.whoLooked(),
  paths.consents(),
  paths.termsSettings(),
  paths.dataSettings(),
  paths.deleteAccount(),
];

test('anybody can read what changed in earlier versions', async ({ page, journey }) => {
  await journey.step('on the page of the terms', async () => {
    await page.goto(paths.terms());
    await expect(
      page.getByRole('heading', { name: 'Earlier versions and what changed' }),
    ).toBeVisible();
    await expect(page.getByText(`${current}, 28 November 2026`).last()).toBeVisible();
    await journey.expectAccessible();
  });
});

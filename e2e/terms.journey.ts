import { eq, sql } from 'drizzle-orm';
import { termsAcceptances } from '#db/schema/accounts.ts';
import { currentTerms } from '#lib/terms/terms.ts';
import { ground } from '#lib/web/ground.ts';
import { paths } from '#lib/web/paths.ts';
import { newCustomer, signIn } from './cast.ts';
import { expect, test } from './journey.ts';

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
    await page.goto(paths.billing());
    await expect(page.getByRole('heading', { name: 'The terms have a new version' })).toBeVisible();
    await expect(page.getByText('You accepted version 1 on')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Clause 15' })).toBeVisible();
    await journey.expectAccessible();
  });

  await journey.step('accepted, it leads to the page that was wanted', async () => {
    await page.getByRole('button', { name: /accept it$/ }).click();
    await expect(page).toHaveURL(paths.billing());
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
    await page.goto(paths.termsSettings());
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

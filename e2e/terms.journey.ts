import { eq } from 'drizzle-orm';
import { termsAcceptances } from '#db/schema/accounts.ts';
import { ground } from '#lib/web/ground.ts';
import { paths } from '#lib/web/paths.ts';
import { newCustomer, signIn } from './cast.ts';
import { expect, test } from './journey.ts';

test('a new version of the terms asks again, once, and then the page comes', async ({
  page,
  journey,
}) => {
  const customer = await newCustomer();
  await signIn(page, journey, customer);
  await ground()
    .db.update(termsAcceptances)
    .set({ version: 'an older version' })
    .where(eq(termsAcceptances.accountId, customer.accountId));

  await journey.step('the next page is the new version', async () => {
    await page.goto(paths.billing());
    await expect(page.getByRole('heading', { name: 'The terms have a new version' })).toBeVisible();
    await journey.expectAccessible();
  });

  await journey.step('accepted, it leads to the page that was wanted', async () => {
    await page.getByRole('button', { name: /accept it$/ }).click();
    await expect(page).toHaveURL(paths.billing());
  });

  await journey.step('the settings list both versions', async () => {
    await page.goto(paths.settings());
    await expect(page.getByText('Version an older version')).toBeVisible();
    await expect(page.getByText('Version 1')).toBeVisible();
  });
});

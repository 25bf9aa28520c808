import { paths } from '#lib/web/paths.ts';
import { newCustomer, newStaff, signIn } from './cast.ts';
import { expect, test } from './journey.ts';

test('staff find an account and grant it credit with a reason', async ({ page, journey }) => {
  const customer = await newCustomer();
  await signIn(page, journey, await newStaff());

  await journey.step('find the account by its username', async () => {
    await page.goto(paths.admin());
    await page.getByLabel('Username').fill(customer.username);
    await page.getByRole('button', { name: 'Search' }).click();
    await journey.expectAccessible();
    await page.getByRole('link', { name: customer.username }).click();
  });

  await journey.step('a grant without a reason is refused and keeps the amount', async () => {
    await page.getByLabel(/Amount/).fill('12.5');
    await page.getByRole('button', { name: 'Grant credit' }).click();
    await expect(page.getByRole('alert').first()).toBeVisible();
    await expect(page.getByLabel(/Amount/)).toHaveValue('12.5');
    await journey.expectAccessible();
  });

  await journey.step('with a reason it is granted, and the balance says so', async () => {
    await page.getByLabel('Reason').fill('Makes up for the outage of Monday');
    await page.getByRole('button', { name: 'Grant credit' }).dblclick();
    await expect(page.getByText('€12.50 granted')).toBeVisible();
    await page.reload();
    await expect(page.getByText('€17.50').first()).toBeVisible();
    await journey.expectAccessible();
  });
});

test('strangers see "not found" on every page of staff', async ({ page, journey }) => {
  const { accountId, ...customer } = await newCustomer();
  const pages = [paths.admin(), paths.adminAccounts(), paths.adminAccount(accountId)];
  const expectNotFound = async () => {
    for (const path of pages) {
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(404);
    }
    await journey.expectAccessible();
  };
  await journey.step('as nobody', expectNotFound);
  await signIn(page, journey, customer);
  await journey.step('as a customer', expectNotFound);
});

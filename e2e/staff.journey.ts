import { randomBytes } from 'node:crypto';
import { env } from '#lib/env.ts';
import { newId, type RefundId } from '#lib/ids.ts';
import { newOrderReference } from '#lib/orders/order-reference.ts';
import { saveProvider } from '#lib/providers/save-provider.ts';
import { ground } from '#lib/web/ground.ts';
import { paths } from '#lib/web/paths.ts';
import { newCustomer, newStaff, signIn, signInAsStaff } from './cast.ts';
import { atOneWidth, expect, test } from './journey.ts';

test('staff find an account and grant it credit with a reason', async ({ page, journey }) => {
  const customer = await newCustomer();
  await signInAsStaff(page, journey, await newStaff('finance'));

  await journey.step('find the account by its username', async () => {
    await page.goto(paths.adminAccounts());
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

test('staff see each provider, and an alarm where the SMSC does not accept our login', async ({
  page,
  journey,
}) => {
  const name = `wrong-${randomBytes(4).toString('hex')}`;
  // The worker binds to the simulator with a password that it does not take.
  const port = env.SMSC_PORT;
  await saveProvider(ground(), {
    ...{ name, host: '127.0.0.1', port, tls: false, systemId: 'allsms', password: 'hunter22' },
    ...{ temporaryCodes: [0x401], enabled: true },
  });
  await signInAsStaff(page, journey, await newStaff('support'));

  await journey.step('the alarm says what to do', async () => {
    await page.getByRole('link', { name: 'Providers', exact: true }).click();
    const alarm = page.getByRole('alert').filter({ hasText: name });
    await expect(alarm).toContainText('does not accept our system ID or password');
    await expect(alarm).toContainText(`npm run providers -- set ${name} systemId=… password`);
    await journey.expectAccessible();
  });

  await journey.step('the settings are words, and the secret is none of them', async () => {
    const card = page.locator('section').filter({ hasText: name });
    await expect(card.getByText(`127.0.0.1, port ${port}`)).toBeVisible();
    await expect(card.getByText('0x0401')).toBeVisible();
    await card.getByText('How to change it').click();
    await expect(card.getByText(`npm run providers -- disable ${name}`)).toBeVisible();
    expect(await page.content()).not.toContain('hunter22');
    await journey.expectAccessible();
  });
  await saveProvider(ground(), { name, enabled: false });
});

test('strangers see "not found" on every page of staff', atOneWidth, async ({ page, journey }) => {
  const { accountId, ...customer } = await newCustomer();
  const pages = [
    paths.admin(),
    paths.adminAccounts(),
    paths.adminAccount(accountId),
    paths.adminProviders(),
    paths.adminQueue(),
    paths.adminSenders(),
    paths.adminOperator(),
    paths.adminPrices(),
    paths.adminPriceList(1),
    paths.adminOrders(),
    paths.adminOrder(newOrderReference()),
    paths.adminMoney(),
    paths.adminFeatures(),
    paths.adminRefunds(),
    paths.adminRefund(newId<RefundId>()),
    paths.adminAccesses(),
    paths.adminSenders(),
    paths.adminQueue(),
    paths.adminOperator(),
    paths.adminFeatures(),
    paths.adminStaff(),
    paths.adminMember(1),
    paths.adminLog(),
    paths.adminSecurity(),
  ];
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

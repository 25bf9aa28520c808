import type { Page } from '@playwright/test';
import { paths } from '#lib/web/paths.ts';
import { newCustomer, newStaff, signIn, signInAsStaff } from './cast.ts';
import { atOneWidth, expect, test } from './journey.ts';

const open = [
  paths.home(),
  paths.terms(),
  paths.prices(),
  paths.signUp(),
  paths.signIn(),
  paths.recover(),
  paths.staffSignIn(),
  paths.recoverByNumber(),
  paths.cookies(),
  paths.verifyReceipt(),
];
/** In parts, each short enough for one test. */
const closed = {
  'to send and pay': [
    paths.send(),
    paths.messages(),
    paths.senders(),
    paths.billing(),
    paths.statement(),
    paths.invoices(),
    paths.billingDetails(),
    paths.ceilings(),
    paths.notices(),
    paths.topUp(),
    paths.automaticTopUp(),
  ],
  'of settings': [
    paths.settings(),
    paths.securitySettings(),
    paths.secondFactor(),
    paths.authenticatorApp(),
    paths.passkeys(),
    paths.devices(),
    paths.contentSettings(),
    paths.whoLooked(),
    paths.consents(),
    paths.dataSettings(),
    paths.termsSettings(),
    paths.recoveryKit(),
    paths.recoveryNumber(),
    paths.deleteAccount(),
  ],
};

const ofStaff = [
  paths.admin(),
  paths.adminAccounts(),
  paths.adminAccesses(),
  paths.adminSenders(),
  paths.adminOrders(),
  paths.adminMoney(),
  paths.adminRefunds(),
  paths.adminPrices(),
  paths.adminProviders(),
  paths.adminQueue(),
  paths.adminOperator(),
  paths.adminFeatures(),
  paths.adminStaff(),
  paths.adminLog(),
  paths.adminSecurity(),
];

/** A yes about cookies is taken back by two presses from every page: this link, and the button behind it. */
const expectWithdrawal = (page: Page) =>
  expect(page.getByRole('contentinfo').getByRole('link', { name: 'Cookies' })).toBeVisible();

// The phone looks in the light, the desktop in the dark (playwright.config.ts): both widths and both themes.
test('every open page: axe finds nothing, nothing scrolls sideways', async ({ page, journey }) => {
  for (const path of open) {
    await journey.step(path, async () => {
      await page.goto(path);
      await journey.expectAccessible();
      await expectWithdrawal(page);
    });
  }
});

for (const [part, pages] of Object.entries(closed)) {
  test(`every page ${part} of a new customer likewise`, async ({ page, journey }) => {
    await signIn(page, journey, await newCustomer());
    for (const path of pages) {
      await journey.step(path, async () => {
        await page.goto(path);
        await expect(page).toHaveURL(path);
        await journey.expectAccessible();
        await expectWithdrawal(page);
      });
    }
  });
}

test('every page of staff likewise', async ({ page, journey }) => {
  await signInAsStaff(page, journey, await newStaff());
  for (const path of ofStaff) {
    await journey.step(path, async () => {
      await page.goto(path);
      await expect(page).toHaveURL(path);
      await journey.expectAccessible();
    });
  }
});

test(
  'who is not signed in is asked to, and then comes to the page',
  atOneWidth,
  async ({ page, journey }) => {
    const customer = await newCustomer();
    await journey.step('a page of customers', async () => {
      await page.goto(paths.billing());
      await expect(page).toHaveURL(paths.signIn(paths.billing()));
      await page.getByLabel('Username').fill(customer.username);
      await page.getByLabel('Password', { exact: true }).fill(customer.password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page).toHaveURL(paths.billing());
      journey.now({ signedIn: true });
    });

    await journey.step('somebody else’s pages and made-up ones are not found', async () => {
      for (const path of [
        '/messages/0198c0de-0000-7000-8000-000000000001',
        '/messages/0198c0de-0000-7000-8000-000000000001/receipt',
        '/send/0198c0de-0000-7000-8000-000000000001',
        '/messages/nonsense',
        '/nonsense',
      ]) {
        expect((await page.goto(path))?.status(), path).toBe(404);
      }
      await journey.expectAccessible();
    });
  },
);

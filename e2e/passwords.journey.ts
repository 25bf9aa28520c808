import { suggestPassphrase } from '#lib/accounts/suggest-passphrase.ts';
import { paths } from '#lib/web/paths.ts';
import { newCustomer, newUsername, signIn } from './cast.ts';
import { atOneWidth, expect, test } from './journey.ts';

test(
  'a lost password: recover with one code of the kit, once',
  atOneWidth,
  async ({ page, journey }) => {
    const customer = await newCustomer();
    const newPassword = suggestPassphrase();
    const code = customer.recoveryCodes[0] ?? '';
    const recover = async (password: string) => {
      await page.goto(paths.recover());
      await page.getByLabel('Username').fill(customer.username);
      await page.getByLabel('Recovery code').fill(code.toLowerCase());
      await page.getByLabel('New password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Set the new password' }).click();
    };

    await journey.step(
      'a weak password is refused, and the code need not be typed again',
      async () => {
        await recover('too short');
        // Not the hint, which was there before: what is typed until the answer comes is gone with it.
        await expect(page.getByText(/^Use at least 15 characters/).first()).toBeVisible();
        await expect(page.getByLabel('Recovery code')).toHaveValue(code.toLowerCase());
        await expect(page.getByLabel('Username')).toHaveValue(customer.username);
      },
    );

    await journey.step('set a new password', async () => {
      await page.getByLabel('New password', { exact: true }).fill(newPassword);
      await page.getByRole('button', { name: 'Set the new password' }).click();
      await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
      journey.now({ signedIn: true });
    });

    await journey.step('sign out again', async () => {
      await page.getByRole('button', { name: 'Sign out' }).click();
      await expect(page.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible();
      journey.now({ signedIn: false });
    });

    await journey.step('the same code does not work again', async () => {
      await recover(suggestPassphrase());
      await expect(page.getByRole('alert').first()).toBeVisible();
      await journey.expectAccessible();
    });
    await signIn(page, journey, { username: customer.username, password: newPassword });
  },
);

test(
  'changing the password closes the other sessions',
  atOneWidth,
  async ({ page, journey, browser }) => {
    const customer = await newCustomer();
    const newPassword = suggestPassphrase();
    const elsewhere = await browser.newPage();
    await elsewhere.goto(paths.signIn());
    await elsewhere.getByLabel('Username').fill(customer.username);
    await elsewhere.getByLabel('Password', { exact: true }).fill(customer.password);
    await elsewhere.getByRole('button', { name: 'Sign in' }).click();
    await expect(elsewhere.getByRole('button', { name: 'Sign out' })).toBeVisible();
    await signIn(page, journey, customer);

    await journey.step('change it', async () => {
      await page.goto(paths.securitySettings());
      await journey.expectAccessible();
      await page.getByLabel('Current password', { exact: true }).fill(customer.password);
      await page.getByLabel('New password', { exact: true }).fill(newPassword);
      await page.getByRole('button', { name: /change/i }).click();
      await expect(
        page
          .getByRole('status')
          .or(page.getByText(/changed/i))
          .first(),
      ).toBeVisible();
    });

    await journey.step('this browser stays, the other one is out at its next request', async () => {
      await page.goto(paths.settings());
      await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
      await elsewhere.goto(paths.settings());
      await expect(elsewhere).toHaveURL(/sign-in/);
      await elsewhere.close();
    });
  },
);

test('a sign-up that is refused says what to do and keeps the name', async ({ page, journey }) => {
  const username = newUsername();
  await journey.step('a password that is too short', async () => {
    await page.goto(paths.signUp());
    await page.getByLabel('Username').fill(username);
    await page.getByLabel('Password', { exact: true }).fill('too short');
    await page.getByRole('checkbox', { name: /accept them/ }).check();
    await page.getByRole('button', { name: 'Sign up' }).click();
    await expect(page.getByText(/15 characters/).first()).toBeVisible();
    await expect(page.getByLabel('Username')).toHaveValue(username);
    await journey.expectAccessible();
  });
});

import type { Browser, Page } from '@playwright/test';
import { eq, sql } from 'drizzle-orm';
import { numberCodes } from '#db/schema/senders.ts';
import { suggestPassphrase } from '#lib/accounts/suggest-passphrase.ts';
import type { AccountId } from '#lib/ids.ts';
import { ground } from '#lib/web/ground.ts';
import { paths } from '#lib/web/paths.ts';
import { type Login, newCustomer, signIn } from './cast.ts';
import { atOneWidth, expect, test } from './journey.ts';
import { codeAt, newNumber } from './phones.ts';

const android = 'Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0';

/** Somebody signs in elsewhere, in another browser, which says that it is Firefox on Android. */
async function signInElsewhere(browser: Browser, login: Login): Promise<Page> {
  const context = await browser.newContext({ userAgent: android });
  const page = await context.newPage();
  await page.goto(paths.signIn());
  await page.getByLabel('Username').fill(login.username);
  await page.getByLabel('Password', { exact: true }).fill(login.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  return page;
}

test(
  'another device signs in: it is told of, seen and signed out',
  atOneWidth,
  async ({ page, journey, browser }) => {
    const customer = await newCustomer();
    await signIn(page, journey, customer);
    const elsewhere = await signInElsewhere(browser, customer);

    await journey.step('read of it, and find it', async () => {
      await page.goto(paths.send());
      await expect(
        page.getByText('Firefox on Android signed in for the first time.', { exact: true }),
      ).toBeVisible();
      await page.getByRole('link', { name: 'Look at your devices' }).click();
      await expect(page.getByRole('rowheader', { name: 'Firefox on Android' })).toBeVisible();
      await expect(page.getByText('This one')).toHaveCount(1);
      await journey.expectAccessible();
    });

    await journey.step('sign it out: it is out at its next click', async () => {
      await page.getByRole('button', { name: /Sign out.*Firefox on Android/ }).click();
      await expect(page.getByRole('rowheader', { name: 'Firefox on Android' })).toHaveCount(0);
      await elsewhere.getByRole('link', { name: 'Messages' }).first().click();
      await expect(elsewhere).toHaveURL(/sign-in/);
      await elsewhere.context().close();
    });

    await journey.step('sign all others out', async () => {
      const another = await signInElsewhere(browser, customer);
      await page.reload();
      await page.getByRole('button', { name: 'Sign the other device out' }).click();
      await expect(page.getByText('One other device was signed out')).toBeVisible();
      await another.goto(paths.settings());
      await expect(another).toHaveURL(/sign-in/);
      await another.context().close();
    });
  },
);

test(
  'everything is lost but the phone: a code sent to a confirmed number',
  atOneWidth,
  async ({ page, journey }) => {
    const customer = await newCustomer();
    const number = newNumber();
    const newPassword = suggestPassphrase();
    await signIn(page, journey, customer);

    await journey.step('no number, no recovery by number', async () => {
      await page.goto(paths.securitySettings());
      await expect(page.getByText(/Your kit of .* has 8 codes left/)).toBeVisible();
      await page.getByRole('link', { name: 'Set it up' }).click();
      await expect(page.getByText('No confirmed number yet')).toBeVisible();
      await journey.expectAccessible();
      await page.getByRole('link', { name: 'Confirm a number' }).click();
    });

    await journey.step('confirm a number and switch it on', async () => {
      await page.getByLabel('Mobile number').fill(number);
      await page.getByRole('button', { name: 'Send the code' }).click();
      await page.getByLabel('Code', { exact: true }).fill(await codeAt(number));
      await page.getByRole('button', { name: 'Confirm the number' }).click();
      await expect(page.getByText('The number is confirmed.')).toBeVisible();
      await page.goto(paths.recoveryNumber());
      await page.getByLabel('Password', { exact: true }).fill(customer.password);
      await page.getByRole('button', { name: 'Switch it on' }).click();
      await expect(page.getByText('The code goes to')).toBeVisible();
      await expect(
        page.getByText('Your ways to recover were changed.', { exact: true }),
      ).toBeVisible();
      await journey.expectAccessible();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await expect(page.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible();
      journey.now({ signedIn: false });
    });

    await journey.step('a name that nobody has gets the same answer', async () => {
      await page.goto(paths.recover());
      await page.getByRole('link', { name: 'get a code on your phone' }).click();
      await askForCode(page, 'nobody-of-that-name', number);
      await journey.expectAccessible();
    });

    await journey.step('ask for a code and set a new password with it', async () => {
      const earlier = await codeAt(number);
      await ageCodes(customer.accountId);
      await page.goto(paths.recoverByNumber());
      await askForCode(page, customer.username, number);
      await expect(async () => expect(await codeAt(number)).not.toBe(earlier)).toPass();
      await page.getByLabel('Code', { exact: true }).fill(await codeAt(number));
      await page.getByLabel('New password', { exact: true }).fill(newPassword);
      await page.getByRole('button', { name: 'Set the new password' }).click();
      await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
      journey.now({ signedIn: true });
      await expect(
        page.getByText('A code sent to your number set a new password.', { exact: true }),
      ).toBeVisible();
    });
  },
);

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('ask for a code, mistype it, try again', atOneWidth, async ({ page, journey }) => {
    await journey.step('a wrong code keeps the form for the right one', async () => {
      await page.goto(paths.recoverByNumber());
      await askForCode(page, 'nobody-of-that-name', newNumber());
      await page.getByLabel('Code', { exact: true }).fill('123456');
      await page.getByLabel('New password', { exact: true }).fill(suggestPassphrase());
      await page.getByRole('button', { name: 'Set the new password' }).click();
      await expect(page.getByText(/This code is wrong/).first()).toBeVisible();
      await expect(page.getByLabel('Code', { exact: true })).toBeVisible();
    });
  });
});

async function askForCode(page: Page, username: string, number: string): Promise<void> {
  // The page before has a field of that name, too.
  await expect(page.getByRole('heading', { name: 'A code to your number' })).toBeVisible();
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Your mobile number').fill(number);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(page.getByText(/a code is on its way/)).toBeVisible();
}

/** As if the codes so far had been asked for a minute ago: the next one may follow. */
const ageCodes = (accountId: AccountId) =>
  ground()
    .db.update(numberCodes)
    .set({ createdAt: sql`created_at - interval '1 minute'` })
    .where(eq(numberCodes.accountId, accountId));

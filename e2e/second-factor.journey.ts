import type { Page } from '@playwright/test';
import { sql } from 'drizzle-orm';
import { TOTP } from 'otpauth';
import { suggestPassphrase } from '#lib/accounts/suggest-passphrase.ts';
import { addPasskey } from '#lib/factors/add-passkey.ts';
import { beginPasskey } from '#lib/factors/begin-passkey.ts';
import { giveApp, softAuthenticator } from '#lib/factors/testing.ts';
import { ground } from '#lib/web/ground.ts';
import { paths } from '#lib/web/paths.ts';
import { type Login, newCustomer, signIn } from './cast.ts';
import { atOneWidth, expect, type Journey, test } from './journey.ts';

const HALF_A_MINUTE_MS = 30_000;

async function signOut(page: Page, journey: Journey): Promise<void> {
  await journey.step('sign out', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('link', { name: 'Sign in', exact: true }).first()).toBeVisible();
    journey.now({ signedIn: false });
  });
}

/** Username and password, up to the second step: no session is open yet. */
async function typePassword(page: Page, login: Login): Promise<void> {
  await page.goto(paths.signIn());
  await page.getByLabel('Username').fill(login.username);
  await page.getByLabel('Password', { exact: true }).fill(login.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Your second factor' })).toBeVisible();
}

async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const isSignedIn = (page: Page) =>
  expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();

test('an authenticator app: set up, and signed in with', async ({ page, journey }) => {
  const customer = await newCustomer();
  await signIn(page, journey, customer);
  let secret = '';

  await journey.step('begin it with the password', async () => {
    await page.goto(paths.securitySettings());
    await page.getByRole('link', { name: 'Add a second factor' }).click();
    await expect(page.getByRole('heading', { name: 'Second factor', level: 1 })).toBeVisible();
    await journey.expectAccessible();
    await page.getByRole('link', { name: 'Set up an app' }).click();
    await page.getByLabel('Password', { exact: true }).fill(customer.password);
    await page.getByRole('button', { name: 'Show the QR code' }).click();
    await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
    await journey.expectAccessible();
    const groups = await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent();
    secret = (groups ?? '').replaceAll(' ', '');
  });
  const codeAt = (steps: number) =>
    new TOTP({ secret }).generate({ timestamp: Date.now() + steps * HALF_A_MINUTE_MS });
  let used = '';

  await journey.step('type its first code', async () => {
    used = codeAt(0);
    await page.getByLabel('Code', { exact: true }).fill(used);
    await page.getByRole('button', { name: 'Switch it on' }).click();
    await expect(page.getByText('Your authenticator app is on')).toBeVisible();
    await journey.expectAccessible();
  });
  await signOut(page, journey);

  await journey.step('the password alone opens nothing', async () => {
    await typePassword(page, customer);
    await journey.expectAccessible();
    await typeCode(page, 'wrong');
    await expect(page.getByText(/That code is wrong, or was used/).first()).toBeVisible();
    await typeCode(page, used);
    await expect(page.getByText(/That code is wrong, or was used/).first()).toBeVisible();
    await journey.expectAccessible();
  });

  await journey.step('the next code does', async () => {
    await typeCode(page, codeAt(1));
    await isSignedIn(page);
    journey.now({ signedIn: true });
  });
});

test('a sign-in that was finished is not finished again', atOneWidth, async ({ page, browser }) => {
  const customer = await newCustomer();
  const app = await giveApp(ground(), customer.ctx.actor.userId);
  await typePassword(page, customer);
  const token = await page.locator('input[name=token]').inputValue();
  await typeCode(page, await app.code());
  await isSignedIn(page);
  const thief = await browser.newPage();
  await typePassword(thief, customer);
  await thief.locator('input[name=token]').evaluate((field, stolen) => {
    (field as HTMLInputElement).value = stolen;
  }, token);
  await typeCode(thief, await app.code(1));
  await expect(thief.getByText(/This sign-in has ended/)).toBeVisible();
  await expect(thief.getByRole('button', { name: 'Sign out' })).toBeHidden();
  await thief.close();
});

test(
  'password and app are lost: two codes of the kit let in, and the app goes',
  atOneWidth,
  async ({ page, journey }) => {
    const customer = await newCustomer();
    await giveApp(ground(), customer.ctx.actor.userId);
    const [first = '', second = ''] = customer.recoveryCodes;
    const password = suggestPassphrase();

    await journey.step(
      'the first sets a password, and says so before it asks for the factor',
      async () => {
        await page.goto(paths.recover());
        await page.getByLabel('Username').fill(customer.username);
        await page.getByLabel('Recovery code').fill(first);
        await page.getByLabel('New password', { exact: true }).fill(password);
        await page.getByRole('button', { name: 'Set the new password' }).click();
        await expect(page.getByText('Your new password is set')).toBeVisible();
        await journey.expectAccessible();
      },
    );

    await journey.step(
      'a second step that has ended costs no other code for the password',
      async () => {
        await page.locator('input[name=token]').evaluate((field) => {
          (field as HTMLInputElement).value = 'ended';
        });
        await typeCode(page, second);
        await page.getByRole('link', { name: 'Sign in with it' }).click();
      },
    );

    await journey.step('the used code is no factor, another one is', async () => {
      await typePassword(page, { ...customer, password });
      await typeCode(page, first);
      await expect(page.getByText(/That code is wrong/).first()).toBeVisible();
      await typeCode(page, second);
      await isSignedIn(page);
      journey.now({ signedIn: true });
    });

    await journey.step('remove the app that is lost', async () => {
      await page.goto(paths.authenticatorApp());
      await page.getByText('Remove…').click();
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Remove the app' }).click();
      await expect(page.getByRole('button', { name: 'Show the QR code' })).toBeVisible();
    });
  },
);

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('codes work, of the app and of the kit', atOneWidth, async ({ page, journey }) => {
    const customer = await newCustomer();
    const app = await giveApp(ground(), customer.ctx.actor.userId);

    await journey.step('a wrong code keeps the step', async () => {
      await typePassword(page, customer);
      await typeCode(page, 'wrong');
      await expect(page.getByText(/That code is wrong/).first()).toBeVisible();
    });

    await journey.step('a right one signs in', async () => {
      await typeCode(page, await app.code());
      await isSignedIn(page);
      journey.now({ signedIn: true });
    });
    await signOut(page, journey);

    await journey.step('so does a code of the kit, and it is told', async () => {
      await typePassword(page, customer);
      await typeCode(page, customer.recoveryCodes[0] ?? '');
      await isSignedIn(page);
      journey.now({ signedIn: true });
      await page.goto(paths.notices());
      await expect(page.getByText(/recovery kit was used as second factor/).first()).toBeVisible();
    });
  });
});

test(
  'a passkey: added, signed in with, and in the place of the password',
  atOneWidth,
  async ({ page, journey }) => {
    const customer = await newCustomer();
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
        ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
    await signIn(page, journey, customer);

    await journey.step('add it with the password', async () => {
      await page.goto(paths.passkeys());
      await journey.expectAccessible();
      await page.getByLabel('Password', { exact: true }).fill(customer.password);
      await page.getByRole('button', { name: 'Add a passkey' }).click();
      await page.getByRole('button', { name: 'Make the passkey' }).click();
      await expect(page.getByText('The passkey is added')).toBeVisible();
      await expect(page.getByText('Not yet')).toBeVisible();
      await journey.expectAccessible();
    });
    await signOut(page, journey);

    await journey.step('sign in with it', async () => {
      await typePassword(page, customer);
      await journey.expectAccessible();
      await page.getByRole('button', { name: 'Use a passkey' }).click();
      await isSignedIn(page);
      journey.now({ signedIn: true });
    });

    await journey.step('it takes the place of the password for a copy of everything', async () => {
      await page.goto(paths.dataSettings());
      await page.getByRole('button', { name: 'Make a copy of my data' }).click();
      await expect(page.getByText('Type your password.').first()).toBeVisible();
      await page.getByRole('button', { name: 'Use a passkey instead' }).click();
      await expect(page.getByText('Your copy is ready')).toBeVisible();
      await journey.expectAccessible();
    });

    await journey.step('a quarter of an hour later, senders ask for it once', async () => {
      const { userId } = customer.ctx.actor;
      await page.goto(paths.senders());
      await ground().db.execute(
        sql`update sessions set created_at = now() - interval '16 minutes' where user_id = ${userId}`,
      );
      await page.getByLabel('Mobile number').fill('6912345678');
      await page.getByRole('button', { name: 'Send the code' }).click();
      await expect(page.getByText(/You signed in more than 15 minutes ago/)).toBeVisible();
      await page.goto(paths.senders());
      await expect(page.getByRole('button', { name: 'Send the code' })).toBeHidden();
      await journey.expectAccessible();
      await page.getByRole('button', { name: 'Use a passkey instead' }).click();
      await expect(page.getByRole('button', { name: 'Send the code' })).toBeVisible();
    });

    await journey.step('remove it with the password', async () => {
      await page.goto(paths.passkeys());
      await page.getByText('Remove…').click();
      await journey.expectAccessible();
      const asked = page.locator('details[open]');
      await asked.getByLabel('Password', { exact: true }).fill(customer.password);
      await asked.getByRole('button', { name: 'Remove it' }).click();
      await expect(page.getByText('No passkey yet')).toBeVisible();
    });
    await signOut(page, journey);

    await journey.step('it opens no account of a stranger', async () => {
      const stranger = await newCustomer();
      const begun = await beginPasskey(stranger.ctx, stranger);
      if (!begun.ok) throw new Error(begun.sentence);
      const { origin, hostname } = new URL(page.url());
      const response = softAuthenticator(hostname, origin).make(begun.offer);
      const added = await addPasskey(stranger.ctx, { response, keepSession: Buffer.alloc(32) });
      expect(added.ok).toBe(true);
      await typePassword(page, stranger);
      await page.getByRole('button', { name: 'Use a passkey' }).click();
      await expect(page.getByText('No passkey was used.')).toBeVisible();
    });
  },
);

import type { Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { users } from '#db/schema/accounts.ts';
import { suggestPassphrase } from '#lib/accounts/suggest-passphrase.ts';
import { codeOf } from '#lib/factors/testing.ts';
import { newId, type RefundId } from '#lib/ids.ts';
import { newOrderReference } from '#lib/orders/order-reference.ts';
import { ground } from '#lib/web/ground.ts';
import { paths } from '#lib/web/paths.ts';
import { newCustomer, newStaff, newUsername, signInAsStaff } from './cast.ts';
import { atOneWidth, expect, type Journey, test } from './journey.ts';

const typeLogin = async (page: Page, login: { username: string; password: string }) => {
  await page.getByLabel('Username').fill(login.username);
  await page.getByLabel('Password', { exact: true }).fill(login.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
};

const signOut = async (page: Page, journey: Journey) => {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: 'Sign up' }).first()).toBeVisible();
  journey.now({ signedIn: false });
};

test(
  'an admin makes a member of staff, who opens nothing before the second factor and the agreement',
  atOneWidth,
  async ({ page, journey }) => {
    const admin = await newStaff();
    const username = newUsername();
    let password = '';
    await signInAsStaff(page, journey, admin);

    await journey.step('make one, and read the password once', async () => {
      await page.goto(paths.adminStaff());
      await page.getByLabel('Username').fill(admin.username);
      await page.getByRole('button', { name: 'Make a member of staff' }).click();
      await expect(page.getByRole('alert').first()).toContainText('is taken');
      await journey.expectAccessible();
      await page.getByLabel('Username').fill(username);
      await page.getByRole('button', { name: 'Make a member of staff' }).click();
      const shown = page.getByRole('status').filter({ hasText: 'shown only now' });
      password = ((await shown.locator('.font-mono').textContent()) ?? '').trim();
      await journey.expectAccessible();
      await page.reload();
      await expect(page.getByText(password)).toHaveCount(0);
      await signOut(page, journey);
    });

    await journey.step(
      'the page of customers does not know them, and that of staff no customers',
      async () => {
        const customer = await newCustomer();
        for (const [path, login] of [
          [paths.signIn(), { username, password }],
          [paths.staffSignIn(), customer],
        ] as const) {
          await page.goto(path);
          await typeLogin(page, login);
          await expect(page.getByRole('alert').first()).toContainText('do not belong together');
        }
        await journey.expectAccessible();
      },
    );

    await journey.step('with the password alone, only Security opens', async () => {
      await page.goto(paths.staffSignIn());
      await typeLogin(page, { username, password });
      await expect(page.getByText('Set up a second factor first')).toBeVisible();
      journey.now({ signedIn: true });
      await journey.expectAccessible();
      await page.goto(paths.adminAccounts());
      await expect(page).toHaveURL(paths.adminSecurity());
      await expect(page.getByRole('link', { name: 'Accounts' })).toHaveCount(0);
    });

    await journey.step('set up an authenticator app', async () => {
      const heading = page.getByRole('heading', { name: 'Authenticator app' });
      const app = page.locator('section').filter({ has: heading });
      await app.getByLabel('Password', { exact: true }).fill(password);
      await app.getByRole('button', { name: 'Show the QR code' }).click();
      await expect(app.getByRole('img', { name: /QR code/ })).toBeVisible();
      await journey.expectAccessible();
      const [user] = await ground()
        .db.select({ id: users.id })
        .from(users)
        .where(eq(users.username, username));
      await app.getByLabel('Code', { exact: true }).fill(await codeOf(ground(), user!.id));
      await app.getByRole('button', { name: 'Switch it on' }).click();
      await expect(page.getByText('Your agreement is not on record')).toBeVisible();
      await journey.expectAccessible();
      await page.goto(paths.adminAccounts());
      await expect(page).toHaveURL(paths.adminSecurity());
      await signOut(page, journey);
    });

    await signInAsStaff(page, journey, admin);
    await journey.step('the admin records the agreement', async () => {
      await page.goto(paths.adminStaff());
      await page.getByRole('link', { name: username }).click();
      await expect(page).toHaveURL(/\/staff\/\d+$/);
      await expect(page.getByText('Set up', { exact: true })).toBeVisible();
      await page.getByLabel('Signed on').fill('2026-01-31');
      await page.getByRole('button', { name: 'Record the agreement' }).click();
      await expect(page.getByRole('alert').first()).toContainText('the name as it was signed');
      await page.getByLabel('Name as signed').fill('Berta Beispiel');
      await page.getByRole('button', { name: 'Record the agreement' }).click();
      await expect(page.getByText('signed on 31 January 2026 as Berta Beispiel')).toBeVisible();
      await journey.expectAccessible();
    });

    await journey.step('the log has each of these acts, and lets itself be narrowed', async () => {
      await page.goto(paths.adminLog());
      const first = page.getByRole('row').filter({ hasText: username }).first();
      await expect(first).toContainText('Put a non-disclosure agreement on record');
      await expect(first).toContainText(admin.username);
      await journey.expectAccessible();
      await page.goto(paths.adminLog({ by: admin.number, act: 'member.add' }));
      await expect(page.getByRole('row').filter({ hasText: username })).toHaveCount(1);
      await journey.expectAccessible();
      await page.goto(paths.adminLog({ account: 'half an id' }));
      await expect(page.getByText('Nothing fits this filter')).toBeVisible();
    });

    await journey.step('reset, then end: nothing of the old signs in', async () => {
      await page.goto(paths.adminStaff());
      await page.getByRole('link', { name: username }).click();
      await page.getByText('Reset…').click();
      await journey.expectAccessible();
      await page.getByRole('button', { name: `Reset ${username}` }).click();
      await expect(page.getByText('shown only now')).toBeVisible();
      await page.getByText('End their membership…').click();
      await page.getByRole('button', { name: `End ${username}` }).click();
      await expect(page.getByText('They have left')).toBeVisible();
      await journey.expectAccessible();
      await signOut(page, journey);
      await page.goto(paths.staffSignIn());
      await typeLogin(page, { username, password });
      await expect(page.getByRole('alert').first()).toContainText('do not belong together');
    });
  },
);

test('staff change their own password, and the old one opens nothing', async ({
  page,
  journey,
}) => {
  const support = await newStaff('support');
  const newPassword = suggestPassphrase();
  await signInAsStaff(page, journey, support);
  const change = async (current: string) => {
    await page.getByLabel('Current password').fill(current);
    await page.getByLabel('New password').fill(newPassword);
    await page.getByRole('button', { name: 'Change the password' }).click();
  };

  await journey.step('the current one is asked for', async () => {
    await page.goto(paths.adminSecurity());
    await change(suggestPassphrase());
    await expect(page.getByRole('alert').first()).toContainText('That is not your password');
    await journey.expectAccessible();
  });

  await journey.step('changed, this browser stays signed in', async () => {
    await change(support.password);
    await expect(page.getByText('Your password is changed')).toBeVisible();
    await journey.expectAccessible();
    await page.goto(paths.adminAccounts());
    await expect(page).toHaveURL(paths.adminAccounts());
    await signOut(page, journey);
  });

  await journey.step('the old one signs nobody in', async () => {
    await page.goto(paths.staffSignIn());
    await typeLogin(page, support);
    await expect(page.getByRole('alert').first()).toContainText('do not belong together');
  });
  await signInAsStaff(page, journey, { ...support, password: newPassword });
});

const forAll = (accountId: Awaited<ReturnType<typeof newCustomer>>['accountId']) => [
  paths.adminAccounts(),
  paths.adminAccount(accountId),
  paths.adminSecurity(),
];
const forSupport = [paths.adminProviders()];
const forFinance = [
  paths.adminOrders(),
  paths.adminMoney(),
  paths.adminRefunds(),
  paths.adminPrices(),
];
const forFinanceOfNothing = [
  paths.adminOrder(newOrderReference()),
  paths.adminRefund(newId<RefundId>()),
];
const forAdmins = [paths.adminStaff(), paths.adminLog()];

test(
  'each role opens its own pages, and finds no others',
  atOneWidth,
  async ({ page, journey }) => {
    const { accountId } = await newCustomer();
    const everything = [...forSupport, ...forFinance, ...forAdmins];
    const opens = { support: forSupport, finance: forFinance, admin: everything } as const;
    for (const role of ['support', 'finance', 'admin'] as const) {
      await signInAsStaff(page, journey, await newStaff(role));
      await journey.step(`as ${role}`, async () => {
        for (const path of [...forAll(accountId), ...everything]) {
          const mayOpen = ![...everything].includes(path) || opens[role].includes(path);
          const answer = await page.goto(path);
          expect(answer?.status(), path).toBe(mayOpen ? 200 : 404);
          await expect(page).toHaveURL(path);
          if (mayOpen) await journey.expectAccessible();
        }
        for (const path of forFinanceOfNothing) {
          expect((await page.goto(path))?.status(), path).toBe(404);
        }
        await page.goto(paths.adminAccount(accountId));
        const grants = role === 'support' ? 0 : 1;
        await expect(page.getByRole('button', { name: 'Grant credit' })).toHaveCount(grants);
        await signOut(page, journey);
      });
    }
  },
);

test(
  'an admin without an agreement reaches the pages of the house, and no customer',
  atOneWidth,
  async ({ page, journey }) => {
    const { accountId } = await newCustomer();
    const admin = await newStaff('admin', { signed: false });
    await signInAsStaff(page, journey, admin);
    await journey.step('no page with customers’ data opens', async () => {
      for (const path of [...forAll(accountId).slice(0, 2), ...forSupport, ...forFinance]) {
        await page.goto(path);
        await expect(page).toHaveURL(paths.adminSecurity());
      }
      await journey.expectAccessible();
    });
    await journey.step('record the own agreement, and work', async () => {
      await page.getByRole('link', { name: 'Go to Staff' }).click();
      await page.getByRole('link', { name: admin.username }).click();
      await page.getByLabel('Name as signed').fill('The First Admin');
      await page.getByRole('button', { name: 'Record the agreement' }).click();
      await expect(page.getByText('as The First Admin')).toBeVisible();
      await expect(page.getByText('This is you')).toBeVisible();
      await page.goto(paths.adminAccount(accountId));
      await expect(page).toHaveURL(paths.adminAccount(accountId));
    });
  },
);

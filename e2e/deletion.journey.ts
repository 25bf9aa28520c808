import { readFile } from 'node:fs/promises';
import { eq, sql } from 'drizzle-orm';
import { accountDeletions, refundRequests } from '#db/schema/leaving.ts';
import { deleteAccount } from '#lib/deletion/delete-account.ts';
import { env } from '#lib/env.ts';
import { verifyStatement } from '#lib/receipts/sign-statement.ts';
import { ground } from '#lib/web/ground.ts';
import { paths } from '#lib/web/paths.ts';
import { canaryWord } from './canary.ts';
import { newCustomer, newStaff, signIn, signInAsStaff } from './cast.ts';
import { atOneWidth, expect, test } from './journey.ts';
import { arrivedAt, newNumber } from './phones.ts';
import { planOne } from './writing.ts';

test(
  'delete the account: asked once, gone at once, and a certificate to keep',
  atOneWidth,
  async ({ page, journey }) => {
    const { accountId, ...customer } = await newCustomer('Taverna');
    const staff = await newStaff();
    await staff.give(accountId, 12);
    const friend = newNumber();
    const refundTo = `Anna ${canaryWord()}, GR16 0110 1250`;
    await signIn(page, journey, customer);

    await journey.step('a message is planned for tomorrow', async () => {
      await planOne(page, { recipients: friend, text: `Later, ${canaryWord()}` });
    });

    await journey.step('the page says what goes, what stays and what comes back', async () => {
      await page.goto(paths.deleteAccount());
      await expect(page.getByText('1 message that has not left: cancelled')).toBeVisible();
      await expect(page.getByText('Tax law').first()).toBeVisible();
      await expect(page.getByText(/You have €17\.00/)).toBeVisible();
      await expect(page.getByLabel(/Where to pay €12\.00 back to/)).toBeVisible();
      await journey.expectAccessible();
    });

    await journey.step('another username is refused, and what was typed stays', async () => {
      await page.getByLabel(/Where to pay/).fill(refundTo);
      await page.getByLabel('Your username').fill('somebody-else');
      await page.getByLabel('Password', { exact: true }).fill(customer.password);
      await page.getByRole('button', { name: 'Delete my account for good' }).click();
      await expect(page.getByRole('alert').first()).toContainText('This is not your username');
      await expect(page.getByLabel(/Where to pay/)).toHaveValue(refundTo);
      await journey.expectAccessible();
    });

    await journey.step(
      'with username and password it is deleted, and nobody is signed in',
      async () => {
        await page.getByLabel('Your username').fill(customer.username);
        await page.getByLabel('Password', { exact: true }).fill(customer.password);
        await page.getByRole('button', { name: 'Delete my account for good' }).click();
        await expect(page.getByRole('heading', { name: 'Your account is deleted' })).toBeVisible();
        await expect(page.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible();
        await expect(page.getByText('1 cancelled: not charged')).toBeVisible();
        await expect(page.getByText(/is paid back within a few working days/)).toBeVisible();
        journey.now({ signedIn: false });
        await journey.expectAccessible();
      },
    );

    await journey.step('minutes later the certificate is signed, and can be kept', async () => {
      await ground()
        .db.update(accountDeletions)
        .set({ deletedAt: sql`deleted_at - interval '2 minutes'` })
        .where(eq(accountDeletions.accountId, accountId));
      await expect(async () => {
        await page.reload();
        await expect(page.getByText('Everything is gone')).toBeVisible({ timeout: 1000 });
      }).toPass();
      await journey.expectAccessible();
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Download the certificate' }).click();
      const file = JSON.parse(await readFile(await (await download).path(), 'utf8'));
      const signature = Buffer.from(file.signature, 'base64');
      expect(verifyStatement(env.MASKING_PUBLIC_KEYS, file.statement, signature)).toBe(true);
      expect(await arrivedAt(friend)).toEqual([]);
    });

    await journey.step('another address leads nowhere', async () => {
      const elsewhere = 'x'.repeat(43);
      expect((await page.goto(paths.deleted(elsewhere)))?.status()).toBe(404);
      expect((await page.request.get(paths.deletedFile(elsewhere))).status()).toBe(404);
    });
  },
);

test('staff see where to pay the balance of a deleted account, and mark it as paid', async ({
  page,
  journey,
}) => {
  const { accountId, username, password, ctx } = await newCustomer();
  const staff = await newStaff('finance');
  const refundTo = `Anna ${canaryWord()}, GR16 0110 1250`;
  const deleted = await deleteAccount(ctx, { password, typedUsername: username, refundTo });
  expect(deleted.ok).toBe(true);
  await signInAsStaff(page, journey, staff);
  await journey.step('open the request and mark it as paid', async () => {
    await page.getByRole('link', { name: 'Refunds', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Refunds' })).toBeVisible();
    await journey.expectAccessible();
    const [request] = await ground()
      .db.select({ id: refundRequests.id })
      .from(refundRequests)
      .where(eq(refundRequests.accountId, accountId));
    await page.locator(`a[href="${paths.adminRefund(request!.id)}"]`).click();
    await expect(page.getByText(refundTo)).toBeVisible();
    await journey.expectAccessible();
    await page.getByRole('button', { name: 'Mark as paid' }).click();
    await expect(page.getByText(/^Error: Say how you paid it/)).toBeVisible();
    await page.getByLabel('How it was paid').fill('Transfer 4711');
    await page.getByRole('button', { name: 'Mark as paid' }).click();
    await expect(page.getByText('Transfer 4711')).toBeVisible();
    await expect(page.getByText(refundTo)).toHaveCount(0);
    await journey.expectAccessible();
  });
});

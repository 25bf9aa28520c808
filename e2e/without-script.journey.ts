import { paths } from '#lib/web/paths.ts';
import { newCustomer, signIn } from './cast.ts';
import { atOneWidth, expect, test } from './journey.ts';
import { arrivedAt, newNumber } from './phones.ts';
import { seePrice, write } from './writing.ts';

test.use({ javaScriptEnabled: false });

test('without JavaScript a page that is not there says so', atOneWidth, async ({ page }) => {
  for (const path of [paths.deleted('nobodys'), paths.admin()]) {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    const words = await page.evaluate(() => getComputedStyle(document.body, '::before').content);
    expect(words).toContain('There is nothing at this address');
  }
});

test(
  'without JavaScript: sign in, be refused, send, sign out',
  atOneWidth,
  async ({ page, journey }) => {
    const customer = await newCustomer('Taverna');
    const friend = newNumber();
    await signIn(page, journey, customer);

    await journey.step('a refusal keeps what was typed', async () => {
      await write(page, { recipients: 'nobody', text: 'Plain and simple.' });
      await page.getByRole('button', { name: 'See the price' }).click();
      await expect(page.getByRole('alert').first()).toBeVisible();
      await expect(page.getByLabel('Text')).toHaveValue('Plain and simple.');
      await expect(page.getByLabel('Recipients')).toHaveValue('nobody');
    });

    await journey.step('mend it and send', async () => {
      await page.getByLabel('Recipients').fill(friend);
      await seePrice(page);
      await page.getByRole('button', { name: /^Send 1 message/ }).click();
      await expect(page.getByRole('heading', { name: 'Send to 1 recipient' })).toBeVisible();
    });

    await journey.step('a reload shows how far it is', async () => {
      await expect(async () => {
        await page.reload();
        await expect(page.getByText(/Delivered 1 of 1/).first()).toBeVisible({ timeout: 1000 });
      }).toPass();
      expect(await arrivedAt(friend)).toHaveLength(1);
    });

    await journey.step('sign out', async () => {
      await page.getByRole('button', { name: 'Sign out' }).click();
      await expect(page.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible();
      journey.now({ signedIn: false });
    });
  },
);

import { closeOtherSessions } from '#lib/sessions/close-other-sessions.ts';
import { canaryWord } from './canary.ts';
import { newCustomer, signIn } from './cast.ts';
import { atOneWidth, expect, test } from './journey.ts';
import { newNumber } from './phones.ts';
import { seePrice, write } from './writing.ts';

test(
  'a session that ends in the middle of writing loses nothing',
  atOneWidth,
  async ({ page, journey, context }) => {
    const customer = await newCustomer('Taverna');
    const text = `Half a thought, ${canaryWord()}`;
    await signIn(page, journey, customer);

    await journey.step('write, and the session is closed from elsewhere', async () => {
      await write(page, { recipients: newNumber(), text });
      await closeOtherSessions(customer.ctx, Buffer.alloc(32));
    });

    await journey.step('pressing on says so, and what was typed is still there', async () => {
      await page.getByRole('button', { name: 'See the price' }).click();
      await expect(
        page.getByText('You are signed out. What you wrote is still on this page.'),
      ).toBeVisible();
      await expect(page.getByLabel('Text')).toHaveValue(text);
      await journey.expectAccessible();
    });

    await journey.step('sign in in another tab, come back, go on', async () => {
      const tab = await context.newPage();
      await tab.goto('/sign-in');
      await tab.getByLabel('Username').fill(customer.username);
      await tab.getByLabel('Password', { exact: true }).fill(customer.password);
      await tab.getByRole('button', { name: 'Sign in' }).click();
      await expect(tab.getByRole('button', { name: 'Sign out' })).toBeVisible();
      await tab.close();
      await seePrice(page);
      await expect(page.getByText(text)).toBeVisible();
    });
  },
);

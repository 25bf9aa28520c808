import { newCustomer, signIn } from './cast.ts';
import { atOneWidth, expect, test } from './journey.ts';
import { newNumber } from './phones.ts';
import { seePrice, write } from './writing.ts';

test(
  'a message that the network never answers is shown as it is, and not sent again',
  atOneWidth,
  async ({ page, journey }) => {
    const customer = await newCustomer('Taverna');
    await signIn(page, journey, customer);

    await journey.step('send to a number on which the simulator stays silent', async () => {
      await write(page, { recipients: newNumber('9010'), text: 'Are you there?' });
      await seePrice(page);
      await page.getByRole('button', { name: /^Send 1 message/ }).click();
    });

    await journey.step('after the time-out it says that nobody answered', async () => {
      await expect(page.getByText(/without an answer yet: not sent again/)).toBeVisible({
        timeout: 60_000,
      });
      await page.reload();
      await expect(page.getByText('No answer yet').first()).toBeVisible();
      await journey.expectAccessible();
    });

    await journey.step('its page says who can do something and what happens next', async () => {
      await page.getByRole('link', { name: /^\+30/ }).first().click();
      await expect(page.getByText(/A late report settles it/)).toBeVisible();
      await journey.expectAccessible();
    });
  },
);

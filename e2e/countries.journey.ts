import { paths } from '#lib/web/paths.ts';
import { newCustomer, signIn } from './cast.ts';
import { atOneWidth, expect, test } from './journey.ts';
import { write } from './writing.ts';

test(
  'another country is opened where it stands in the way, and closed again',
  atOneWidth,
  async ({ page, journey }) => {
    await signIn(page, journey, await newCustomer('Taverna'));

    await journey.step('a number of a country that is not open is refused by name', async () => {
      await write(page, { recipients: '+447400123456', text: 'Hello over there.' });
      await page.getByRole('button', { name: 'See the price' }).click();
      await expect(page.getByRole('alert').first()).toContainText('United Kingdom');
      await expect(page.getByLabel('Text')).toHaveValue('Hello over there.');
      await journey.expectAccessible();
    });

    await journey.step('one press opens it and goes on to the price', async () => {
      await page.getByRole('button', { name: 'Open United Kingdom and see the price' }).click();
      await expect(page.getByRole('heading', { name: 'Check and send' })).toBeVisible();
    });

    await journey.step('the settings list it, and close it', async () => {
      await page.goto(paths.settings());
      await journey.expectAccessible();
      const close = page.getByRole('button', { name: 'Close United Kingdom' });
      await close.click();
      await expect(close).toHaveCount(0);
      const openAnother = page.getByLabel('Open another country');
      await expect(openAnother.getByRole('option', { name: 'United Kingdom' })).toBeAttached();
    });
  },
);

import { newCustomer, signIn } from './cast.ts';
import { atOneWidth, expect, test } from './journey.ts';
import { arrivedAt, newNumber } from './phones.ts';
import { seePrice, write } from './writing.ts';

test(
  'a second click, a reload and "back" send nothing again',
  atOneWidth,
  async ({ page, journey }) => {
    const customer = await newCustomer('Taverna');
    const friend = newNumber();
    await signIn(page, journey, customer);

    await journey.step('press the button twice', async () => {
      await write(page, { recipients: friend, text: 'Once is enough.' });
      await seePrice(page);
      await page.getByRole('button', { name: /^Send 1 message/ }).dblclick();
      await expect(page.getByText(/Delivered 1 of 1/)).toBeVisible();
    });

    await journey.step('reload', async () => {
      await page.reload();
      await expect(page.getByText(/Delivered 1 of 1/)).toBeVisible();
    });

    await journey.step('go back: the summary says that it was sent', async () => {
      await page.goBack();
      await page.reload();
      await expect(page.getByText('It was sent once and will not be sent again.')).toBeVisible();
      await journey.expectAccessible();
    });

    await journey.step('the phone has it once, the list has one send', async () => {
      await page.getByRole('link', { name: 'Messages' }).click();
      await expect(page.getByText('Once is enough.')).toHaveCount(1);
      expect(await arrivedAt(friend)).toHaveLength(1);
      await journey.expectAccessible();
    });

    await journey.step('on a phone all of its card leads to it', async () => {
      const card = (await page.getByRole('main').getByRole('listitem').last().boundingBox())!;
      await page.mouse.click(card.x + card.width - 8, card.y + card.height - 8);
      await expect(page.getByText(/Delivered 1 of 1/)).toBeVisible();
    });
  },
);

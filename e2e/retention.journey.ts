import { type WorkerGround, workerContext } from '#lib/context.ts';
import { endDataKeys } from '#lib/retention/end-data-keys.ts';
import { removeRows } from '#lib/retention/remove-rows.ts';
import { endPeriods } from '#lib/retention/testing.ts';
import { ground } from '#lib/web/ground.ts';
import { paths } from '#lib/web/paths.ts';
import { canaryWord } from './canary.ts';
import { newCustomer, signIn } from './cast.ts';
import { atOneWidth, expect, test } from './journey.ts';
import { newNumber } from './phones.ts';
import { seePrice, write } from './writing.ts';

test(
  'what was sent says until when it is kept; then text and numbers are gone, and what it cost stays',
  atOneWidth,
  async ({ page, journey }) => {
    const customer = await newCustomer('Taverna');
    const number = newNumber();
    const word = canaryWord();
    await signIn(page, journey, customer);

    await journey.step('send, and see until when it is kept', async () => {
      await write(page, {
        recipients: `${number}\n${newNumber()}`,
        text: `A table for two, ${word}`,
      });
      await seePrice(page);
      await page.getByRole('button', { name: /^Send 2 messages/ }).click();
      await expect(page.getByText(/^Charged €0\.084/)).toBeVisible({ timeout: 60_000 });
      await expect(page.getByText('Text kept until')).toBeVisible();
      await expect(page.getByText('Numbers kept until')).toBeVisible();
      await journey.expectAccessible();
    });
    const batch = page.url();

    await journey.step('its messages say so, too', async () => {
      await page.getByRole('link', { name: /^\+30/ }).first().click();
      await expect(page.getByText('Numbers kept until')).toBeVisible();
      await journey.expectAccessible();
    });
    const message = page.url();

    await journey.step('after a year and a month nobody can tell whom it went to', async () => {
      await endPeriods(customer.ctx, 366);
      const worker = workerContext(ground() as WorkerGround, 'journey');
      // A worker that is ending the same keys at this moment is waited for.
      await expect(async () => {
        await endDataKeys(worker);
        await removeRows(worker);
        await page.goto(batch);
        await expect(page.getByText(/The numbers of this send were deleted on/)).toBeVisible({
          timeout: 1_000,
        });
      }).toPass();
      await expect(page.getByText(/^Charged €0\.084/)).toBeVisible();
      await expect(page.getByText('The time for which you keep texts was over.')).toBeVisible();
      await expect(page.getByText(word)).toHaveCount(0);
      await expect(page.getByText('kept until')).toHaveCount(0);
      await journey.expectAccessible();
      expect((await page.goto(message))?.status()).toBe(404);
    });

    await journey.step('the search does not find it, and the list still has it', async () => {
      await page.goto(paths.messages());
      await expect(page.getByRole('link', { name: 'Hidden content' })).toBeVisible();
      await page.getByLabel('Find a number').fill(number);
      await page.getByRole('button', { name: 'Find' }).click();
      await expect(page.getByText('You have sent nothing to this number.')).toBeVisible();
      await journey.expectAccessible();
    });
  },
);

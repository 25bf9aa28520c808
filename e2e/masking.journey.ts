import type { Page } from '@playwright/test';
import { paths } from '#lib/web/paths.ts';
import { canaryWord } from './canary.ts';
import { newCustomer, signIn } from './cast.ts';
import { atOneWidth, expect, test } from './journey.ts';
import { arrivedAt, newNumber } from './phones.ts';
import { seePrice, write } from './writing.ts';

/** Presses the button of the summary and waits until it has arrived. Returns the address of the batch. */
async function sendIt(page: Page): Promise<string> {
  await page.getByRole('button', { name: /^Send 1 message/ }).click();
  await expect(page.getByText(/Delivered 1 of 1/)).toBeVisible();
  return page.url();
}

test('masking: what went out is *****, and the past too', atOneWidth, async ({ page, journey }) => {
  const customer = await newCustomer('Taverna');
  const [friend, other] = [newNumber(), newNumber()];
  const [kept, masked, once] = [canaryWord(), canaryWord(), canaryWord()];
  let earlier = '';
  await signIn(page, journey, customer);

  await journey.step('send one that is kept: the summary says until when', async () => {
    await write(page, { recipients: friend, text: `Kept, ${kept}` });
    await seePrice(page);
    await expect(page.getByText(/Kept until \d+ \w+ 20\d\d/)).toBeVisible();
    earlier = await sendIt(page);
    await expect(page.getByText(`Kept, ${kept}`)).toBeVisible();
  });

  await journey.step('mask a single one', async () => {
    await write(page, { recipients: other, text: `Once, ${once}` });
    await page.getByRole('checkbox', { name: 'Mask this message' }).check();
    await journey.expectAccessible();
    await seePrice(page);
    await expect(page.getByText('Masked.', { exact: true })).toBeVisible();
    await page.getByRole('link', { name: 'Change something' }).click();
    await expect(page.getByRole('checkbox', { name: 'Mask this message' })).toBeChecked();
    await seePrice(page);
    await sendIt(page);
    await expect(page.getByText(`Once, ${once}`)).toBeHidden();
    expect((await arrivedAt(other))[0]?.text).toBe(`Once, ${once}`);
  });

  await journey.step('read what masking will mean, and switch it on with one press', async () => {
    await page.goto(paths.contentSettings());
    await expect(page.getByText('How your newest message would look')).toBeVisible();
    await expect(page.getByText('What cannot be done any more')).toBeVisible();
    await journey.expectAccessible();
    await page.getByRole('button', { name: 'Switch permanent masking on' }).click();
    await expect(page.getByText('On for everything you send')).toBeVisible();
    await expect(page.getByText(customer.username).first()).toBeVisible();
    await journey.expectAccessible();
  });

  await journey.step('send: it is readable on the phone and nowhere else', async () => {
    await write(page, { recipients: friend, text: `Masked, ${masked}` });
    await expect(page.getByText('Masked: permanent masking is on')).toBeVisible();
    await seePrice(page);
    await journey.expectAccessible();
    await sendIt(page);
    expect((await arrivedAt(friend)).map(({ text }) => text)).toContain(`Masked, ${masked}`);
    await expect(async () => {
      await page.reload();
      await expect(page.getByText(/Content destroyed \d/)).toBeVisible({ timeout: 1000 });
    }).toPass();
    await expect(page.getByText('*****').first()).toBeVisible();
    await expect(page.locator('body')).not.toContainText(masked);
    await journey.expectAccessible();
  });

  await journey.step('the timeline of the message says so, too', async () => {
    await page.getByRole('link', { name: /^\+30/ }).first().click();
    await expect(page.getByText(/^Content destroyed\. It was masked/)).toBeVisible();
    await journey.expectAccessible();
  });

  await journey.step('the past too: asked once, with what will be lost', async () => {
    await page.goto(paths.contentSettings());
    await page.getByText('Destroy all texts until now…').click();
    await expect(page.getByText(/The text of 1 send can be read by nobody/)).toBeVisible();
    await journey.expectAccessible();
    await page.getByRole('button', { name: 'Destroy 1 text for good' }).click();
    await expect(page.getByText('There is no text of yours to destroy.')).toBeVisible();
    await expect(page.getByText('All texts until then destroyed')).toBeVisible();
  });

  await journey.step('the earlier message is *****, in the list and on its page', async () => {
    await page.goto(earlier);
    await expect(page.getByText(/as you chose in Settings/)).toBeVisible();
    await expect(page.locator('body')).not.toContainText(kept);
    await page.goto(paths.messages());
    await expect(page.getByRole('link', { name: 'Hidden content' })).toHaveCount(3);
    await journey.expectAccessible();
  });

  await journey.step('switch it off by choosing for how long texts are kept', async () => {
    await page.goto(paths.contentSettings());
    await page.getByRole('radio', { name: '30 days' }).first().check();
    await page.getByRole('radio', { name: '30 days' }).last().check();
    await page.getByLabel('Password', { exact: true }).fill(customer.password);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Saved')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Switch permanent masking on' })).toBeVisible();
    await expect(page.getByText('Texts kept for 30 days')).toBeVisible();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test(
    'masking is switched on, and a choice that cannot be is refused',
    atOneWidth,
    async ({ page, journey }) => {
      await signIn(page, journey, await newCustomer());

      await journey.step(
        'texts kept longer than numbers are refused, and the choice stays',
        async () => {
          await page.goto(paths.contentSettings());
          await page.getByRole('radio', { name: 'A year' }).first().check();
          await page.getByRole('radio', { name: '90 days' }).last().check();
          await page.getByRole('button', { name: 'Save' }).click();
          await expect(page.getByText(/Choose a year or longer/).first()).toBeVisible();
          await expect(page.getByRole('radio', { name: '90 days' }).last()).toBeChecked();
        },
      );

      await journey.step('one press', async () => {
        await page.getByRole('button', { name: 'Switch permanent masking on' }).click();
        await expect(page.getByText('On for everything you send')).toBeVisible();
      });
    },
  );
});

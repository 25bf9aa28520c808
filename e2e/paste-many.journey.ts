import { canaryWord } from './canary.ts';
import { newCustomer, newStaff, signIn } from './cast.ts';
import { expect, test } from './journey.ts';
import { arrivedAt, newNumber } from './phones.ts';
import { seePrice, write } from './writing.ts';

test('paste many: 200 numbers, one Greek word, one number that the network refuses', async ({
  page,
  journey,
}) => {
  const customer = await newCustomer('Taverna');
  await (await newStaff()).give(customer.accountId, 50);
  const good = Array.from({ length: 199 }, () => newNumber());
  const refused = newNumber('9001');
  const word = canaryWord();
  const text = `Το τραπέζι σας is ready, ${word}.`;
  await signIn(page, journey, customer);

  await journey.step('paste the list and see at once what was understood', async () => {
    const national = good.map((number) => number.replace('+30', ''));
    await write(page, {
      recipients: [...national, refused, national[0], '12 not a number'].join('\n'),
      text,
    });
    await expect(
      page.getByText(/200 recipients · 199 numbers completed · 2 left out/),
    ).toBeVisible();
    await expect(page.locator('#text-count')).toContainText('1 SMS');
    await expect(page.locator('#text-count')).toContainText('of 70');
    await journey.expectAccessible();
  });

  await journey.step('the summary names what is left out and the price of the rest', async () => {
    await seePrice(page);
    await expect(page.getByText('12 not a number')).toBeVisible();
    await journey.expectAccessible();
    await page.getByRole('button', { name: 'Send 200 messages · €8.40' }).click();
  });

  await journey.step('every good number has it, the refused one is not charged', async () => {
    await expect(page.getByText(/Delivered 199 of 200 · 1 not sent: not charged/)).toBeVisible({
      timeout: 30_000,
    });
    await journey.expectAccessible();
    for (const number of [good[0], good[100], good[198]]) {
      expect((await arrivedAt(number ?? '')).map((arrived) => arrived.text)).toEqual([text]);
    }
    expect(await arrivedAt(refused)).toEqual([]);
  });

  await journey.step(
    'the refused one says why, who can do something, and that it was free',
    async () => {
      await page
        .getByRole('link', { name: /Not sent/ })
        .first()
        .click();
      await expect(page).toHaveURL(/state=failed/);
      await expect(page.getByRole('link', { name: /^\+30/ })).toHaveCount(1);
      await page.getByRole('link', { name: /^\+30/ }).first().click();
      await expect(
        page.getByText('The network does not accept this number.').first(),
      ).toBeVisible();
      await journey.expectAccessible();
    },
  );

  await journey.step('the statement has 199 charged and one returned', async () => {
    await page.getByRole('link', { name: 'Billing' }).click();
    await expect(page.getByText('€46.642').first()).toBeVisible();
    await journey.expectAccessible();
  });

  await journey.step('search by number finds the message', async () => {
    await page.getByRole('link', { name: 'Messages', exact: true }).click();
    await page.getByLabel('Find a number').fill(refused);
    await page.getByRole('button', { name: 'Find', exact: true }).click();
    await expect(page.getByRole('link', { name: /^\+30/ })).toHaveCount(1);
    await journey.expectAccessible();
  });
});

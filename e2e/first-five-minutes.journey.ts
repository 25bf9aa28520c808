import { suggestPassphrase } from '#lib/accounts/suggest-passphrase.ts';
import { paths } from '#lib/web/paths.ts';
import { canaryWord } from './canary.ts';
import { newUsername } from './cast.ts';
import { expect, test } from './journey.ts';
import { arrivedAt, codeAt, newNumber } from './phones.ts';

test('the first five minutes: from nothing to a message on a phone', async ({ page, journey }) => {
  const username = newUsername();
  const mine = newNumber();
  const friend = newNumber();
  const word = canaryWord();

  await journey.step('look at the landing page', async () => {
    await page.goto(paths.home());
    await journey.expectAccessible();
  });

  await journey.step('sign up with two fields', async () => {
    await page.getByRole('link', { name: 'Sign up' }).first().click();
    await page.getByLabel('Username').fill(username);
    await page.getByLabel('Password', { exact: true }).fill(suggestPassphrase());
    await page.getByRole('checkbox', { name: /accept them/ }).check();
    await page.getByRole('button', { name: 'Sign up' }).click();
    await expect(page.getByRole('heading', { name: 'Your recovery kit' })).toBeVisible();
    journey.now({ signedIn: true });
  });

  await journey.step('keep the recovery kit', async () => {
    await expect(
      page.getByRole('region', { name: 'Recovery codes' }).getByRole('listitem'),
    ).toHaveCount(8);
    await journey.expectAccessible();
    await page.getByRole('link', { name: /I have kept them/ }).click();
  });

  await journey.step('ask for a code', async () => {
    await page.getByLabel('Mobile number').fill(mine.replace('+30', ''));
    await page.getByRole('button', { name: 'Send the code' }).click();
    await expect(page.getByRole('heading', { name: 'Enter the code' })).toBeVisible();
  });

  await journey.step('type a wrong code, then the right one', async () => {
    const code = await codeAt(mine);
    await page.getByLabel('Code', { exact: true }).fill(code === '000000' ? '111111' : '000000');
    await page.getByRole('button', { name: 'Confirm the number' }).click();
    await expect(page.getByText(/4 tries left/).first()).toBeVisible();
    await page.getByLabel('Code', { exact: true }).fill(code);
    await page.getByRole('button', { name: 'Confirm the number' }).click();
    await expect(page.getByText('The number is confirmed.')).toBeVisible();
    await journey.expectAccessible();
  });

  await journey.step('write, and see parts and price', async () => {
    await page.getByRole('link', { name: 'Write a message' }).first().click();
    await page.getByLabel('Recipients').fill(friend);
    await page.getByLabel('Text').fill(`Dinner is ready, ${word}. €5 each.`);
    await expect(page.locator('#text-count')).toContainText(
      /1 SMS · \d+ of 160 · €0\.042 to Greece/,
    );
    await page.getByRole('checkbox', { name: /agreed/ }).check();
    await journey.expectAccessible();
    await page.getByRole('button', { name: 'See the price' }).click();
  });

  await journey.step('read the summary and send', async () => {
    await expect(page.getByRole('heading', { name: 'Check and send' })).toBeVisible();
    await journey.expectAccessible();
    await page.getByRole('button', { name: 'Send 1 message · €0.042' }).click();
  });

  await journey.step('watch it arrive', async () => {
    await expect(page.getByText(/Delivered 1 of 1/)).toBeVisible();
    await journey.expectAccessible();
    const [arrived] = await arrivedAt(friend);
    expect(arrived?.text).toBe(`Dinner is ready, ${word}. €5 each.`);
  });

  await journey.step('read the timeline of the message', async () => {
    await page
      .getByRole('row')
      .getByRole('link')
      .first()
      .or(page.getByRole('link', { name: /^\+30/ }).first())
      .first()
      .click();
    await expect(page.getByRole('heading', { name: 'What happened' })).toBeVisible();
    await expect(page.getByText('Delivered', { exact: true }).first()).toBeVisible();
    await journey.expectAccessible();
  });

  await journey.step('find the charge in the statement', async () => {
    await page.getByRole('link', { name: 'Billing' }).click();
    await expect(page.getByText('€4.958').first()).toBeVisible();
    await journey.expectAccessible();
  });

  await journey.step('sign out', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible();
    journey.now({ signedIn: false });
  });
});

import { paths } from '#lib/web/paths.ts';
import { newCustomer, signIn } from './cast.ts';
import { expect, test } from './journey.ts';
import { arrivedAt, newNumber } from './phones.ts';
import { seePrice, write } from './writing.ts';

test('hit a ceiling, raise it with the password, and go on', async ({ page, journey }) => {
  const customer = await newCustomer('Taverna');
  const friends = [newNumber(), newNumber(), newNumber()];
  await signIn(page, journey, customer);

  await journey.step('lowering needs no password', async () => {
    await page.goto(paths.ceilings());
    await page.getByLabel('At most an hour').fill('0.10');
    await page.getByRole('button', { name: 'Save these ceilings' }).click();
    await expect(page.getByText('These ceilings count from now on')).toBeVisible();
    await expect(page.getByRole('row', { name: /an hour/ }).first()).toContainText(
      '€0.00 of €0.10',
    );
    await journey.expectAccessible();
  });

  await journey.step(
    'four fifths of it are told at the top of the pages, and dismissed',
    async () => {
      await write(page, { recipients: friends.slice(0, 2).join('\n'), text: 'See you at six.' });
      await seePrice(page);
      await page.getByRole('button', { name: /^Send 2 messages/ }).click();
      await expect(page.getByRole('heading', { name: 'Send to 2 recipients' })).toBeVisible();
      const strip = page.getByRole('region', { name: 'Notices' });
      await expect(strip).toContainText('Four fifths of your ceiling of €0.10 an hour are used.');
      await journey.expectAccessible();
      await strip.getByRole('button', { name: 'Dismiss' }).click();
      await expect(strip).toHaveCount(0);
    },
  );

  await journey.step('a send above it is announced before, and then held', async () => {
    await write(page, { recipients: friends[2]!, text: 'Bring the cake.' });
    await seePrice(page);
    await expect(page.getByText(/This is above your ceiling of €0\.10 an hour/)).toBeVisible();
    await journey.expectAccessible();
    await page.getByRole('button', { name: /^Send 1 message/ }).click();
    await expect(
      page.getByText('This send is held: it waits until you let it go on.'),
    ).toBeVisible();
    await expect(page.getByRole('region', { name: 'Notices' })).toContainText(
      'A send waits for you.',
    );
    await journey.expectAccessible();
  });
  const held = page.url();

  await journey.step(
    'nothing of it leaves, and letting it go on is refused with the figures',
    async () => {
      await page.getByRole('button', { name: 'Send it now' }).click();
      await expect(page.getByRole('alert').first()).toContainText(
        'This is above your ceiling of €0.10 an hour',
      );
      await page.goto(paths.messages());
      await expect(page.getByText('Held: it waits for you')).toBeVisible();
      await journey.expectAccessible();
      expect(await arrivedAt(friends[2]!)).toEqual([]);
    },
  );

  await journey.step(
    'raising it with a wrong password is refused, and the amount stays',
    async () => {
      await page.goto(held);
      await page.getByRole('link', { name: 'Raise the ceiling' }).click();
      await page.getByLabel('At most an hour').fill('5');
      await page.getByLabel('Password', { exact: true }).fill('not the password at all');
      await page.getByRole('button', { name: 'Save these ceilings' }).click();
      await expect(page.getByText('That is not your password.').first()).toBeVisible();
      await expect(page.getByLabel('At most an hour')).toHaveValue('5');
      await journey.expectAccessible();
    },
  );

  await journey.step('with the right one it counts, and the send goes on and arrives', async () => {
    await page.getByLabel('Password', { exact: true }).fill(customer.password);
    await page.getByRole('button', { name: 'Save these ceilings' }).click();
    await expect(page).toHaveURL(held);
    await expect(page.getByText('Now there is room for it.')).toBeVisible();
    await page.getByRole('button', { name: 'Send it now' }).click();
    await expect(page.getByText(/Delivered 1 of 1/).first()).toBeVisible();
    await expect(page.getByText('This send is held')).toHaveCount(0);
    expect(await arrivedAt(friends[2]!)).toHaveLength(1);
  });

  await journey.step('the list of notices keeps what was told', async () => {
    await page.goto(paths.notices());
    await expect(page.getByText('A send waits for you.')).toBeVisible();
    await journey.expectAccessible();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a held send is cancelled, and its notice dismissed', async ({ page, journey }) => {
    const customer = await newCustomer('Taverna');
    const friend = newNumber();
    await signIn(page, journey, customer);
    await journey.step('lower the ceiling and send above it', async () => {
      await page.goto(paths.ceilings());
      await page.getByLabel('At most a day').fill('0');
      await page.getByRole('button', { name: 'Save these ceilings' }).click();
      await expect(page.getByText('These ceilings count from now on')).toBeVisible();
      await write(page, { recipients: friend, text: 'Not today.' });
      await seePrice(page);
      await page.getByRole('button', { name: /^Send 1 message/ }).click();
      await expect(page.getByText('This send is held')).toBeVisible();
    });

    await journey.step('dismiss the notice', async () => {
      const strip = page.getByRole('region', { name: 'Notices' });
      await strip.getByRole('button', { name: 'Dismiss' }).click();
      await expect(strip).toHaveCount(0);
    });

    await journey.step('cancel it', async () => {
      await page.getByText('Cancel what has not left…').click();
      await page.getByRole('button', { name: 'Cancel the message' }).click();
      await expect(page.getByText(/1 cancelled: not charged/)).toBeVisible();
      await expect(page.getByText('This send is held')).toHaveCount(0);
      expect(await arrivedAt(friend)).toEqual([]);
    });
  });
});

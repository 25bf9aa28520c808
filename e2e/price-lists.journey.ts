import type { Page } from '@playwright/test';
import { micros } from '#lib/money/micros.ts';
import { currentPriceList } from '#lib/prices/price-list.ts';
import { writePriceCsv } from '#lib/prices/write-price-csv.ts';
import { ground } from '#lib/web/ground.ts';
import { paths } from '#lib/web/paths.ts';
import { newCustomer, newStaff, signIn, signInAsStaff } from './cast.ts';
import { expect, type Journey, test } from './journey.ts';
import { newNumber } from './phones.ts';
import { seePrice, write } from './writing.ts';

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };
const HEADER = 'prefix,country,destination,price';

/** The list in effect with Greece at another price, as a file. */
async function listWithGreeceAt(millis: number): Promise<string> {
  const now = await currentPriceList(ground().db);
  if (!now) throw new Error('The demo has no price list.');
  const segmentMicros = micros(millis * 1_000);
  const prices = now.prices.map((one) => (one.country === 'GR' ? { ...one, segmentMicros } : one));
  return writePriceCsv({ ...now, prices });
}

/** The first moment of a day that begins in half a day or later, as a datetime-local field takes it. */
function nextDay(): string {
  const inThirtySixHours = new Date(Date.now() + 36 * 3_600_000);
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Athens' });
  return `${day.format(inThirtySixHours)}T00:00`;
}

const fileOf = (csv: string) => ({
  ...{ name: 'list.csv', mimeType: 'text/csv' },
  buffer: Buffer.from(csv),
});

const propose = (page: Page) => page.getByRole('button', { name: 'See what it changes' }).click();

/** Takes the list back from its page, and with that off the price page. */
async function withdraw(page: Page, journey: Journey): Promise<void> {
  await page.getByText('Withdraw this list…').click();
  await journey.expectAccessible();
  await page.getByRole('button', { name: 'Withdraw the list' }).click();
  await expect(page.getByText('Withdrawn', { exact: true }).first()).toBeVisible();
}

async function signOut(page: Page, journey: Journey): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible();
  journey.now({ signedIn: false });
}

test('staff propose a list: a wrong line is named and kept, the right one shows what it changes', async ({
  page,
  journey,
}) => {
  await signInAsStaff(page, journey, await newStaff('finance'));

  await journey.step(
    'a file with a wrong line is refused by its number, and stays as text',
    async () => {
      await page.getByRole('link', { name: 'Prices' }).first().click();
      await expect(page.getByRole('heading', { name: 'Price lists' })).toBeVisible();
      await journey.expectAccessible();
      await page
        .getByLabel('The list as a file')
        .setInputFiles(fileOf(`${HEADER}\n30,GR,Greece,0.05\n44,GB,United Kingdom,cheap\n`));
      await page.getByLabel('Where it is from').fill('The price book of a journey');
      await page.getByLabel('From', { exact: true }).fill(nextDay());
      await propose(page);
      const alert = page.getByRole('alert').first();
      await expect(alert).toContainText('Line 3: The price must be an amount such as 0.042.');
      await expect(page.getByLabel('Or the list as text')).toHaveValue(/United Kingdom,cheap/);
      await expect(page.getByLabel('Where it is from')).toHaveValue('The price book of a journey');
      await expect(page.getByLabel('From', { exact: true })).toHaveValue(nextDay());
      await journey.expectAccessible();
    },
  );

  await journey.step('mended in place it is a proposal, and its changes are shown', async () => {
    const csv = await listWithGreeceAt(50);
    await page.getByLabel('Or the list as text').fill(csv);
    await propose(page);
    await expect(page.getByText('Proposed, not confirmed')).toBeVisible();
    await expect(page.getByText(/2 dearer \(by up to 19%\)/).first()).toBeVisible();
    await expect(page.getByRole('row', { name: /Greece \(\+30\)/ })).toContainText('€0.05');
    await journey.expectAccessible();
  });

  await journey.step('it can be withdrawn', () => withdraw(page, journey));
});

test('a confirmed list is announced, and a quote stays at the price of today', async ({
  page,
  journey,
  isMobile,
}) => {
  test.skip(
    isMobile,
    'There is one price list for all: two of these would announce theirs at once.',
  );
  const staff = await newStaff('finance');
  await signInAsStaff(page, journey, staff);
  let listPage = '';

  await journey.step('propose and confirm', async () => {
    const csv = await listWithGreeceAt(60);
    await page.goto(paths.adminPrices());
    await page.getByLabel('The list as a file').setInputFiles(fileOf(csv));
    await page.getByLabel('Where it is from').fill('The list of tomorrow');
    await page.getByLabel('From', { exact: true }).fill(nextDay());
    await propose(page);
    await page.getByText('Confirm this list…').click();
    await expect(page.getByText('Quotes given before keep their price.')).toBeVisible();
    await journey.expectAccessible();
    await page.getByRole('button', { name: 'Confirm the prices' }).click();
    await expect(page.getByText('Confirmed', { exact: true }).first()).toBeVisible();
    listPage = page.url();
  });

  await journey.step('the price page shows old and new, on both widths', async () => {
    for (const size of [PHONE, DESKTOP]) {
      await page.setViewportSize(size);
      await page.goto(paths.prices());
      await expect(page.getByText('New prices are coming.')).toBeVisible();
      await page.getByLabel('Country or number').fill('+30');
      await page.getByRole('button', { name: 'Search' }).click();
      const greece = page.getByRole('row', { name: /Greece/ });
      await expect(greece).toContainText('€0.042');
      await expect(greece).toContainText('€0.06');
      await expect(page.getByText('A number that begins with +30 costs €0.042')).toBeVisible();
      await journey.expectAccessible();
    }
  });

  await journey.step('the file of the list is that of today', async () => {
    const file = await page.request.get(paths.pricesFile());
    expect(file.headers()['content-type']).toContain('text/csv');
    expect(await file.text()).toContain('30,GR,"Greece",0.042');
  });

  await journey.step('a customer’s quote is at the price of today', async () => {
    await signOut(page, journey);
    await signIn(page, journey, await newCustomer('Taverna'));
    await write(page, { recipients: newNumber(), text: 'At the price of today.' });
    await seePrice(page);
    await expect(page.getByRole('button', { name: 'Send 1 message · €0.042' })).toBeVisible();
    await expect(page.getByText(/whatever the price list says then/)).toBeVisible();
  });

  await journey.step('staff withdraw it', async () => {
    await signOut(page, journey);
    await signInAsStaff(page, journey, staff);
    await page.goto(listPage);
    await withdraw(page, journey);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a list is refused, mended, proposed and withdrawn', async ({ page, journey }) => {
    await signInAsStaff(page, journey, await newStaff('finance'));

    await journey.step('refused and kept', async () => {
      await page.goto(paths.adminPrices());
      await page
        .getByLabel('The list as a file')
        .setInputFiles(fileOf(`${HEADER}\n30,GR,Greece,cheap\n`));
      await page.getByLabel('Where it is from').fill('Without script');
      await page.getByLabel('From', { exact: true }).fill(nextDay());
      await propose(page);
      await expect(page.getByRole('alert').first()).toContainText('Line 2:');
      await expect(page.getByLabel('Or the list as text')).toHaveValue(/Greece,cheap/);
    });

    await journey.step('mended, proposed, withdrawn', async () => {
      await page.getByLabel('Or the list as text').fill(`${HEADER}\n30,GR,Greece,0.05`);
      await propose(page);
      await expect(page.getByText('Proposed, not confirmed')).toBeVisible();
      await expect(page.getByText('Destinations disappear.')).toBeVisible();
      await page.getByText('Withdraw this list…').click();
      await page.getByRole('button', { name: 'Withdraw the list' }).click();
      await expect(page.getByText('Withdrawn', { exact: true }).first()).toBeVisible();
    });
  });
});

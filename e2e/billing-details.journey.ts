import type { Page } from '@playwright/test';
import { paths } from '#lib/web/paths.ts';
import { newCustomer, signIn } from './cast.ts';
import { expect, test } from './journey.ts';

const company = {
  'Name of the company': 'Αρτοποιείο Ζαχαρίας & Υιοί',
  Address: 'Ερμού 15',
  'Postal code': '105 63',
  'Town or city': 'Αθήνα',
};
const numberField = 'VAT number (optional)';

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) {
    await page.getByLabel(label, { exact: true }).fill(text);
  }
}

async function expectFilled(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) {
    await expect(page.getByLabel(label, { exact: true })).toHaveValue(text);
  }
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test('say who is invoiced: a slip of the hand, another country, and gone again', async ({
  page,
  journey,
}) => {
  await signIn(page, journey, await newCustomer());

  await journey.step('a wrong VAT number is refused at its field, and all stays', async () => {
    await page.goto(paths.billingDetails());
    await expect(page.getByLabel('Country')).toHaveValue('GR');
    await fill(page, { ...company, [numberField]: 'el 094 259 217' });
    await press(page, 'Save');
    await expect(page.getByRole('alert').first()).toContainText('slip of the hand');
    await expect(page.getByLabel(numberField)).toHaveAttribute('aria-invalid', 'true');
    await expectFilled(page, { ...company, [numberField]: 'el 094 259 217' });
    await journey.expectAccessible();
  });

  await journey.step('the right one is saved, and VAT is explained', async () => {
    await fill(page, { [numberField]: 'el 094 259 216' });
    await press(page, 'Save');
    await expect(page.getByText('Saved')).toBeVisible();
    await expect(page.getByText('24 % VAT of Greece is added')).toBeVisible();
    await expectFilled(page, { ...company, [numberField]: 'EL094259216' });
    await journey.expectAccessible();
  });

  await journey.step(
    'another country has other fields at once, and what is typed stays',
    async () => {
      await page.getByLabel('Country').selectOption('US');
      await expect(page.getByLabel('ZIP code', { exact: true })).toHaveValue('105 63');
      await expect(page.getByLabel('State', { exact: true })).toHaveAttribute(
        'autocomplete',
        'address-level1',
      );
      await fill(page, { State: 'IL', 'ZIP code': '62701', 'Tax number (optional)': '12-3456789' });
      await press(page, 'Save');
      await expect(page.getByText('No VAT is added, since you are outside')).toBeVisible();
      await page.reload();
      await expectFilled(page, { State: 'IL', 'Tax number (optional)': '12-3456789' });
      await journey.expectAccessible();
    },
  );

  await journey.step('a private person has no number', async () => {
    await page.getByLabel('Private person').check();
    await expect(page.getByLabel('Tax number (optional)')).toHaveCount(0);
    await expect(page.getByLabel('Your name')).toHaveAttribute('autocomplete', 'name');
  });

  await journey.step('removed for good', async () => {
    await page.getByText('Remove my billing details…').click();
    await journey.expectAccessible();
    await press(page, 'Remove them for good');
    await expect(page.getByText('Remove my billing details…')).toHaveCount(0);
    await page.reload();
    await expectFilled(page, { Address: '', 'Name of the company': '' });
  });
});

test('a step on the way to pay: saved, then on', async ({ page, journey }) => {
  await signIn(page, journey, await newCustomer());
  await journey.step('asked for once', async () => {
    await page.goto(paths.billingDetails(paths.billing()));
    await expect(page.getByText('One thing before you pay')).toBeVisible();
    await fill(page, company);
    await press(page, 'Save and go on');
    await expect(page).toHaveURL(paths.billing());
  });
  await journey.step('another site is no way to go on', async () => {
    await page.goto(paths.billingDetails('//example.com/'));
    await expect(page.getByRole('link', { name: 'Go on to pay' })).toHaveCount(0);
    await press(page, 'Save');
    await expect(page.getByText('Saved')).toBeVisible();
    await expect(page).toHaveURL(/\/billing\/details/);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the fields of a country are asked for by a button, and nothing typed is lost', async ({
    page,
    journey,
  }) => {
    await signIn(page, journey, await newCustomer());
    await journey.step('another country', async () => {
      await page.goto(paths.billingDetails());
      await fill(page, company);
      await page.getByLabel('Country').selectOption('IE');
      await press(page, 'Use this country');
      await expect(page.getByRole('alert')).toHaveCount(0);
      await expect(page.getByLabel('Country')).toHaveValue('IE');
      await expectFilled(page, { Address: 'Ερμού 15', 'Eircode (optional)': '105 63' });
    });
    await journey.step('a refusal keeps it, the mended one is saved', async () => {
      await fill(page, { [numberField]: 'IE6433435X' });
      await press(page, 'Save');
      await expect(page.getByRole('alert').first()).toContainText('such as D02 X285');
      await fill(page, { 'Eircode (optional)': 'd02 x285', [numberField]: '6433435F' });
      await press(page, 'Save');
      await expect(page.getByText('Reverse charge: VAT to be accounted for')).toBeVisible();
      await expectFilled(page, { 'Eircode (optional)': 'D02 X285', [numberField]: 'IE6433435F' });
    });
    await journey.step('removed', async () => {
      await page.getByText('Remove my billing details…').click();
      await press(page, 'Remove them for good');
      await expect(page.getByText('Remove my billing details…')).toHaveCount(0);
    });
  });
});

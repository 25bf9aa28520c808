import { countWords } from '#components/price-words.ts';
import { countSegments } from '#lib/segments/count-segments.ts';
import { paths } from '#lib/web/paths.ts';
import { newCustomer, signIn } from './cast.ts';
import { expect, test } from './journey.ts';

const texts = [
  'Hello',
  'Price: 5 € [today]',
  'Καλημέρα σας, το ραντεβού σας είναι αύριο',
  `${'a'.repeat(160)}b`,
  'See you at 6 😀',
  'ω'.repeat(71),
];

test('the landing page counts as the composer does, and says what it costs to a country', async ({
  page,
  journey,
}) => {
  const count = page.locator('#text-count');

  await journey.step('a text is counted, marked and priced while it is written', async () => {
    await page.goto(paths.home());
    await expect(count).toHaveText(/^2 SMS · \d+ of 134 · €[\d.–€]+ to Greece$/);
    await expect(page.getByText(/is not in the short SMS alphabet/)).toBeVisible();
    await journey.expectAccessible();
    await page.getByRole('button', { name: /^Write it so/ }).click();
    await expect(count).toHaveText(/^1 SMS · \d+ of 160/);
    for (const text of texts) {
      await page.getByLabel('Text').fill(text);
      await expect(count, text).toContainText(`${countWords(countSegments(text))} · €`);
    }
    await journey.expectAccessible();
  });

  await journey.step('another country has another price, and the counter takes it', async () => {
    await page.getByLabel('An SMS to').selectOption({ label: 'Germany' });
    await page.getByRole('button', { name: 'Show' }).click();
    await expect(page).toHaveURL(/\?country=DE#price$/);
    await expect(page.getByText('for each SMS to Germany, without VAT')).toBeVisible();
    await expect(count).toContainText('to Germany');
  });

  await journey.step('each promise leads to its clause', async () => {
    await page.getByRole('link', { name: /You can hide your SMS for good$/ }).click();
    await expect(page).toHaveURL(paths.termsClause(9));
    await expect(page.locator('#clause-9')).toBeInViewport();
  });

  await journey.step('the composer counts every text alike', async () => {
    await signIn(page, journey, await newCustomer('Taverna'));
    await page.goto(paths.send());
    for (const text of texts) {
      await page.getByLabel('Text').fill(text);
      await expect(count, text).toContainText(countWords(countSegments(text)));
    }
  });
});

test('without JavaScript the counter is an example, and the look-up works', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${paths.home()}?country=CY`);
  await expect(page.locator('#text-count')).toHaveText(
    /^2 SMS · \d+ of 134 · €[\d.–€]+ to Cyprus$/,
  );
  await expect(page.getByLabel('Text')).not.toBeEditable();
  await page.getByLabel('An SMS to').selectOption({ label: 'Greece' });
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByText('for each SMS to Greece, without VAT')).toBeVisible();
  await context.close();
});

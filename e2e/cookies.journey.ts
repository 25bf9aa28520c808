import { CONSENT_COOKIE } from '#lib/web/cookies.ts';
import { paths } from '#lib/web/paths.ts';
import { newCustomer, signIn } from './cast.ts';
import { expect, test } from './journey.ts';

for (const [button, answer] of [
  ['Accept', 'yes'],
  ['Refuse', 'no'],
] as const) {
  test(`"${button}" is one press, sets accept_cookies and nothing else`, async ({
    page,
    journey,
  }) => {
    await journey.step('before an answer there is no cookie', async () => {
      await page.goto(paths.home());
      await expect(page.getByRole('heading', { name: /count which features/ })).toBeVisible();
    });

    await journey.step(`press ${button}`, async () => {
      await page.getByRole('button', { name: button }).click();
      await expect(page.getByRole('heading', { name: /count which features/ })).toHaveCount(0);
      journey.now({ answered: answer });
    });

    await journey.step('the answer stays for every page, signed in too', async () => {
      await page.goto(paths.prices());
      await expect(page.getByRole('heading', { name: /count which features/ })).toHaveCount(0);
    });
    await signIn(page, journey, await newCustomer());

    await journey.step('changing the answer takes one press on its page', async () => {
      const other = answer === 'yes' ? 'Refuse' : 'Accept';
      await page.getByRole('link', { name: 'Cookies' }).click();
      await journey.expectAccessible();
      await page.getByRole('button', { name: other }).click();
      const changed = answer === 'yes' ? 'no' : 'yes';
      await expect
        .poll(
          async () =>
            (await page.context().cookies()).find(({ name }) => name === CONSENT_COOKIE)?.value,
        )
        .toBe(changed);
      journey.now({ answered: changed });
    });
  });
}

test('the two answers are alike in size and look', async ({ page }) => {
  await page.goto(paths.home());
  const looks = await page
    .getByRole('button', { name: /^(Accept|Refuse)$/ })
    .evaluateAll((buttons) =>
      buttons.map((button) => {
        const { width, height } = button.getBoundingClientRect();
        const { color, backgroundColor, fontSize, borderColor } = getComputedStyle(button);
        return { width, height, color, backgroundColor, fontSize, borderColor };
      }),
    );
  expect(looks).toHaveLength(2);
  expect(looks[0]).toEqual(looks[1]);
});

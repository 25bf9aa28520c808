import type { Page } from '@playwright/test';
import { suggestPassphrase } from '#lib/accounts/suggest-passphrase.ts';
import { CONSENT_COOKIE, type Consent } from '#lib/web/cookies.ts';
import { paths } from '#lib/web/paths.ts';
import { newCustomer, newUsername, signIn } from './cast.ts';
import { atOneWidth, expect, type Journey, test } from './journey.ts';

const bannerOf = (page: Page) => page.getByRole('region', { name: /count which features/ });
const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name });

const consentOf = async (page: Page) =>
  (await page.context().cookies()).find(({ name }) => name === CONSENT_COOKIE)?.value;

for (const [words, answer] of [
  ['Accept all', 'yes'],
  ['Refuse', 'no'],
] as const) {
  test(`"${words}" is one press and sets what was agreed to, nothing else`, async ({
    page,
    journey,
  }) => {
    await journey.step('before an answer there is no cookie', async () => {
      await page.goto(paths.home());
      await expect(bannerOf(page)).toBeVisible();
    });

    await journey.step(`press ${words}`, async () => {
      await bannerOf(page).getByRole('button', { name: words }).click();
      await expect(bannerOf(page)).toHaveCount(0);
      journey.now({ answered: answer });
    });

    await journey.step('the answer stays for every page, signed in too', async () => {
      await page.goto(paths.prices());
      await expect(bannerOf(page)).toHaveCount(0);
    });
    await signIn(page, journey, await newCustomer());

    await journey.step('changing the answer takes one press on its page', async () => {
      await page.getByRole('link', { name: 'Cookies' }).click();
      await expect(page.getByRole('heading', { name: 'Cookies', level: 1 })).toBeVisible();
      await journey.expectAccessible();
      await button(page, answer === 'yes' ? 'Refuse' : 'Accept all').click();
      const changed = answer === 'yes' ? 'no' : 'yes';
      await expect.poll(() => consentOf(page)).toBe(changed);
      journey.now({ answered: changed });
    });
  });
}

test('the three answers are alike in size, contrast and look', async ({ page }) => {
  await page.goto(paths.cookies());
  for (const place of [bannerOf(page), page.getByRole('main')]) {
    const answers = place.getByRole('button', { name: /^(Accept all|Refuse|Choose)$/ });
    await expect(answers).toHaveCount(3);
    const looks = await answers.evaluateAll((buttons) =>
      buttons.map((each) => {
        const { width, height } = each.getBoundingClientRect();
        const { color, backgroundColor, fontSize, fontWeight } = getComputedStyle(each);
        const { borderColor, borderWidth, opacity, textDecorationLine } = getComputedStyle(each);
        return {
          ...{ width: Math.round(width), height: Math.round(height), color, backgroundColor },
          ...{ fontSize, fontWeight, borderColor, borderWidth, opacity, textDecorationLine },
        };
      }),
    );
    expect(looks[1]).toEqual(looks[0]);
    expect(looks[2]).toEqual(looks[0]);
  }
});

test(
  'after an answer the keyboard goes on with the page',
  atOneWidth,
  async ({ page, journey }) => {
    await page.goto(paths.terms());
    await bannerOf(page).getByRole('button', { name: 'Refuse' }).press('Enter');
    await expect(bannerOf(page)).toHaveCount(0);
    await expect(page.getByRole('main')).toBeFocused();
    journey.now({ answered: 'no' });
  },
);

test(
  'an answer that could not be kept is not passed over in silence',
  atOneWidth,
  async ({ page, journey }) => {
    await journey.step('an answer that there is not', async () => {
      await page.goto(paths.prices());
      const refuse = bannerOf(page).getByRole('button', { name: 'Refuse' });
      await refuse.evaluate((each) => each.setAttribute('value', 'perhaps'));
      await refuse.click();
      await expect(bannerOf(page).getByRole('alert')).toHaveText('Choose one of these.');
      await journey.expectAccessible();
    });
  },
);

for (const header of ['Sec-GPC', 'DNT']) {
  test.describe(`a browser that sends ${header}`, () => {
    test.use({ extraHTTPHeaders: { [header]: '1' } });

    test(
      'has said no: nobody is asked, and a yes can still be given',
      atOneWidth,
      async ({ page, journey }) => {
        await journey.step('no question', async () => {
          await page.goto(paths.home());
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          await expect(bannerOf(page)).toHaveCount(0);
        });
        await journey.step('the page about cookies says so, and takes an answer', async () => {
          await page.goto(paths.cookies());
          await expect(page.getByText('We take that as a no')).toBeVisible();
          await button(page, 'Accept all').click();
          await expect.poll(() => consentOf(page)).toBe('yes');
          journey.now({ answered: 'yes' });
        });
      },
    );
  });
}

/** Opens the box, sees that it is accessible and that nothing in it is chosen yet, and chooses. */
async function choose(page: Page, journey: Journey, answer: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Choose' }).first().click();
  const box = page.getByRole('dialog', { name: 'What may be counted?' });
  await expect(box).toBeVisible();
  await expect(box.getByRole('radio', { checked: true })).toHaveCount(0);
  await journey.expectAccessible();
  await box.getByRole('radio', { name: answer }).check();
  await box.getByRole('button', { name: 'Save my choice' }).click();
}

test('"Choose" opens over the page and keeps each choice', async ({ page, journey }) => {
  const choices: [RegExp, Consent, RegExp][] = [
    [/, here All SMS/, 'here', /accepted being counted here/],
    [/at Mixpanel/, 'yes', /accepted everything/],
    [/Nothing/, 'no', /refused/],
  ];
  await journey.step('from the banner of any page', async () => {
    await page.goto(paths.prices());
    await choose(page, journey, choices[0]![0]);
    await expect(bannerOf(page)).toHaveCount(0);
    expect(new URL(page.url()).pathname).toBe(paths.prices());
    journey.now({ answered: 'here' });
  });
  await page.goto(paths.cookies());
  for (const [words, answered, said] of choices) {
    await journey.step(`choose ${answered}`, async () => {
      await choose(page, journey, words);
      await expect(page.getByRole('status').filter({ hasText: said })).toBeVisible();
      await expect(page.getByRole('dialog')).toHaveCount(0);
      journey.now({ answered });
    });
  }
});

async function signUp(page: Page): Promise<void> {
  await page.goto(paths.signUp());
  await page.getByLabel('Username').fill(newUsername());
  await page.getByLabel('Password', { exact: true }).fill(suggestPassphrase());
  await page.getByRole('checkbox', { name: /accept them/ }).check();
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expect(page.getByRole('heading', { name: 'Your recovery kit' })).toBeVisible();
}

test(
  'accepting the terms is no answer about cookies, and answering keeps a new recovery kit',
  atOneWidth,
  async ({ page, journey }) => {
    await journey.step('sign up: the terms are accepted, the question stays', async () => {
      await signUp(page);
      await expect(bannerOf(page)).toBeVisible();
      journey.now({ signedIn: true });
    });
    await journey.step('answer: the kit stays', async () => {
      await bannerOf(page).getByRole('button', { name: 'Refuse' }).click();
      await expect(bannerOf(page)).toHaveCount(0);
      await expect(page.getByRole('heading', { name: 'Your recovery kit' })).toBeVisible();
      journey.now({ answered: 'no' });
    });
  },
);

test(
  'after three months nothing is left, and the question comes again',
  atOneWidth,
  async ({ page, journey }) => {
    await journey.step('accept', async () => {
      await page.goto(paths.home());
      await bannerOf(page).getByRole('button', { name: 'Accept all' }).click();
      await expect(bannerOf(page)).toHaveCount(0);
      journey.now({ answered: 'yes' });
    });
    await journey.step('three months pass: a browser drops what has ended', async () => {
      const cookies = await page.context().cookies();
      const ends = Math.max(...cookies.map(({ expires }) => expires));
      expect(ends - Math.min(...cookies.map(({ expires }) => expires))).toBeLessThan(1);
      await page.context().clearCookies();
      await page
        .context()
        .addCookies(
          cookies
            .filter(({ expires }) => expires > ends)
            .map(({ name, value }) => ({ name, value, url: page.url() })),
        );
      journey.now({ answered: null });
      await page.reload();
      await expect(bannerOf(page)).toBeVisible();
    });
  },
);

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test(
    'the question can be answered, chosen and withdrawn, and never costs a new recovery kit',
    atOneWidth,
    async ({ page, journey }) => {
      await journey.step('sign up: the kit stands there alone', async () => {
        await signUp(page);
        await expect(bannerOf(page)).toHaveCount(0);
        journey.now({ signedIn: true });
      });
      await journey.step('the next page asks; choose', async () => {
        await page.getByRole('link', { name: /I have kept them/ }).click();
        await expect(bannerOf(page)).toBeVisible();
        await bannerOf(page).getByRole('button', { name: 'Choose' }).click();
        await page.getByRole('radio', { name: /, here All SMS/ }).check();
        await page.getByRole('button', { name: 'Save my choice' }).click();
        await expect.poll(() => consentOf(page)).toBe('here');
        await expect(page).toHaveURL(paths.senders());
        journey.now({ answered: 'here' });
      });
      await journey.step('accept all, then withdraw: two presses from any page', async () => {
        await page.goto(paths.cookies());
        await button(page, 'Accept all').click();
        await expect.poll(() => consentOf(page)).toBe('yes');
        journey.now({ answered: 'yes' });
      });
      await journey.step('withdraw', async () => {
        await page.goto(paths.send());
        await page.getByRole('contentinfo').getByRole('link', { name: 'Cookies' }).click();
        await button(page, 'Refuse').click();
        await expect.poll(() => consentOf(page)).toBe('no');
        journey.now({ answered: 'no' });
      });
    },
  );
});

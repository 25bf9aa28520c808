import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { startMixpanelStandIn } from '#dev/mixpanel-stand-in/start-stand-in.ts';
import { suggestPassphrase } from '#lib/accounts/suggest-passphrase.ts';
import { paths } from '#lib/web/paths.ts';
import { canaryWord, noteCanary } from './canary.ts';
import { newCustomer, newStaff, newUsername, signIn, signInAsStaff } from './cast.ts';
import { atOneWidth, expect, type Journey, test } from './journey.ts';
import { deletionsOf, eventsOf, readableIn, receivedByMixpanel, visitorOf } from './mixpanel.ts';
import { newNumber } from './phones.ts';
import { startSecondWeb } from './second-web.ts';
import { seePrice, write } from './writing.ts';

const bannerOf = (page: Page) => page.getByRole('region', { name: /count which features/ });

async function answer(page: Page, journey: Journey, words: string, answered: 'yes' | 'no') {
  await journey.step(`answer: ${words}`, async () => {
    await bannerOf(page).getByRole('button', { name: words }).click();
    await expect(bannerOf(page)).toHaveCount(0);
    journey.now({ answered });
  });
}

/** Sends what is written; the addresses of the quote and of the send. */
async function send(page: Page): Promise<string> {
  await seePrice(page);
  const quote = page.url();
  await page.getByRole('button', { name: /^Send 1 message/ }).click();
  await expect(page.getByRole('heading', { name: 'Send to 1 recipient' })).toBeVisible();
  return `${quote} ${page.url()}`;
}

const idsIn = (urls: string) => urls.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];

test(
  'after a yes Mixpanel is told which features are used and not one thing more; after a no, nothing',
  atOneWidth,
  async ({ page, context, journey }) => {
    test.setTimeout(120_000);
    const [username, password] = [newUsername(), suggestPassphrase()];
    const brand = `Br${randomBytes(4).toString('hex')}`;
    const [friend, word] = [newNumber(), canaryWord()];

    await page.goto(paths.signUp());
    await answer(page, journey, 'Accept all', 'yes');
    const visitor = await visitorOf(context);
    // In our database it is sealed, and in no log.
    noteCanary(visitor);

    await journey.step('sign up', async () => {
      await page.getByLabel('Username').fill(username);
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByRole('checkbox', { name: /accept them/ }).check();
      await page.getByRole('button', { name: 'Sign up' }).click();
      await expect(page.getByRole('heading', { name: 'Your recovery kit' })).toBeVisible();
      journey.now({ signedIn: true });
    });
    await journey.step('declare a brand', async () => {
      await page.goto(paths.senders());
      await page.getByLabel('Brand name').fill(brand);
      await page.getByRole('checkbox').last().check();
      await page.getByRole('button', { name: 'Declare this brand' }).click();
      await expect(page.getByText(brand).first()).toBeVisible();
    });
    let urls = '';
    await journey.step('send', async () => {
      await write(page, { recipients: friend, text: `Dinner is ready, ${word}` });
      urls = await send(page);
    });
    await journey.step('search, and change settings', async () => {
      await page.goto(paths.messages());
      await page.getByLabel('Find a number').fill(friend);
      await page.getByRole('button', { name: 'Find', exact: true }).click();
      await expect(page.getByRole('heading', { name: /^To \+30/ })).toBeVisible();
      await page.goto(paths.dataSettings());
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Make a copy of my data' }).click();
      await expect(page.getByText(/^Your copy/).first()).toBeVisible();
    });

    const told = [
      ...['signed_up', 'sender_added', 'price_seen', 'batch_sent'],
      ...['number_searched', 'copy_asked'],
    ];
    await journey.step('that is what was told, under the random id', async () => {
      await expect.poll(() => eventsOf(visitor)).toEqual(told);
    });
    const canaries = [username, password, brand, friend, friend.slice(1), friend.slice(3), word];

    await journey.step('withdraw: two presses, from here as from every page', async () => {
      await page.getByRole('contentinfo').getByRole('link', { name: 'Cookies' }).click();
      await page.getByRole('main').getByRole('button', { name: 'Refuse' }).click();
      await expect(page.getByRole('status').filter({ hasText: 'You refused' })).toBeVisible();
      journey.now({ answered: 'no' });
    });
    const before = (await eventsOf(visitor)).length;
    await journey.step('go on using it: nothing is told', async () => {
      await page.goto(`${paths.prices()}?q=Greece`);
      await page.goto(paths.dataSettings());
      await page.goto(paths.prices());
    });
    await journey.step('the deletion is asked for, once', async () => {
      await expect.poll(() => deletionsOf(visitor), { timeout: 40_000 }).toBe(1);
      expect((await eventsOf(visitor)).length).toBe(before);
    });
    await journey.step('nothing of the person is in any octet that Mixpanel ever got', async () => {
      const ids = idsIn(urls);
      expect(ids).toHaveLength(2);
      const received = await receivedByMixpanel();
      expect(readableIn(received, [...canaries, ...ids])).toEqual([]);
      // The same search finds what is there.
      expect(readableIn(received, [visitor])).not.toEqual([]);
    });
  },
);

test(
  'without a yes to Mixpanel there is not one request to it',
  atOneWidth,
  async ({ page, context, journey }) => {
    const standIn = await startMixpanelStandIn();
    const web = await startSecondWeb({ MIXPANEL_API_URL: standIn.url });
    const use = async () => {
      await page.goto(`${web.origin}${paths.prices()}?q=Greece`);
      await page.goto(`${web.origin}${paths.settings()}`);
    };
    const settled = () => new Promise((resolve) => setTimeout(resolve, 1_500));
    try {
      await signIn(page, journey, await newCustomer(), web.origin);
      await journey.step('nobody has answered', use);
      await answer(page, journey, 'Refuse', 'no');
      await journey.step('refused', use);
      await journey.step('counted here only', async () => {
        await page.goto(`${web.origin}${paths.cookies()}`);
        await page.getByRole('main').getByRole('button', { name: 'Choose' }).click();
        await page.getByRole('radio', { name: /, here All SMS/ }).check();
        await page.getByRole('button', { name: 'Save my choice' }).click();
        await expect(page.getByRole('status').filter({ hasText: 'counted here' })).toBeVisible();
        journey.now({ answered: 'here' });
        await use();
        await settled();
        expect(standIn.received).toEqual([]);
      });
      await journey.step('and with a yes there is one', async () => {
        await page.goto(`${web.origin}${paths.cookies()}`);
        await page.getByRole('main').getByRole('button', { name: 'Accept all' }).click();
        await expect.poll(() => visitorOf(context)).not.toBe('');
        journey.now({ answered: 'yes' });
        await use();
        await expect.poll(() => standIn.received.length).toBe(1);
      });
    } finally {
      await web.stop();
      await standIn.stop();
    }
  },
);

test(
  'where the operator has no Mixpanel nobody is asked, or is asked to be counted here only',
  atOneWidth,
  async ({ page, journey }) => {
    const none = { MIXPANEL_TOKEN: '' };
    const silent = await startSecondWeb(none);
    const counting = await startSecondWeb({ ...none, FEATURE_COUNTS: 'true' });
    try {
      await journey.step('nobody is asked', async () => {
        await page.goto(silent.origin);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(bannerOf(page)).toHaveCount(0);
        await page.goto(`${silent.origin}${paths.cookies()}`);
        await expect(page.getByText('There is nothing to answer')).toBeVisible();
        await journey.expectAccessible();
      });
      await journey.step('accepting everything is accepting what was asked for', async () => {
        await page.goto(counting.origin);
        await expect(bannerOf(page)).not.toContainText('Mixpanel');
        await bannerOf(page).getByRole('button', { name: 'Accept all' }).click();
        await expect(bannerOf(page)).toHaveCount(0);
        journey.now({ answered: 'here' });
      });
    } finally {
      await silent.stop();
      await counting.stop();
    }
  },
);

test('staff see which features are used, and which never', async ({ page, journey }) => {
  await page.goto(paths.home());
  await answer(page, journey, 'Accept all', 'yes');
  await journey.step('somebody who agreed uses one', async () => {
    await page.goto(`${paths.prices()}?q=Greece`);
  });
  await signInAsStaff(page, journey, await newStaff());
  for (const by of ['day', 'week']) {
    await journey.step(`by ${by}`, async () => {
      await expect(async () => {
        await page.goto(paths.adminFeatures({ by }));
        await expect(
          page.getByRole('row').filter({ hasText: 'Searching prices' }).getByRole('img'),
        ).toBeVisible({ timeout: 1_000 });
      }).toPass();
      await expect(page.getByRole('heading', { name: 'Never used' })).toBeVisible();
      await journey.expectAccessible();
    });
  }
});

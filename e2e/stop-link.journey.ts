import type { Browser, Page } from '@playwright/test';
import { paths } from '#lib/web/paths.ts';
import { canaryWord, noteCanary } from './canary.ts';
import { newCustomer, signIn } from './cast.ts';
import { atOneWidth, expect, test } from './journey.ts';
import { arrivedAt, newNumber } from './phones.ts';
import { startSecondWeb } from './second-web.ts';
import { seePrice, write } from './writing.ts';

// The links are an operator's choice: the other journeys run without them, and this one on a web process of its own.
let web: Awaited<ReturnType<typeof startSecondWeb>>;
test.beforeAll(async () => {
  web = await startSecondWeb({ STOP_LINKS: 'true' });
});
test.afterAll(async () => web.stop());

/** The link at the end of the newest text on this phone, as soon as there is one. */
async function linkOn(phone: string): Promise<string> {
  let link = '';
  await expect(async () => {
    const text = (await arrivedAt(phone)).at(-1)?.text ?? '';
    link = /\nStop: (http\S+\/stop\/[0-9a-z]{12})$/.exec(text)?.[1] ?? '';
    expect(link).not.toBe('');
  }).toPass({ timeout: 15_000 });
  noteCanary(link.slice(-12));
  return link;
}

/** The recipient's own browser, without JavaScript, which keeps nothing of the visit. */
async function recipient(browser: Browser, act: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await act(page);
  expect(await context.cookies(), 'the recipient’s cookies').toEqual([]);
  await context.close();
}

test(
  'a link to stop is counted and priced, arrives, and ends the texts with one press',
  atOneWidth,
  async ({ page, browser, journey }) => {
    const customer = await newCustomer('Taverna');
    const friend = newNumber();
    const text = `Table for you, ${canaryWord()}`;
    await signIn(page, journey, customer, web.origin);

    await journey.step('the composer counts the link, and the price says it is there', async () => {
      await write(page, { recipients: friend, text }, web.origin);
      await expect(page.getByText(/Counted with the link to stop/)).toBeVisible();
      const units = `${text}\nStop: ${web.origin}/stop/xxxxxxxxxxxx`.length;
      await expect(page.getByText(`1 SMS · ${units} of 160`)).toBeVisible();
      await journey.expectAccessible();
      await seePrice(page);
      await expect(page.getByText(/1 SMS for each recipient, with the link to stop/)).toBeVisible();
      await expect(page.getByText('/stop/xxxxxxxxxxxx')).toBeVisible();
      await journey.expectAccessible();
      await page.getByRole('button', { name: /^Send 1 message/ }).click();
      await expect(page.getByText(/Delivered 1 of 1/)).toBeVisible();
    });

    const link = await linkOn(friend);
    await journey.step(
      'the page behind the link asks, and says nothing about anybody',
      async () => {
        const answer = await page.goto(link);
        expect(answer?.headers()['referrer-policy']).toBe('no-referrer');
        expect(answer?.headers()['x-robots-tag']).toMatch(/noindex/);
        expect(answer?.headers()['set-cookie']).toBeUndefined();
        await expect(page.getByRole('heading', { name: 'Stop these messages?' })).toBeVisible();
        await journey.expectAccessible();
        const words = await page.content();
        for (const secret of ['Taverna', friend.slice(3), customer.username]) {
          expect(words).not.toContain(secret);
        }
        await expect(page.getByRole('link')).toHaveCount(0);
      },
    );

    await journey.step('one press without JavaScript and without a session stops it', async () => {
      await recipient(browser, async (phone) => {
        await phone.goto(link);
        await phone.getByRole('button', { name: 'Stop the messages' }).click();
        await expect(phone.getByText('This sender cannot text you any more.')).toBeVisible();
        expect(phone.url()).toBe(link);
        await phone.reload();
        await expect(phone.getByText('This sender cannot text you any more.')).toBeVisible();
      });
      await page.reload();
      await expect(page.getByRole('heading', { name: 'The messages are stopped' })).toBeVisible();
      await journey.expectAccessible();
    });

    await journey.step('half a link says so', async () => {
      await page.goto(link.slice(0, -1));
      await expect(page.getByRole('heading', { name: 'This link is not complete' })).toBeVisible();
      await journey.expectAccessible();
    });

    await journey.step(
      'the customer sees how many, and the next send leaves them out',
      async () => {
        await page.goto(web.origin + paths.senders());
        await expect(page.getByText(/One person has asked not to be texted by you/)).toBeVisible();
        await journey.expectAccessible();
        const recipients = `${friend}\n${newNumber()}`;
        await write(page, { recipients, text: 'Hello again' }, web.origin);
        await seePrice(page);
        await expect(page.getByRole('button', { name: 'Send 1 message · €0.042' })).toBeVisible();
      },
    );
  },
);

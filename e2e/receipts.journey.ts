import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { and, eq } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import { destructionReceipts } from '#db/schema/keys.ts';
import { type BatchId, newId } from '#lib/ids.ts';
import { ground } from '#lib/web/ground.ts';
import { paths } from '#lib/web/paths.ts';
import { newCustomer, signIn } from './cast.ts';
import { atOneWidth, expect, test } from './journey.ts';
import { newNumber } from './phones.ts';
import { seePrice, write } from './writing.ts';

/** A customer whose content is masked for good. */
async function newMaskingCustomer() {
  const customer = await newCustomer('Taverna');
  await ground()
    .db.update(accounts)
    .set({ contentDays: 0 })
    .where(eq(accounts.id, customer.accountId));
  return customer;
}

/** Sends one message by the pages and stays on the page of the send until it is delivered. */
async function sendOne(page: Page): Promise<void> {
  await write(page, { recipients: newNumber(), text: 'The safe opens with 4711.' });
  await seePrice(page);
  await page.getByRole('button', { name: /^Send 1 message/ }).click();
  await expect(page.getByRole('heading', { name: 'Send to 1 recipient' })).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(/Delivered 1 of 1/).first()).toBeVisible({ timeout: 1_000 });
    await expect(page.getByRole('button', { name: 'Get a receipt' })).toBeVisible({
      timeout: 1_000,
    });
  }).toPass();
}

async function download(page: Page, name: string): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name }).click(),
  ]);
  return readFileSync(await file.path());
}

const fileOf = (name: string, buffer: Buffer) => ({ name, buffer, mimeType: 'text/plain' });

/** What the page answers to this file. */
async function check(page: Page, name: string, octets: Buffer): Promise<void> {
  await page.goto(paths.verifyReceipt());
  await page.getByLabel('The receipt').setInputFiles(fileOf(name, octets));
  await page.getByRole('button', { name: 'Check the receipt' }).click();
}

test(
  'masked content is destroyed, and its receipt can be checked by anybody',
  atOneWidth,
  async ({ page, journey }) => {
    await signIn(page, journey, await newMaskingCustomer());
    let pdf: Buffer = Buffer.alloc(0);
    let json: Buffer = pdf;
    let receipt = '';

    await journey.step('send, and get a receipt', async () => {
      await sendOne(page);
      await page.getByRole('button', { name: 'Get a receipt of destruction' }).click();
      await expect(page.getByRole('heading', { name: 'What All SMS states' })).toBeVisible();
      await expect(
        page.getByText(/^The text of send .* to 1 recipient was destroyed/),
      ).toBeVisible();
      await page.getByText('The signed statement').click();
      await journey.expectAccessible();
      receipt = page.url();
    });

    await journey.step('keep it as PDF and as JSON', async () => {
      pdf = await download(page, 'Download as PDF');
      json = await download(page, 'Download as JSON');
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      for (const file of [pdf, json]) expect(file.toString('latin1')).not.toContain('4711');
    });

    await journey.step('one message has its own, and the send links to it', async () => {
      await page.getByRole('link', { name: 'The send' }).click();
      await expect(page.getByRole('link', { name: 'Receipt of destruction' })).toBeVisible();
      await expect(page.getByText('*****').first()).toBeVisible();
      await journey.expectAccessible();
      await page.getByRole('link', { name: /^\+30/ }).first().click();
      await page.getByRole('button', { name: 'Get a receipt of destruction' }).click();
      await expect(page.getByText(/^The text of message .* was destroyed/)).toBeVisible();
    });

    await journey.step('somebody else does not find it', async () => {
      await page.getByRole('button', { name: 'Sign out' }).click();
      await expect(page.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible();
      journey.now({ signedIn: false });
      await signIn(page, journey, await newCustomer());
      expect((await page.goto(receipt))?.status()).toBe(404);
      expect((await page.request.get(`${receipt}/pdf`)).status()).toBe(404);
    });

    await journey.step('checked in the browser it is genuine, and nothing is sent', async () => {
      const sent: string[] = [];
      for (const [name, octets] of Object.entries({ 'receipt.pdf': pdf, 'receipt.json': json })) {
        await page.goto(paths.verifyReceipt());
        await expect(page.getByText('It is checked in your browser')).toBeVisible();
        page.on('request', (request) => sent.push(request.method()));
        await page.getByLabel('The receipt').setInputFiles(fileOf(name, octets));
        await page.getByRole('button', { name: 'Check the receipt' }).click();
        await expect(page.getByText('This receipt is genuine.')).toBeVisible();
        await expect(page.getByText(/to 1 recipient was destroyed/)).toBeVisible();
        page.removeAllListeners('request');
      }
      expect(sent.filter((method) => method !== 'GET')).toEqual([]);
      await journey.expectAccessible();
    });

    await journey.step('a changed one is refused, and so is what is none', async () => {
      const forged = json.toString().replace('masked', 'maskes');
      await check(page, 'forged.json', Buffer.from(forged));
      await expect(page.getByText(/^This receipt is not genuine/)).toBeVisible();
      await expect(page.getByText(/^The text of send/)).toBeHidden();
      await check(page, 'photo.pdf', Buffer.from('%PDF-1.7 nothing'));
      await expect(page.getByText(/^This is not a receipt of All SMS/)).toBeVisible();
      await check(page, 'film.pdf', Buffer.alloc(1_000_001));
      await expect(page.getByText('This file is too big for a receipt').first()).toBeVisible();
      await journey.expectAccessible();
    });
  },
);

test(
  'a receipt that no worker has signed yet is being prepared',
  atOneWidth,
  async ({ page, journey }) => {
    const customer = await newCustomer();
    const batchId = await askWithoutWorker(customer.accountId);
    await signIn(page, journey, customer);
    await journey.step('the page says so, and shows it once it is signed', async () => {
      await page.goto(paths.receipt(batchId));
      await expect(page.getByText('Your receipt is being prepared.')).toBeVisible();
      await journey.expectAccessible();
      await signByHand(customer.accountId, batchId);
      await expect(page.getByText('Stated for the journey', { exact: true })).toBeVisible();
    });
  },
);

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test(
    'a receipt is got and checked, and the page of a late one refreshes',
    atOneWidth,
    async ({ page, journey }) => {
      const customer = await newMaskingCustomer();
      await signIn(page, journey, customer);
      await journey.step('get it', async () => {
        await sendOne(page);
        await page.getByRole('button', { name: 'Get a receipt of destruction' }).click();
        await expect(page.getByRole('heading', { name: 'What All SMS states' })).toBeVisible();
      });

      await journey.step('All SMS checks it', async () => {
        const json = await (await page.request.get(`${page.url()}/json`)).body();
        await check(page, 'receipt.json', json);
        await expect(page.getByText('This receipt is genuine.')).toBeVisible();
        await check(page, 'receipt.json', Buffer.from(json.toString().replace('masked', 'maskes')));
        await expect(page.getByText(/^This receipt is not genuine/)).toBeVisible();
        await check(page, 'film.pdf', Buffer.alloc(1_000_001));
        await expect(page.getByText('This file is too big for a receipt').first()).toBeVisible();
      });

      await journey.step('a late one comes by itself', async () => {
        const batchId = await askWithoutWorker(customer.accountId);
        await page.goto(paths.receipt(batchId));
        await expect(page.getByText('Your receipt is being prepared.')).toBeVisible();
        await signByHand(customer.accountId, batchId);
        await expect(page.getByText('Stated for the journey', { exact: true })).toBeVisible();
      });
    },
  );
});

type AccountId = Awaited<ReturnType<typeof newCustomer>>['accountId'];

/** A receipt of a send that is nowhere: no worker signs it. */
async function askWithoutWorker(accountId: AccountId): Promise<BatchId> {
  const batchId = newId<BatchId>();
  await ground().db.insert(destructionReceipts).values({ accountId, batchId, id: randomUUID() });
  return batchId;
}

async function signByHand(accountId: AccountId, batchId: BatchId): Promise<void> {
  const statement = JSON.stringify({ statement: 'note', words: 'Stated for the journey' });
  await ground()
    .db.update(destructionReceipts)
    .set({ statement, signature: Buffer.alloc(64), signedAt: new Date() })
    .where(
      and(eq(destructionReceipts.accountId, accountId), eq(destructionReceipts.batchId, batchId)),
    );
}

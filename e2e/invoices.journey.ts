import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { type InvoiceId, newId } from '#lib/ids.ts';
import { giveBack } from '#lib/invoices/testing.ts';
import { micros } from '#lib/money/micros.ts';
import { giveDetails, mustOrder, pay } from '#lib/orders/testing.ts';
import { paths } from '#lib/web/paths.ts';
import { newCustomer, signIn } from './cast.ts';
import { expect, test } from './journey.ts';

/** A customer who paid three times, and got a part of one and the whole of another back. */
async function newBuyer() {
  const customer = await newCustomer();
  await giveDetails(customer.ctx);
  for (const back of [0, 20_000_000, 62_000_000]) {
    const order = await mustOrder(customer.ctx);
    await pay(customer.ctx, order);
    if (back > 0) {
      await giveBack(customer.ctx, order, { totalMicros: micros(back), reason: 'Paid twice' });
    }
  }
  return customer;
}

async function download(page: Page, link: RegExp): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link }).last().click(),
  ]);
  return {
    name: file.suggestedFilename(),
    text: readFileSync(await file.path(), 'latin1'),
  };
}

test('invoices and credit notes can be seen and downloaded, and nobody gets those of others', async ({
  page,
  journey,
}) => {
  await signIn(page, journey, await newBuyer());
  let pdfPath = '';

  await journey.step('the list says what became of each', async () => {
    await page.goto(paths.invoices());
    for (const words of ['Paid', 'Paid back in part', 'Paid back']) {
      await expect(page.getByText(words, { exact: true })).toHaveCount(1);
    }
    await expect(page.getByText('Paid back to you', { exact: true })).toHaveCount(2);
    await expect(page.getByText(/Credit note for \d{4}-\d{6}/)).toHaveCount(2);
    await journey.expectAccessible();
  });

  await journey.step('each can be had as PDF and as XML', async () => {
    const pdf = await download(page, /^PDF of \d{4}-\d{6}$/);
    expect(pdf.name).toMatch(/^\d{4}-\d{6}\.pdf$/);
    expect(pdf.text).toMatch(/^%PDF-/);
    const xml = await download(page, /^XML of CN-\d{4}-\d{6}$/);
    expect(xml.name).toMatch(/^CN-\d{4}-\d{6}\.xml$/);
    expect(xml.text).toContain('<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>');
    pdfPath = (await page.getByRole('link', { name: /^PDF/ }).last().getAttribute('href')) ?? '';
    const response = await page.request.get(pdfPath);
    expect(response.headers()['cache-control']).toBe('private, no-store');
  });

  await journey.step('a stranger finds neither it nor one that is made up', async () => {
    await page.context().clearCookies();
    expect((await page.request.get(pdfPath)).status()).toBe(401);
    journey.now({ signedIn: false });
    await signIn(page, journey, await newCustomer());
    for (const path of [pdfPath, paths.invoiceFile(newId<InvoiceId>(), 'xml')]) {
      expect((await page.request.get(path)).status(), path).toBe(404);
    }
    await page.goto(paths.invoices());
    await expect(page.getByText('No invoices yet')).toBeVisible();
  });
});

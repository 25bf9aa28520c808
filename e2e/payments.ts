import { expect, type Locator, type Page } from '@playwright/test';
import { and, eq } from 'drizzle-orm';
import { orders } from '#db/schema/billing.ts';
import { giveDetails } from '#lib/orders/testing.ts';
import { pagesOfPdf } from '#lib/pdf/testing.ts';
import { paths } from '#lib/web/paths.ts';
import { newCustomer } from './cast.ts';

/** What stands in for Stripe. */
const paymentPage = process.env.E2E_PAYMENT_PAGE ?? '';

/** A customer who has said who is invoiced: a company in Athens. */
export async function newPayer() {
  const customer = await newCustomer();
  await giveDetails(customer.ctx);
  return customer;
}

/** From the page "Top up" to where the card would be typed in. */
export async function goToCheckout(page: Page, { keepCard = false } = {}): Promise<void> {
  await page.goto(paths.topUp());
  await page.getByRole('radio', { name: /^€50\.00/ }).check();
  if (keepCard) await page.getByLabel('Keep this card for automatic top-ups').check();
  await page.getByRole('button', { name: 'Go to payment' }).click();
  await expectCheckout(page);
}

export async function expectCheckout(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Pay €62.00' })).toBeVisible();
  expect(new URL(page.url()).origin).toBe(paymentPage);
}

/** How notifications come from here on: so many times each. */
export async function notifyTimes(times: number): Promise<void> {
  const answer = await fetch(`${paymentPage}/control`, {
    method: 'POST',
    body: JSON.stringify({ times }),
  });
  expect(answer.ok).toBe(true);
}

/** Gives the customer's one payment back, as its operator would at Stripe. */
export async function payBack({ ctx }: Awaited<ReturnType<typeof newPayer>>): Promise<void> {
  const isPaid = and(eq(orders.accountId, ctx.actor.accountId), eq(orders.state, 'paid'));
  const [order] = await ctx.db.select().from(orders).where(isPaid);
  const answer = await fetch(`${paymentPage}/payments/${order?.paymentIntent}/refund`, {
    method: 'POST',
  });
  expect(answer.ok).toBe(true);
}

/** What can be read in the PDF behind a link. */
export async function readPdf(page: Page, link: Locator): Promise<string> {
  const file = await page.request.get((await link.getAttribute('href')) ?? '');
  expect(file.headers()['content-type']).toBe('application/pdf');
  return pagesOfPdf(await file.body()).join('\n');
}

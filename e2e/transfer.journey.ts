import { randomInt } from 'node:crypto';
import { businessDay } from '#lib/billing/business-day.ts';
import { type OrderId, parseId } from '#lib/ids.ts';
import { proveMoney } from '#lib/ledger/prove-money.ts';
import { writeOrderReference } from '#lib/orders/order-reference.ts';
import { readOrder } from '#lib/orders/read-order.ts';
import { giveDetails } from '#lib/orders/testing.ts';
import { ground } from '#lib/web/ground.ts';
import { paths } from '#lib/web/paths.ts';
import { newCustomer, newStaff, signIn, signInAsStaff } from './cast.ts';
import { atOneWidth, expect, test } from './journey.ts';

test(
  'a large transfer is booked by two of the staff, and is credit with an invoice',
  atOneWidth,
  async ({ page, context, journey }) => {
    const { ctx, ...customer } = await newCustomer();
    await giveDetails(ctx);
    const [one, other] = [await newStaff('finance'), await newStaff('finance')];
    const signOut = () =>
      journey.step('sign out', async () => {
        await page.getByRole('button', { name: 'Sign out' }).click();
        await expect(
          page.getByRole('link', { name: 'Sign in', exact: true }).first(),
        ).toBeVisible();
        journey.now({ signedIn: false });
      });
    let id = null as OrderId | null;
    let reference = '';

    await signIn(page, journey, customer);
    await journey.step('order €1,000 of credit, and see what to transfer where', async () => {
      await page.goto(paths.topUp());
      await page.locator('#transferAmount').fill('1000');
      await page.getByRole('button', { name: 'Order by bank transfer' }).dblclick();
      await expect(page.getByText('€1,240.00').first()).toBeVisible();
      id = parseId<OrderId>(page.url().split('/').at(-1)!);
      const order = await readOrder(ctx, id!);
      ({ reference } = order!);
      await expect(page.getByText('GR16 0110 1250 0000 0001 2300 695')).toBeVisible();
      await expect(page.getByText(writeOrderReference(reference))).toBeVisible();
      await journey.expectAccessible();
    });

    await signOut();
    await signInAsStaff(page, journey, one);
    const fill = async (on: typeof page, amount: string, line: string) => {
      await on.getByLabel(/^Amount/).fill(amount);
      await on.getByLabel('Day on which it came in').fill(businessDay(new Date()));
      await on.getByLabel('Number of the line').fill(line);
      await on.getByRole('button', { name: 'Confirm the transfer' }).click();
    };
    const line = `STMT ${randomInt(1e9)}`;
    const otherTab = await context.newPage();
    await journey.step('find the order by a line of the statement', async () => {
      await page.goto(paths.adminOrders());
      await expect(page.getByRole('link', { name: writeOrderReference(reference) })).toBeVisible();
      await journey.expectAccessible();
      const pasted = `SEPA ${writeOrderReference(reference).toLowerCase()} thank you`;
      await page.getByLabel('Reference or account').fill(pasted);
      await page.getByRole('button', { name: 'Search' }).click();
      await page.getByRole('link', { name: writeOrderReference(reference) }).click();
      await expect(page.getByRole('heading', { name: 'Confirm the transfer' })).toBeVisible();
      await journey.expectAccessible();
      await otherTab.goto(paths.adminOrder(reference));
    });

    await journey.step('too little is not booked, and what was typed stays', async () => {
      await fill(page, '1200', line);
      const refusal = page.getByRole('alert').first();
      await expect(refusal).toContainText('€40.00 less than the €1,240.00 ordered');
      await expect(page.getByLabel('Number of the line')).toHaveValue(line);
      await journey.expectAccessible();
    });

    await journey.step('the right amount waits for a second person', async () => {
      await fill(page, '1,240.00', line);
      await expect(page.getByText('You confirmed it first')).toBeVisible();
      await expect(page.getByRole('button', { name: /^Book/ })).toHaveCount(0);
      await journey.expectAccessible();
    });

    await journey.step('the same person confirms nothing more in another tab', async () => {
      await fill(otherTab, '1240', `${line}7`);
      await expect(otherTab.getByRole('alert').first()).toContainText('waits for a second');
      await otherTab.close();
      expect((await readOrder(ctx, id!))?.state).toBe('open');
    });

    await signOut();
    await signInAsStaff(page, journey, other);
    await journey.step('another person finds it on top, and books it', async () => {
      await page.goto(paths.adminOrders());
      await expect(page.getByRole('heading', { name: 'Waits for a second person' })).toBeVisible();
      await journey.expectAccessible();
      await page.getByRole('link', { name: writeOrderReference(reference) }).click();
      await journey.expectAccessible();
      await page.getByRole('button', { name: 'Book €1,240.00' }).dblclick();
      await expect(page.getByText(`and by ${other.username}`)).toBeVisible();
      await expect(page.getByRole('heading', { name: 'Give it back' })).toBeVisible();
      await journey.expectAccessible();
    });

    await journey.step('the books are right, and staff read so', async () => {
      await proveMoney(ground());
      await page.goto(paths.adminMoney());
      await expect(page.getByText(/set aside [=≠]/)).toBeVisible();
      await journey.expectAccessible();
    });

    await signOut();
    await signIn(page, journey, customer);
    await journey.step('the customer has the credit, and the number of the invoice', async () => {
      await page.goto(paths.billing());
      await expect(page.getByText('€1,005.00').first()).toBeVisible();
      const { invoices } = (await readOrder(ctx, id!))!;
      await page.goto(paths.topUpOrder(id!));
      await expect(page.getByText(invoices[0]!.number).first()).toBeVisible();
      await expect(page.getByRole('button', { name: 'Cancel the order' })).toHaveCount(0);
    });
  },
);

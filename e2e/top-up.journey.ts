import { testBuyer } from '#lib/orders/testing.ts';
import { paths } from '#lib/web/paths.ts';
import { signIn } from './cast.ts';
import { atOneWidth, expect, test } from './journey.ts';
import {
  expectCheckout,
  goToCheckout,
  newPayer,
  notifyTimes,
  payBack,
  readPdf,
} from './payments.ts';

test(
  'pay by card: leave, come back, be refused, pay, and get the credit once although it is told twice',
  atOneWidth,
  async ({ page, journey }) => {
    await notifyTimes(2);
    const customer = await newPayer();
    await signIn(page, journey, customer);
    let number = '';

    await journey.step('choose an amount, with what is paid for it', async () => {
      await page.goto(paths.topUp());
      await expect(page.getByText('You pay €62.00')).toBeVisible();
      await journey.expectAccessible();
      await page.getByRole('radio', { name: 'Another amount' }).check();
      await page.getByLabel('Another amount in EUR').fill('5');
      await page.getByRole('button', { name: 'Go to payment' }).click();
      await expect(page.getByRole('alert').first()).toContainText('€10.00');
      await expect(page.getByLabel('Another amount in EUR')).toHaveValue('5');
      await expect(page.getByRole('radio', { name: 'Another amount' })).toBeChecked();
      await journey.expectAccessible();
    });

    await journey.step('leave the payment page: the order stays open and says so', async () => {
      await goToCheckout(page);
      await page.getByRole('button', { name: 'Cancel' }).click();
      await expect(page.getByText('You left the payment page')).toBeVisible();
      await journey.expectAccessible();
    });

    await journey.step('saying in the address that it was paid pays nothing', async () => {
      const left = page.url();
      await page.goto(left.replace('from=left', 'from=paid'));
      await expect(page.getByText('Waiting for the confirmation of the bank')).toBeVisible();
      await journey.expectAccessible();
      await page.goto(left);
    });

    await journey.step('the same checkout again, and a card that is refused', async () => {
      await page.getByRole('button', { name: 'Pay €62.00' }).click();
      await expectCheckout(page);
      await page.getByRole('button', { name: 'Pay with a card that fails' }).click();
      await expect(page.getByText('The card was refused.')).toBeVisible();
    });

    await journey.step('pay, and see that it is paid when the bank says so', async () => {
      await page.getByRole('button', { name: 'Pay', exact: true }).click();
      await expect(page.getByText('€50.00 of credit is in your balance')).toBeVisible();
      const invoice = page.getByRole('link', { name: /^\d{4}-\d{6} \(PDF\)$/ });
      number = ((await invoice.textContent()) ?? '').replace(' (PDF)', '');
      const text = await readPdf(page, invoice);
      for (const words of [number, testBuyer.name, 'SMS credit', 'VAT 24 %', '€12.00', '€62.00']) {
        expect(text).toContain(words);
      }
      await journey.expectAccessible();
    });

    await journey.step('the statement has it once', async () => {
      await page.goto(paths.billing());
      await expect(page.getByText('€55.00').first()).toBeVisible();
      await expect(page.getByText('Top-up', { exact: true })).toHaveCount(1);
    });

    await journey.step(
      'a payment that goes back takes its credit, and has a credit note',
      async () => {
        await payBack(customer);
        const note = page.getByRole('link', { name: /^PDF of CN-/ });
        await expect(async () => {
          await page.goto(paths.invoices());
          await expect(note).toHaveCount(1, { timeout: 1_000 });
        }).toPass();
        const text = await readPdf(page, note);
        for (const words of ['Credit note', number, '€62.00']) expect(text).toContain(words);
        await page.goto(paths.billing());
        await expect(page.getByText('€5.00').first()).toBeVisible();
        await expect(page.getByText('Refunded')).toHaveCount(1);
      },
    );

    await journey.step('an order that is given up is not paid', async () => {
      await goToCheckout(page);
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('button', { name: 'Cancel the order' }).click();
      await expect(page.getByText('This order was cancelled')).toBeVisible();
      await page.goto(paths.topUp());
      await expect(page.getByRole('cell', { name: 'Cancelled' })).toBeVisible();
      await journey.expectAccessible();
    });
  },
);

test(
  'keep the card, switch automatic top-up on with the password, and off without',
  atOneWidth,
  async ({ page, journey }) => {
    const customer = await newPayer();
    await signIn(page, journey, customer);

    await journey.step('nothing is kept, and nothing is on', async () => {
      await page.goto(paths.automaticTopUp());
      await expect(page.getByText('No card is kept')).toBeVisible();
      await journey.expectAccessible();
    });

    await journey.step('pay, and keep the card', async () => {
      await goToCheckout(page, { keepCard: true });
      await page.getByRole('button', { name: 'Pay', exact: true }).click();
      await expect(page.getByText('€50.00 of credit is in your balance')).toBeVisible();
      await page.goto(paths.automaticTopUp());
      await expect(page.getByRole('heading', { name: 'It is off' })).toBeVisible();
    });

    await journey.step(
      'a wrong password switches nothing on, and what was typed stays',
      async () => {
        await page.getByLabel(/^When the balance is below/).fill('200');
        await page.getByLabel(/^Buy so much credit/).fill('20');
        await page.getByLabel(/^At most so much/).fill('30');
        await page.getByLabel('Password', { exact: true }).fill('not my password');
        await page.getByRole('button', { name: 'Switch it on' }).click();
        await expect(page.getByRole('alert').first()).toContainText('That is not your password.');
        await expect(page.getByLabel(/^When the balance is below/)).toHaveValue('200');
        await journey.expectAccessible();
      },
    );

    await journey.step(
      'the right one does, and the worker buys what the ceiling allows',
      async () => {
        await page.getByLabel('Password', { exact: true }).fill(customer.password);
        await page.getByRole('button', { name: 'Switch it on' }).click();
        await expect(page.getByRole('heading', { name: 'It is on' })).toBeVisible();
        await expect(async () => {
          await page.reload();
          const used = page.getByText('Bought so in this month: €20.00 of at most €30.00');
          await expect(used).toBeVisible({ timeout: 1_000 });
        }).toPass();
        await journey.expectAccessible();
      },
    );

    await journey.step('switch it off, and forget the card', async () => {
      await page.getByRole('button', { name: 'Switch it off' }).click();
      await expect(page.getByRole('heading', { name: 'It is off' })).toBeVisible();
      await page.getByRole('button', { name: 'Forget the card' }).click();
      await expect(page.getByText('No card is kept')).toBeVisible();
    });
  },
);

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('pay by card', atOneWidth, async ({ page, journey }) => {
    await signIn(page, journey, await newPayer());
    await journey.step('to the payment page and back', async () => {
      await goToCheckout(page);
      await page.getByRole('button', { name: 'Pay', exact: true }).click();
      await expect(page.getByText(/^(Waiting for the confirmation|Paid$)/).first()).toBeVisible();
    });
    await journey.step('look until it is paid', async () => {
      await expect(async () => {
        const again = page.getByRole('link', { name: 'Look again' });
        if (await again.isVisible()) await again.click();
        const paid = page.getByText('€50.00 of credit is in your balance');
        await expect(paid).toBeVisible({ timeout: 1_000 });
      }).toPass();
    });
  });
});

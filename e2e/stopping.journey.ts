import { paths } from '#lib/web/paths.ts';
import { canaryWord } from './canary.ts';
import { newCustomer, signIn } from './cast.ts';
import { atOneWidth, expect, test } from './journey.ts';
import { arrivedAt, newNumber, writeOn } from './phones.ts';
import { planOne, seePrice, sendOne, write } from './writing.ts';

test('cancel what has not left: nothing arrives and the money comes back', async ({
  page,
  journey,
}) => {
  const customer = await newCustomer('Taverna');
  const friend = newNumber();
  await signIn(page, journey, customer);

  await journey.step('schedule a message for tomorrow', async () => {
    await planOne(page, { recipients: friend, text: `Later, ${canaryWord()}` });
    await journey.expectAccessible();
  });

  await journey.step('cancel it: the question says what will be lost', async () => {
    await page.getByText('Cancel what has not left…').click();
    await journey.expectAccessible();
    await page.getByRole('button', { name: 'Cancel the message' }).click();
    await expect(page.getByText(/1 cancelled: not charged/).first()).toBeVisible();
  });

  await journey.step('the balance is whole again', async () => {
    await page.getByRole('link', { name: 'Billing' }).click();
    await expect(page.getByText('€5.00').first()).toBeVisible();
    expect(await arrivedAt(friend)).toEqual([]);
  });
});

test(
  'a number that must not be texted again is left out of the next send',
  atOneWidth,
  async ({ page, journey }) => {
    const customer = await newCustomer('Taverna');
    const friend = newNumber();
    await signIn(page, journey, customer);

    await journey.step('send once and note the wish', async () => {
      await sendOne(page, { recipients: friend, text: 'Hello' });
      await page.getByRole('link', { name: /^\+30/ }).first().click();
      await page.getByText('Do not text this number again…').click();
      await page.getByRole('button', { name: 'Never text this number again' }).click();
      await expect(page.getByText(/Noted: this number is left out/)).toBeVisible();
    });

    await journey.step('the next send leaves it out and says so', async () => {
      await write(page, { recipients: `${friend}\n${newNumber()}`, text: 'Hello again' });
      await seePrice(page);
      await expect(page.getByRole('button', { name: 'Send 1 message · €0.042' })).toBeVisible();
      await journey.expectAccessible();
    });
  },
);

test(
  'STOP from a phone is confirmed once, counted on Senders, and left out of the next send',
  atOneWidth,
  async ({ page, journey }) => {
    const customer = await newCustomer('Taverna');
    const friend = newNumber();
    const shortCode = '54321';
    await signIn(page, journey, customer);

    await journey.step('the friend gets a message and answers ΣΤΟΠ', async () => {
      await sendOne(page, { recipients: friend, text: 'Hello' });
      await writeOn(friend, shortCode, 'στοπ.');
      await expect(async () => {
        const answers = (await arrivedAt(friend)).filter(({ from }) => from === shortCode);
        expect(answers.map(({ text }) => text)).toEqual([
          expect.stringMatching(/no more messages/),
        ]);
      }).toPass({ timeout: 15_000 });
    });

    await journey.step('the customer sees how many, and nothing of the confirmation', async () => {
      await page.goto(paths.senders());
      await expect(page.getByText(/One person has asked not to be texted by you/)).toBeVisible();
      await journey.expectAccessible();
      await page.goto(paths.messages());
      await expect(page.getByText('Hello')).toBeVisible();
      await expect(page.getByText(/no more messages/)).toHaveCount(0);
    });

    await journey.step('the next send leaves the friend out', async () => {
      await write(page, { recipients: `${friend}\n${newNumber()}`, text: 'Hello again' });
      await seePrice(page);
      await expect(page.getByRole('button', { name: 'Send 1 message · €0.042' })).toBeVisible();
    });
  },
);

test('too little balance says how much is missing and keeps the draft', async ({
  page,
  journey,
}) => {
  const customer = await newCustomer('Taverna');
  await signIn(page, journey, customer);
  const recipients = Array.from({ length: 120 }, () => newNumber()).join('\n');
  await journey.step('120 messages cost more than the trial credit', async () => {
    await write(page, { recipients, text: 'Hello to all of you' });
    await seePrice(page);
    await expect(page.getByText('Your balance is €0.04 short.')).toBeVisible();
    await journey.expectAccessible();
  });
  await journey.step('the draft is still there', async () => {
    await page.getByRole('link', { name: 'Change the draft' }).click();
    await expect(page.getByLabel('Text')).toHaveValue('Hello to all of you');
  });
});

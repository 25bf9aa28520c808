import type { Locator, Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { accessRecords } from '#db/schema/accesses.ts';
import { askAccess } from '#lib/accesses/ask-access.ts';
import { type BatchId, parseId } from '#lib/ids.ts';
import { formatPhoneNumber } from '#lib/phone-numbers/format-phone-number.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { ground } from '#lib/web/ground.ts';
import { paths } from '#lib/web/paths.ts';
import { newCustomer, newStaff, signIn, signInAsStaff } from './cast.ts';
import { expect, test } from './journey.ts';
import { newNumber } from './phones.ts';
import { seePrice, write } from './writing.ts';

const text = 'The key is under the mat.';
const reason = 'The customer says that the second one never came.';

/** Whole numbers as people read them. */
const shown = (number: string) => formatPhoneNumber(number as PhoneNumber);

/** What is told by a worker comes a few seconds later. */
async function untilTold(page: Page, words: string): Promise<Locator> {
  const strip = page.getByRole('region', { name: 'Notices' });
  await expect(async () => {
    await page.goto(paths.whoLooked());
    await expect(strip).toContainText(words, { timeout: 1_000 });
  }).toPass({ timeout: 45_000 });
  return strip;
}

test('support looks at one message for a reason, and the customer reads all of it', async ({
  page,
  journey,
}) => {
  const { accountId, ...customer } = await newCustomer('Taverna');
  const support = await newStaff('support');
  const [first, second] = [newNumber(), newNumber()];
  const short = (number: string) => `+30 … ${number.slice(-2)}`;
  const seenRows = () => ground().db.$count(accessRecords, eq(accessRecords.accountId, accountId));
  const signOut = () =>
    journey.step('sign out', async () => {
      await page.getByRole('button', { name: 'Sign out' }).click();
      await expect(page.getByRole('link', { name: 'Sign in', exact: true }).first()).toBeVisible();
      journey.now({ signedIn: false });
    });
  let batchId = null as BatchId | null;

  await signIn(page, journey, customer);
  await journey.step('send two messages; nobody has looked', async () => {
    await write(page, { recipients: `${first}\n${second}`, text });
    await seePrice(page);
    await page.getByRole('button', { name: /^Send 2 messages/ }).click();
    await expect(page.getByText(/Delivered 2 of 2/).first()).toBeVisible();
    batchId = parseId<BatchId>(new URL(page.url()).pathname.split('/').at(-1)!);
    await page.goto(paths.whoLooked());
    await expect(page.getByText('Nobody has looked')).toBeVisible();
    await journey.expectAccessible();
  });

  await signOut();
  await signInAsStaff(page, journey, support);
  const showsNothing = async () => {
    const html = (await page.content()).replaceAll(' ', '');
    for (const hidden of [first, second, text, 'Taverna']) {
      expect(html).not.toContain(hidden.replaceAll(' ', '').replace('+30', ''));
    }
  };

  await journey.step('support sees states and shortened numbers, and nothing else', async () => {
    await page.goto(paths.adminAccount(accountId));
    await expect(page.getByRole('heading', { name: 'Sends' })).toBeVisible();
    await showsNothing();
    await journey.expectAccessible();
    await page.locator(`a[href="${paths.adminAccountBatch(accountId, batchId!)}"]`).click();
    await expect(page.getByText(short(second)).first()).toBeVisible();
    await expect(page.getByText('Delivered', { exact: true }).first()).toBeVisible();
    await showsNothing();
    await journey.expectAccessible();
  });

  await journey.step('without a reason it is refused, and the tick stays', async () => {
    await page.getByRole('checkbox').nth(1).check();
    await page.getByLabel('Why?').fill('Because.');
    await page.getByRole('button', { name: 'Ask to look' }).click();
    await expect(page.getByRole('alert').first()).toContainText('20 characters or more');
    await expect(page.getByRole('checkbox').nth(0)).not.toBeChecked();
    await expect(page.getByRole('checkbox').nth(1)).toBeChecked();
    await journey.expectAccessible();
    expect(await seenRows()).toBe(0);
  });

  await journey.step('with one, it shows the message that was ticked and no other', async () => {
    await page.getByLabel('Why?').fill(reason);
    await page.getByLabel('Ticket').fill('HELP-1234');
    await page.getByRole('button', { name: 'Ask to look' }).click();
    await expect(page.getByText(shown(second))).toBeVisible();
    await expect(page.getByText(text)).toBeVisible();
    await expect(page.getByText('Taverna')).toBeVisible();
    expect((await page.content()).replaceAll(' ', '')).not.toContain(first.replace('+30', ''));
    await expect(page.getByRole('timer')).toContainText(/1[45]:\d\d left/);
    await journey.expectAccessible();
    expect(await seenRows()).toBe(1);
  });
  const access = page.url();

  await journey.step('each time on the screen is a row; the list of accesses is none', async () => {
    await page.reload();
    await expect(page.getByText(shown(second))).toBeVisible();
    expect(await seenRows()).toBe(2);
    await page.goto(paths.adminAccesses());
    await expect(page.getByRole('row', { name: /HELP-1234/ })).toBeVisible();
    await showsNothing();
    await journey.expectAccessible();
    expect(await seenRows()).toBe(2);
  });

  await journey.step(
    'going back to it is another look, also where nothing is fetched',
    async () => {
      await page
        .getByRole('row', { name: /HELP-1234/ })
        .getByRole('link')
        .click();
      await expect(page.getByText(shown(second))).toBeVisible();
      await page.getByRole('link', { name: 'Queue', exact: true }).click();
      await expect(page.getByRole('heading', { name: 'Queue' })).toBeVisible();
      await page.goBack();
      await expect(page.getByText(shown(second))).toBeVisible();
      expect(await seenRows()).toBe(4);
    },
  );

  await journey.step('ended, it shows nothing', async () => {
    await page.goto(access);
    await page.getByRole('button', { name: 'End now' }).click();
    await expect(page.getByText('It is over, so there is nothing to see any more.')).toBeVisible();
    await expect(page.getByText(shown(second))).toHaveCount(0);
    await page.goto(access);
    await expect(page.getByRole('heading', { name: 'Ended' })).toBeVisible();
    await showsNothing();
    await journey.expectAccessible();
    expect(await seenRows()).toBe(5);
  });

  await signOut();
  await signIn(page, journey, customer);
  await journey.step('the customer is told, and reads who, why and what', async () => {
    const strip = await untilTold(page, `Staff ${support.number} looked at one record of yours.`);
    await journey.expectAccessible();
    await strip.getByRole('link', { name: 'See who looked' }).click();
    await expect(page.getByText(reason)).toBeVisible();
    await expect(page.getByText('HELP-1234')).toBeVisible();
    await expect(page.getByText('the number, the sender, the text')).toBeVisible();
    await journey.expectAccessible();
    await page.getByRole('link', { name: shown(second) }).click();
    await expect(page.getByText(text).first()).toBeVisible();
  });

  const askForSend = async () => {
    const asked = await askAccess(support.ctx, {
      ...{ accountId, scope: { batchId: batchId! }, reason, ticket: 'HELP-1235', minutes: 5 },
    });
    if (!asked.ok) throw new Error('It could not be asked for.');
    return asked.accessId;
  };

  await journey.step('from now on they want to be asked, and refuse', async () => {
    await page.goto(paths.whoLooked());
    await page.getByRole('button', { name: 'Ask me first' }).click();
    await expect(page.getByRole('heading', { name: 'Staff must ask you first' })).toBeVisible();
    await askForSend();
    await page.goto(paths.settings());
    await page.getByRole('link', { name: 'Read the reason and decide' }).click();
    await expect(
      page.getByRole('heading', { name: `Staff ${support.number} asks to look` }),
    ).toBeVisible();
    await journey.expectAccessible();
    await page.getByRole('main').getByRole('button', { name: 'Refuse' }).click();
    await expect(page.getByText(`Staff ${support.number} asked, and you refused`)).toBeVisible();
    await journey.expectAccessible();
  });

  await journey.step('or agree, for as long as was asked, and end it', async () => {
    const accessId = await askForSend();
    await page.goto(paths.whoLooked());
    await page.getByText('Agree…').click();
    await page.getByRole('button', { name: 'Let them look for 5 minutes' }).click();
    await expect(page.getByText(`Staff ${support.number} can look now`)).toBeVisible();
    await journey.expectAccessible();
    await page.getByRole('button', { name: 'End it now' }).click();
    await expect(
      page.getByText(`Staff ${support.number} could have looked, and did not`),
    ).toBeVisible();
    await page.goto(paths.adminAccess(accountId, accessId));
    await expect(page).not.toHaveTitle(/Access/);
  });
});

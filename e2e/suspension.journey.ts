import { sql } from 'drizzle-orm';
import { ground } from '#lib/web/ground.ts';
import { paths } from '#lib/web/paths.ts';
import { canaryWord } from './canary.ts';
import { newCustomer, newStaff, signIn, signInAsStaff } from './cast.ts';
import { atOneWidth, expect, test } from './journey.ts';
import { arrivedAt, newNumber } from './phones.ts';
import { seePrice, write } from './writing.ts';

const reason = 'Phones complained about this send.';
/** Each with a first answer that means "later": they wait for seconds, whatever else runs. */
const later = 6;
const many = 40;

test(
  'an account is suspended while its batch runs: it reads and exports, and goes on when it is lifted',
  atOneWidth,
  async ({ page, browser, baseURL, journey }) => {
    const customer = await newCustomer('Taverna');
    const staff = await newStaff();
    await staff.give(customer.accountId, 50);
    const numbers = Array.from({ length: many }, (_, i) =>
      newNumber(i < later ? '9005' : undefined),
    );
    const office = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
    await signIn(page, journey, customer);
    await signInAsStaff(office, journey, staff);
    const inState = async (wanted: string) => {
      const [row] = await ground().db.execute<{ n: number }>(sql`
      select count(*)::int as n from message_status
      where account_id = ${customer.accountId} and state::text = ${wanted}`);
      return row!.n;
    };
    let batch = '';

    await journey.step('staff write why, and the customer writes to many', async () => {
      await office.goto(paths.adminAccount(customer.accountId));
      await office.getByLabel('Why it is suspended').fill(reason);
      await write(page, { recipients: numbers.join('\n'), text: `Win a prize, ${canaryWord()}` });
      await seePrice(page);
    });

    await journey.step('suspended while it runs, nothing more leaves', async () => {
      await page.getByRole('button', { name: `Send ${many} messages` }).click();
      await expect.poll(() => inState('delivered'), { intervals: [50] }).toBeGreaterThan(0);
      await office.getByRole('button', { name: 'Suspend the account' }).click();
      await expect(office.getByText('Suspended: nothing of this account leaves')).toBeVisible();
      await expect.poll(() => inState('sending')).toBe(0);
      const left = await inState('queued');
      expect(left).toBeGreaterThan(0);
      await page.waitForTimeout(1_500);
      expect(await inState('queued')).toBe(left);
      await expect(page).toHaveURL(/\/messages\/.+/);
      batch = page.url();
    });

    await journey.step('each page says why, and the send can be read', async () => {
      for (const path of [batch, paths.billing(), paths.settings()]) {
        await page.goto(path);
        const banner = page.getByRole('region', { name: 'Your account is suspended' });
        await expect(banner).toContainText(reason);
        await journey.expectAccessible();
      }
    });

    await journey.step('nothing can be sent, and the draft stays', async () => {
      await write(page, { recipients: newNumber(), text: 'Hello again' });
      await page.getByRole('button', { name: 'See the price' }).click();
      await expect(page.getByRole('alert').first()).toContainText(reason);
      await expect(page.getByLabel('Text')).toHaveValue('Hello again');
    });

    await journey.step('a copy of everything can be made', async () => {
      await page.goto(paths.dataSettings());
      await page.getByLabel('Password', { exact: true }).fill(customer.password);
      await page.getByRole('button', { name: 'Make a copy of my data' }).click();
      await expect(page.getByText('Your copy is ready')).toBeVisible();
    });

    await journey.step('lifted, it goes on, and each phone has it once', async () => {
      await office.getByLabel('Why it may send again').fill('They proved that all had agreed.');
      await office.getByRole('button', { name: 'Lift the suspension' }).click();
      await expect(office.getByLabel('Why it is suspended')).toBeVisible();
      await page.goto(batch);
      await expect(page.getByText(`Delivered ${many} of ${many}`)).toBeVisible({ timeout: 30_000 });
      await expect(page.getByRole('region', { name: 'Your account is suspended' })).toHaveCount(0);
      await page.goto(paths.notices());
      await expect(
        page.getByText('Your account is no longer suspended.', { exact: true }),
      ).toBeVisible();
      for (const number of [numbers[0]!, numbers[many - 1]!]) {
        expect(await arrivedAt(number)).toHaveLength(1);
      }
    });
    await office.context().close();
  },
);

test(
  'staff see what waits, withdraw a brand, reserve a word, try a provider and change a fact',
  atOneWidth,
  async ({ page, browser, baseURL, journey }) => {
    const customer = await newCustomer('Taverna');
    await signInAsStaff(page, journey, await newStaff());

    await journey.step('what waits, and the queue', async () => {
      for (const [path, title] of [
        [paths.admin(), 'What waits'],
        [paths.adminQueue(), 'Queue'],
      ] as const) {
        await page.goto(path);
        await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible();
        await journey.expectAccessible();
      }
    });

    await journey.step('a brand is withdrawn, and its customer reads why', async () => {
      await page.goto(paths.adminAccount(customer.accountId));
      await page.getByLabel('Brand').fill('taverna');
      await page.getByLabel('Why it is withdrawn').fill('Its owner complained.');
      await page.getByRole('button', { name: 'Withdraw the brand' }).click();
      await expect(page.getByText(/no such brand/).first()).toBeVisible();
      await journey.expectAccessible();
      await page.getByLabel('Brand').fill('Taverna');
      await page.getByRole('button', { name: 'Withdraw the brand' }).click();
      await expect(page.getByText('“Taverna” is withdrawn')).toBeVisible();
      const home = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
      await signIn(home, journey, customer);
      await home.goto(paths.senders());
      await expect(home.getByText('Its owner complained.')).toBeVisible();
      await home.context().close();
    });

    await journey.step('a word is reserved and removed', async () => {
      await page.goto(paths.adminSenders());
      const word = `W${Date.now().toString(36)}`;
      await page.getByLabel('Word').fill(word);
      await page.getByRole('button', { name: 'Reserve it' }).click();
      const row = page.getByRole('row').filter({ hasText: word });
      await row.getByText('Remove…').click();
      await journey.expectAccessible();
      await row.getByRole('button', { name: 'Remove it' }).click();
      await expect(row).toHaveCount(0);
    });

    await journey.step('a test message arrives', async () => {
      const number = newNumber();
      await page.goto(paths.adminProviders());
      await page.getByLabel('Mobile number of your own').fill(number);
      await page.getByRole('button', { name: 'Send a test message' }).click();
      await expect(page.getByText(/The network accepted it/).first()).toBeVisible();
      await journey.expectAccessible();
      expect(await arrivedAt(number)).toHaveLength(1);
    });

    await journey.step('a fact is looked at first, and then stands in the contract', async () => {
      await page.goto(paths.adminOperator());
      const sentence = `Running since 2007, as of ${Date.now()}.`;
      const card = page.locator('section').filter({ hasText: 'Clause 12 begins with it' });
      await card.getByLabel('History from now on').fill(sentence);
      await card.getByRole('button', { name: 'Preview' }).click();
      await expect(card.getByText(`${sentence} You sign in`)).toBeVisible();
      await journey.expectAccessible();
      await card.getByRole('button', { name: 'Change it' }).click();
      await expect(card.getByText(`Now: ${sentence}`)).toBeVisible();
      await page.goto(paths.terms());
      await expect(page.getByText(sentence)).toBeVisible();
      await expect(page.getByText(/was last changed on/)).toBeVisible();
    });
  },
);

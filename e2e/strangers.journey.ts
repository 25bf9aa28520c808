import { atOneWidth, expect, test } from './journey.ts';
import { type Answer, get, post } from './strangers/ask.ts';
import { checksumsOf } from './strangers/checksums.ts';
import { expectedActions } from './strangers/expected-actions.ts';
import { everyVisit, expectedPages } from './strangers/expected-pages.ts';
import { builtActions, builtPages } from './strangers/manifests.ts';
import { makeOwnersRows, type OwnersRows } from './strangers/owners-rows.ts';
import { type Cookies, type Person, people, signInEverybody } from './strangers/people.ts';

test('every page, route and action of the build is expected', atOneWidth, () => {
  expect(builtPages().sort(), 'e2e/strangers/expected-pages.ts').toEqual(
    Object.keys(expectedPages).sort(),
  );
  expect(
    builtActions()
      .map(({ name }) => name)
      .sort(),
    'e2e/strangers/expected-actions.ts',
  ).toEqual(Object.keys(expectedActions).sort());
});

test(
  'as a stranger: no page, route or action opens to whom it is not for',
  atOneWidth,
  async () => {
    test.setTimeout(180_000);
    const rows = await makeOwnersRows();
    const cookies = await signInEverybody(rows);
    const before = await checksumsOf(rows.accountId);

    await test.step('pages and routes', async () => {
      expect.soft(await unexpectedVisits(rows, cookies), 'unexpected answers').toEqual([]);
    });
    await test.step('actions, by whom they are not for', async () => {
      expect.soft(await unexpectedActs(rows, cookies), 'unexpected answers').toEqual([]);
    });
    await test.step('actions, from another origin and from none', async () => {
      expect.soft(await foreignActs(rows, cookies), 'unexpected answers').toEqual([]);
    });
    expect
      .soft(await checksumsOf(rows.accountId), 'what was the owner’s is as it was')
      .toEqual(before);
    await test.step('the same forms work for whom they are for', async () => {
      expect.soft(await vainActs(rows, cookies), 'what did not work').toEqual([]);
    });
  },
);

async function unexpectedVisits(rows: OwnersRows, cookies: Cookies): Promise<string[]> {
  const found = await inTurns(everyVisit(rows), async ({ pattern, person, address, expected }) => {
    const answer = await get(address, cookies[person]);
    if (answer.word !== expected) return [`${person} ${pattern}: ${answer.word}, not ${expected}`];
    if (person === 'owner') return [];
    const flight = [await get(address, cookies[person], true)];
    return leaks(rows, person, [answer, ...flight]).map((what) => `${person} ${pattern}: ${what}`);
  });
  return found.flat();
}

/** What of the owner's stands in answers to somebody else. Staff read where a refund goes, and nothing of the rest. */
function leaks(rows: OwnersRows, person: Person, answers: Answer[]): string[] {
  const { text, recipients, brand, refundTo } = rows;
  const national = recipients.replace('+30', '');
  const isStaff = ['support', 'finance', 'admin'].includes(person);
  const secrets = { text, national, brand, ...(isStaff ? {} : { refundTo }) };
  return Object.entries(secrets)
    .filter(([, secret]) =>
      answers.some(({ body }) => body.replaceAll(' ', '').includes(secret.replaceAll(' ', ''))),
    )
    .map(([what]) => `shows the owner's ${what}`);
}

const actions = (rows: OwnersRows) =>
  builtActions().map(({ id, name, pattern }) => ({
    ...{ id, name, ...expectedActions[name]! },
    address: expectedPages[pattern]!.address(rows),
  }));

async function unexpectedActs(rows: OwnersRows, cookies: Cookies): Promise<string[]> {
  const acts = actions(rows).flatMap((action) => people.map((person) => ({ action, person })));
  const found = await inTurns(acts, async ({ action, person }) => {
    const expected = refusalFor(action.for, person);
    if (!expected) return [];
    const { id, name, address, form } = action;
    const { word, body } = await post({ address, id, form: form(rows), cookie: cookies[person] });
    if (!expected.includes(word)) return [`${person} ${name}: ${word}, not ${expected.join('/')}`];
    return body.includes(rows.batch) && !JSON.stringify(form(rows)).includes(rows.batch)
      ? [`${person} ${name}: names a send of the owner`]
      : [];
  });
  return found.flat();
}

/** How somebody is turned away whom an action is not for; null for whom it is. */
function refusalFor(
  whom: (typeof expectedActions)[string]['for'],
  person: Person,
): readonly string[] | null {
  const isCustomer = ['stranger', 'suspended', 'owner'].includes(person);
  if (whom === 'anybody' || (person === 'owner' && typeof whom === 'string')) return null;
  if (typeof whom === 'string') {
    if (!isCustomer) return ['signed-out'];
    // Each for their own: whatever it answers, nothing of the owner may change.
    return whom === 'customer' ? ['works', 'refused'] : ['refused', 'not-found'];
  }
  if (whom.includes(person)) return null;
  return person === 'nobody' ? ['signed-out'] : ['not-found'];
}

/** The people whom actions are for, at a page of another site and with no origin at all: nothing is done. */
async function foreignActs(rows: OwnersRows, cookies: Cookies): Promise<string[]> {
  const acts = actions(rows).flatMap((action) =>
    ['https://example.org', null].map((from) => ({ action, from })),
  );
  const found = await inTurns(acts, async ({ action, from }) => {
    const { id, name, address, form } = action;
    const cookie = cookies[whomFor(action.for)];
    const { word } = await post({ address, id, form: form(rows), cookie, from });
    // Another origin Next.js itself turns away, with an error; none at all is for us to refuse.
    const expected = from === null ? 'refused' : 'error';
    return word === expected ? [] : [`${name} from ${from}: ${word}, not ${expected}`];
  });
  return found.flat();
}

const whomFor = (whom: (typeof expectedActions)[string]['for']): Person =>
  typeof whom === 'string' ? (whom === 'anybody' ? 'nobody' : 'owner') : whom.at(-1)!;

/** One after the other, in the order of the table. */
async function vainActs(rows: OwnersRows, cookies: Cookies): Promise<string[]> {
  const known = new Map(actions(rows).map((action) => [action.name, action]));
  const found: string[] = [];
  for (const [name, { untried, form }] of Object.entries(expectedActions)) {
    const action = known.get(name)!;
    if (untried) continue;
    const cookie = cookies[whomFor(action.for)];
    const { id, address } = action;
    const { word, body } = await post({ address, id, form: form(rows), cookie });
    if (word !== 'works') found.push(`${name}: ${word} ${body}`);
  }
  return found;
}

/** So many requests at a time. */
const AT_ONCE = 6;

async function inTurns<Item, Result>(
  items: readonly Item[],
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.values();
  const work = async () => {
    for (const item of queue) results.push(await act(item));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}

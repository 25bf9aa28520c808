import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { eq } from 'drizzle-orm';
import { priceLists } from '#db/schema/prices.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { confirmPriceList } from './confirm-price-list.ts';
import { listPriceLists } from './list-price-lists.ts';
import { currentPriceList, upcomingPriceList } from './price-list.ts';
import { type ProposePriceList, proposePriceList } from './propose-price-list.ts';
import { readPriceList } from './read-price-list.ts';
import { csvOf, forgetLists, inHours, mustPropose, seenWith } from './testing.ts';
import { withdrawPriceList } from './withdraw-price-list.ts';

const ground = await openTestGround();
const { staff } = await castOf(ground);
beforeEach(() => forgetLists(staff));

const confirm = async (priceListId: number) =>
  confirmPriceList(staff, { priceListId, comparedWith: await seenWith(staff, priceListId) });
const begin = (id: number) =>
  ground.db
    .update(priceLists)
    .set({ effectiveFrom: inHours(-1) })
    .where(eq(priceLists.id, id));

describe('a proposed list', () => {
  it('prices nothing until it is confirmed, and then from its beginning on', async () => {
    const id = await mustPropose(staff, '0.05');
    assert.equal(await upcomingPriceList(ground.db), null);
    assert.equal(await currentPriceList(ground.db, inHours(2)), null);
    assert.equal((await readPriceList(staff, id))?.state, 'proposed');
    assert.deepEqual(await confirm(id), { ok: true, already: false });
    assert.equal(await currentPriceList(ground.db), null);
    assert.equal((await upcomingPriceList(ground.db))?.list?.id, id);
    assert.equal((await currentPriceList(ground.db, inHours(2)))?.id, id);
    const list = await readPriceList(staff, id);
    assert.equal(list?.state, 'coming');
    assert.equal(list.confirmedBy, list.proposedBy);
  });

  it('shows what it changes against the list that it replaces', async () => {
    const first = await mustPropose(staff, '0.042');
    assert.equal((await readPriceList(staff, first))?.replaces, null);
    assert.ok((await confirm(first)).ok);
    const second = await mustPropose(staff, '0.05', { effectiveFrom: inHours(3) });
    const list = await readPriceList(staff, second);
    assert.equal(list?.replaces?.id, first);
    assert.deepEqual(
      list.diff.changes.map(({ prefix, kind }) => [prefix, kind]),
      [['30', 'dearer']],
    );
    assert.equal(await readPriceList(staff, 999_999), null);
  });

  it('is refused with every wrong line named, and nothing is kept of it', async () => {
    const lines = Array.from({ length: 25 }, (_, i) => `30${i + 10},GR,Greece,cheap`);
    const before = await ground.db.$count(priceLists);
    const proposed = await propose({ csv: csvOf(...lines) });
    assert.ok(!proposed.ok);
    assert.equal(proposed.problems.length, 21);
    assert.deepEqual(proposed.problems[0], {
      field: 'csv',
      sentence: 'Line 2: The price must be an amount such as 0.042.',
    });
    assert.equal(proposed.problems.at(-1)?.sentence, '5 more lines are wrong.');
    assert.equal(await ground.db.$count(priceLists), before);
  });

  it('is refused with a beginning in the past, an end before it, or no source', async () => {
    for (const [changed, field] of [
      [{ effectiveFrom: inHours(-1) }, 'from'],
      [{ effectiveUntil: inHours(0.5) }, 'until'],
      [{ source: ' ' }, 'source'],
      [{ csv: `# currency: USD\n${csvOf('30,GR,Greece,1')}` }, 'csv'],
    ] as const) {
      const proposed = await propose(changed);
      assert.ok(!proposed.ok && proposed.problems[0]?.field === field, field);
    }
  });
});

describe('confirming', () => {
  it('happens once, however often and however parallel it is asked for', async () => {
    const id = await mustPropose(staff, '0.05');
    const results = await Promise.all(Array.from({ length: 8 }, () => confirm(id)));
    assert.ok(results.every((result) => result.ok));
    assert.equal(results.filter((result) => result.ok && !result.already).length, 1);
  });

  it('is refused once the beginning has passed: prices never change backwards', async () => {
    const id = await mustPropose(staff, '0.05');
    await begin(id);
    const result = await confirm(id);
    assert.ok(!result.ok && result.refusal === 'too_late', JSON.stringify(result));
    assert.equal(await currentPriceList(ground.db), null);
  });

  it('is refused when another list would be replaced than the one that was seen', async () => {
    const early = await mustPropose(staff, '0.05');
    const late = await mustPropose(staff, '0.06', { effectiveFrom: inHours(2) });
    const seen = await seenWith(staff, late);
    assert.ok((await confirm(early)).ok);
    const result = await confirmPriceList(staff, { priceListId: late, comparedWith: seen });
    assert.ok(!result.ok && result.refusal === 'changed', JSON.stringify(result));
    assert.ok((await confirm(late)).ok);
  });

  it('lets one of several lists that begin at the same moment through', async () => {
    const effectiveFrom = inHours(1);
    const ids = [
      await mustPropose(staff, '0.05', { effectiveFrom }),
      await mustPropose(staff, '0.06', { effectiveFrom }),
    ];
    const results = await Promise.all(
      ids.map((priceListId) => confirmPriceList(staff, { priceListId, comparedWith: null })),
    );
    const answers = results.map((result) => (result.ok ? 'ok' : result.refusal));
    assert.deepEqual(answers.toSorted(), ['ok', 'same_time']);
    const confirmed = ids[answers.indexOf('ok')];
    assert.equal((await currentPriceList(ground.db, effectiveFrom))?.id, confirmed);
  });

  it('of a list that there is not, or that was withdrawn, is refused', async () => {
    const unknown = await confirmPriceList(staff, { priceListId: 999_999, comparedWith: null });
    assert.ok(!unknown.ok && unknown.refusal === 'not_found');
    const id = await mustPropose(staff, '0.05');
    assert.ok((await withdrawPriceList(staff, id)).ok);
    const withdrawn = await confirm(id);
    assert.ok(!withdrawn.ok && withdrawn.refusal === 'withdrawn');
  });
});

describe('withdrawing', () => {
  it('takes back a proposal and a list that has not begun, once', async () => {
    const id = await mustPropose(staff, '0.05');
    assert.ok((await confirm(id)).ok);
    const results = await Promise.all([1, 2, 3].map(() => withdrawPriceList(staff, id)));
    assert.equal(results.filter((result) => result.ok && !result.already).length, 1);
    assert.equal(await upcomingPriceList(ground.db), null);
    assert.equal((await readPriceList(staff, id))?.state, 'withdrawn');
  });

  it('of a list that has begun, or that there is not, is refused', async () => {
    const id = await mustPropose(staff, '0.05');
    assert.ok((await confirm(id)).ok);
    await begin(id);
    const begun = await withdrawPriceList(staff, id);
    assert.ok(!begun.ok && begun.refusal === 'begun');
    assert.equal((await currentPriceList(ground.db))?.id, id);
    const unknown = await withdrawPriceList(staff, 999_999);
    assert.ok(!unknown.ok && unknown.refusal === 'not_found');
  });

  it('and confirming at the same time end as one of the two, and never price a withdrawn list', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await mustPropose(staff, '0.05');
      const seen = await seenWith(staff, id);
      await Promise.all([
        confirmPriceList(staff, { priceListId: id, comparedWith: seen }),
        withdrawPriceList(staff, id),
      ]);
      assert.equal((await readPriceList(staff, id))?.state, 'withdrawn');
      assert.notEqual((await currentPriceList(ground.db, inHours(2)))?.id, id);
    }
  });
});

it('staff see all lists with their states, the one that begins last first', async () => {
  const old = await mustPropose(staff, '0.042');
  assert.ok((await confirm(old)).ok);
  await begin(old);
  const proposed = await mustPropose(staff, '0.05', { effectiveFrom: inHours(5) });
  const coming = await mustPropose(staff, '0.06', { effectiveFrom: inHours(3) });
  assert.ok((await confirm(coming)).ok);
  const lists = await listPriceLists(staff);
  assert.deepEqual(
    lists
      .filter(({ state }) => state !== 'withdrawn')
      .map(({ id, state, prices }) => [id, state, prices]),
    [
      [proposed, 'proposed', 2],
      [coming, 'coming', 2],
      [old, 'current', 2],
    ],
  );
});

function propose(changed: Partial<ProposePriceList>) {
  return proposePriceList(staff, {
    ...{ source: 'The price book', currency: 'EUR', csv: csvOf('30,GR,Greece,0.042') },
    ...{ effectiveFrom: inHours(1), effectiveUntil: null, ...changed },
  });
}

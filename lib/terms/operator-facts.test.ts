import assert from 'node:assert/strict';
import { beforeEach, it } from 'node:test';
import { operatorFacts } from '#db/schema/staff.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { changeOperatorFact } from './change-operator-fact.ts';
import { listFactChanges } from './list-fact-changes.ts';
import { readOperatorFacts } from './operator-facts.ts';
import { termsClauses } from './terms.ts';

applyTestSettings({ DATA_LOCATION: 'the United States', OPERATOR_COMPANY: 'All SMS Ltd' });
const ground = await openTestGround();
const { staff, finance } = await castOf(ground);
beforeEach(() => ground.db.delete(operatorFacts));

const move = (value: string, by = staff) =>
  changeOperatorFact(by, { name: 'DATA_LOCATION', value });

it('the settings count until an admin changes a fact, and the contract says so at once', async () => {
  const before = await readOperatorFacts(ground.db);
  assert.deepEqual([before.DATA_LOCATION, before.changedAt], ['the United States', null]);
  assert.deepEqual(await move('  Finland,   Helsinki '), { ok: true });
  const after = await readOperatorFacts(ground.db);
  assert.equal(after.DATA_LOCATION, 'Finland, Helsinki');
  assert.equal(after.OPERATOR_COMPANY, 'All SMS Ltd');
  assert.ok(after.changedAt);
  assert.ok(termsClauses(after).some(({ text }) => text.includes('Finland, Helsinki')));
});

it('earlier values are kept, with who changed them, and the newest counts', async () => {
  for (const place of ['Greece', 'Germany', 'Greece']) assert.ok((await move(place)).ok);
  assert.equal((await readOperatorFacts(ground.db)).DATA_LOCATION, 'Greece');
  const changes = await listFactChanges(finance);
  assert.deepEqual(
    changes.map(({ value, by }) => [value, by]),
    ['Greece', 'Germany', 'Greece'].map((value) => [value, staff.actor.number]),
  );
});

it('refuses nothing at all, too much, what it says already, and whoever is no admin', async () => {
  for (const value of ['  ', 'x'.repeat(201), 'the United States']) {
    assert.ok(!(await move(value)).ok, value.slice(0, 20));
  }
  assert.ok(!(await move('Greece', finance)).ok);
  const history = { name: 'HISTORY_SENTENCE', value: 'Since 2007.' } as const;
  assert.ok((await changeOperatorFact(staff, history)).ok);
  assert.ok((await changeOperatorFact(staff, { ...history, value: '' })).ok);
  assert.equal((await readOperatorFacts(ground.db)).HISTORY_SENTENCE, '');
  assert.equal((await listFactChanges(staff)).length, 2);
});

it('the same change at the same moment is one', async () => {
  const results = await Promise.all(Array.from({ length: 5 }, () => move('Greece')));
  assert.equal(results.filter(({ ok }) => ok).length, 1);
});

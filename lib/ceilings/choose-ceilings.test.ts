import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import { ceilingChoices } from '#db/schema/ceilings.ts';
import { openTestGround } from '#db/testing.ts';
import { openCountry } from '#lib/accounts/open-country.ts';
import { signUpSomebody } from '#lib/accounts/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { accountCeilings } from './account-ceilings.ts';
import { choose } from './testing.ts';

applyTestSettings({ CEILINGS: '0:20/50/200,7:100/300/2000' });
const ground = await openTestGround();

let somebody: Awaited<ReturnType<typeof signUpSomebody>>;
beforeEach(async () => {
  somebody = await signUpSomebody(ground);
});

/** Hour, day and month in whole euros. */
const ceilings = async (country = '', accountId = somebody.accountId) =>
  (await accountCeilings(ground.db, accountId, country ? [country] : []))
    .filter((each) => each.country === country)
    .map(({ micros }) => (micros === null ? null : micros / 1e6));

const refusedAt = async (changed: Parameters<typeof choose>[1]) => {
  const result = await choose(somebody.ctx, changed);
  assert.ok(!result.ok, 'it was taken');
  return result.problems.map(({ field }) => field);
};

describe('what counts without a choice', () => {
  it('is the default of the age, a quarter of it for other countries, and nothing of its own for the home country', async () => {
    assert.deepEqual(await ceilings(), [20, 50, 200]);
    assert.deepEqual(await ceilings('BG'), [5, 12.5, 50]);
    assert.deepEqual(await ceilings('GR'), [null, null, null]);
    const old = { createdAt: sql`now() - interval '7 days'` };
    await ground.db.update(accounts).set(old).where(eq(accounts.id, somebody.accountId));
    assert.deepEqual(await ceilings(), [100, 300, 2000]);
    assert.deepEqual(await ceilings('BG'), [25, 75, 500]);
  });
});

describe('a choice', () => {
  it('that lowers needs no password, and a quarter goes down with the whole', async () => {
    assert.ok((await choose(somebody.ctx, { hour: '8', day: '€10.50' })).ok);
    assert.deepEqual(await ceilings(), [8, 10.5, 200]);
    assert.deepEqual(await ceilings('BG'), [2, 2.625, 50]);
  });

  it('that raises needs the right password, also when it is only one of the three', async () => {
    assert.deepEqual(await refusedAt({ hour: '21' }), ['password']);
    assert.deepEqual(await refusedAt({ hour: '1', month: '200.01' }), ['password']);
    assert.deepEqual(await refusedAt({ hour: '21', password: 'not the password at all' }), [
      'password',
    ]);
    assert.deepEqual(await ceilings(), [20, 50, 200]);
    assert.ok((await choose(somebody.ctx, { hour: '21', password: somebody.password })).ok);
    assert.deepEqual(await ceilings(), [21, 50, 200]);
  });

  it('that goes back to a higher default raises', async () => {
    assert.ok((await choose(somebody.ctx, { hour: '1' })).ok);
    assert.deepEqual(await refusedAt({}), ['password']);
    assert.ok((await choose(somebody.ctx, { password: somebody.password })).ok);
    assert.deepEqual(await ceilings(), [20, 50, 200]);
  });

  it('for the home country lowers, and taking it back raises', async () => {
    assert.ok((await choose(somebody.ctx, { country: 'GR', hour: '3' })).ok);
    assert.deepEqual(await ceilings('GR'), [3, null, null]);
    assert.deepEqual(await refusedAt({ country: 'GR' }), ['password']);
  });

  it('for another country needs it open', async () => {
    assert.deepEqual(await refusedAt({ country: 'BG', hour: '1' }), ['hour']);
    await openCountry(somebody.ctx, 'BG');
    assert.ok((await choose(somebody.ctx, { country: 'BG', hour: '1' })).ok);
    assert.deepEqual(await ceilings('BG'), [1, 12.5, 50]);
    assert.deepEqual(await refusedAt({ country: 'BG', hour: '6' }), ['password']);
  });

  it('of what is no amount is refused at its field, and 0 is one', async () => {
    assert.deepEqual(await refusedAt({ hour: '-5', day: '1e3', month: '1,250' }), [
      'hour',
      'day',
      'month',
    ]);
    assert.ok((await choose(somebody.ctx, { hour: '0' })).ok);
    assert.deepEqual(await ceilings(), [0, 50, 200]);
  });

  it('that changes nothing leaves no row, and each that does says who and when', async () => {
    for (let i = 0; i < 2; i++) assert.ok((await choose(somebody.ctx, { day: '40' })).ok);
    const rows = await ground.db
      .select()
      .from(ceilingChoices)
      .where(eq(ceilingChoices.accountId, somebody.accountId));
    assert.equal(rows.length, 1);
    assert.equal(rows[0]?.userId, somebody.userId);
  });

  it('of a stranger changes nothing here', async () => {
    const stranger = await signUpSomebody(ground);
    assert.ok((await choose(stranger.ctx, { hour: '1' })).ok);
    assert.deepEqual(await ceilings(), [20, 50, 200]);
  });

  it('never raises without the password, however many choose at the same time', async () => {
    const amounts = ['19', '3', '12', '7', '15', '1', '9', '18'];
    await Promise.all(amounts.map((hour) => choose(somebody.ctx, { hour })));
    const rows = await ground.db
      .select({ micros: ceilingChoices.micros, id: ceilingChoices.id })
      .from(ceilingChoices)
      .where(eq(ceilingChoices.accountId, somebody.accountId))
      .orderBy(ceilingChoices.id);
    const taken = rows.map(({ micros }) => Number(micros));
    assert.deepEqual(
      taken,
      taken.toSorted((a, b) => b - a),
    );
    assert.deepEqual(await ceilings(), [1, 50, 200]);
  });
});

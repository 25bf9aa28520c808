import assert from 'node:assert/strict';
import { it } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { newId } from '#lib/ids.ts';
import { micros } from '#lib/money/micros.ts';
import { type GrantCredit, grantCredit, largestGrant } from './grant-credit.ts';
import { readBalance } from './read-balance.ts';
import { readStatement } from './read-statement.ts';

const ground = await openTestGround();
const { owner, staff } = await castOf(ground);

const grant = (changed: Partial<GrantCredit> = {}) =>
  grantCredit(staff, {
    accountId: owner.actor.accountId,
    amount: micros(5_000_000),
    reason: 'Refund of a double payment',
    idempotencyKey: newId(),
    ...changed,
  });

it('grants once however often and however parallel the same grant is asked for', async () => {
  const idempotencyKey = newId();
  const results = await Promise.all(Array.from({ length: 10 }, () => grant({ idempotencyKey })));
  assert.equal(results.filter((result) => result.ok && !result.already).length, 1);
  assert.ok(results.every((result) => result.ok));
  assert.equal((await readBalance(owner)).availableMicros, 5_000_000);
});

it('tells the customer why', async () => {
  await grant({ reason: '  Thanks for the report  ' });
  const [entry] = (await readStatement(owner)).entries;
  assert.equal(entry?.words, 'Credit granted: Thanks for the report');
});

it('refuses a missing reason, a wrong amount and an unknown account', async () => {
  const before = await readBalance(owner);
  for (const [changed, field] of [
    [{ reason: ' why ' }, 'reason'],
    [{ reason: 'x'.repeat(201) }, 'reason'],
    [{ amount: micros(0) }, 'amount'],
    [{ amount: micros(-5) }, 'amount'],
    [{ amount: micros(largestGrant + 1) }, 'amount'],
    [{ accountId: newId() }, 'accountId'],
  ] as const) {
    const result = await grant(changed as Partial<GrantCredit>);
    assert.ok(!result.ok && result.field === field, field);
  }
  assert.deepEqual(await readBalance(owner), before);
});

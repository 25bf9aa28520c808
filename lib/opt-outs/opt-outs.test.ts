import assert from 'node:assert/strict';
import { it } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { testNumbers } from '#lib/messages/testing.ts';
import { optedOutNumbers } from './opted-out-numbers.ts';
import { recordOptOut } from './record-opt-out.ts';

const ground = await openTestGround();
const { owner, stranger } = await castOf(ground);
const numbers = testNumbers(5_000);

it('finds those who opted out of this account, among many, and of no other account', async () => {
  const out = [numbers[3]!, numbers[4_321]!];
  assert.equal((await optedOutNumbers(ground, owner.actor.accountId, numbers)).size, 0);
  for (const number of [...out, ...out]) await recordOptOut(owner, { number, source: 'customer' });
  const found = await optedOutNumbers(ground, owner.actor.accountId, numbers);
  assert.deepEqual([...found], out);
  assert.equal((await optedOutNumbers(ground, stranger.actor.accountId, numbers)).size, 0);
});

it('stores no number', async () => {
  const rows = await ground.sql`select o::text from opt_outs o`;
  assert.ok(!JSON.stringify(rows).includes(numbers[3]!.slice(1)));
});

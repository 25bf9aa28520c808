import assert from 'node:assert/strict';
import { it } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { acceptTestBatch, giveCredit } from '#lib/messages/testing.ts';
import { destroyPast } from './destroy-past.ts';
import { lostByChoice } from './lost-by-choice.ts';

const ground = await openTestGround();
const { owner, stranger } = await castOf(ground);
await giveCredit(owner);

it('says of how many sends each choice would destroy texts and numbers', async () => {
  for (let i = 0; i < 3; i++) await acceptTestBatch(ground, owner);
  await acceptTestBatch(ground, owner, { code: true, count: 1 });
  const nothing = await lostByChoice(owner);
  assert.deepEqual([...nothing.content.values(), ...nothing.numbers.values()], Array(9).fill(0));
  await ground.sql`update data_keys set ends_at = now() - interval '40 days'`;
  await ground.sql`update message_status set state = 'delivered'`;
  await ground.sql`update batches set counts = '{"delivered": 3}'`;
  const { content, numbers } = await lostByChoice(owner);
  assert.deepEqual(Object.fromEntries(content), { 0: 0, 7: 3, 30: 3, 90: 0, 365: 0 });
  assert.deepEqual(Object.fromEntries(numbers), { 30: 3, 90: 0, 365: 0, 730: 0 });
  assert.equal((await lostByChoice(stranger)).content.get(7), 0);
  await destroyPast(owner);
  assert.equal((await lostByChoice(owner)).content.get(7), 0);
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { acceptTestBatch, giveCredit } from '#lib/messages/testing.ts';
import { dropEmptyMonths } from './drop-empty-months.ts';

const ground = await openTestGround();
const { owner, worker } = await castOf(ground);
await giveCredit(owner);

const makeMonth = (parent: string, month: string, next: string) =>
  ground.sql.unsafe(`create table ${parent}_${month.replace('-', '_')} partition of ${parent}
    for values from (uuid_floor('${month}-01Z')) to (uuid_floor('${next}-01Z'))`);
const months = async () =>
  (
    await ground.sql<{ name: string }[]>`
      select inhrelid::regclass::text as name from pg_inherits
      where inhparent in ('messages'::regclass, 'message_status'::regclass)`
  ).map(({ name }) => name);

it('drops months of the past in which nothing is left, and no others', async () => {
  const before = await months();
  for (const parent of ['messages', 'message_status']) {
    await makeMonth(parent, '2024-01', '2024-02');
    await makeMonth(parent, '2024-02', '2024-03');
  }
  await ground.sql`
    insert into message_status (account_id, message_id, batch_id, state)
    values (${owner.actor.accountId}, uuid_floor('2024-02-03Z'), uuid_floor('2024-02-03Z'), 'sent')`;
  assert.deepEqual(await dropEmptyMonths(worker), [
    'message_status_2024_01',
    'messages_2024_01',
    'messages_2024_02',
  ]);
  assert.deepEqual((await months()).sort(), [...before, 'message_status_2024_02'].sort());
  assert.deepEqual(await dropEmptyMonths(worker), []);
  await acceptTestBatch(ground, owner);
});

it('leaves a month that somebody is reading for the next time, and nobody waits for it', async () => {
  await makeMonth('messages', '2024-01', '2024-02');
  await ground.sql.begin(async (tx) => {
    await tx`select count(*) from messages`;
    assert.deepEqual(await dropEmptyMonths(worker), []);
    await acceptTestBatch(ground, owner);
  });
  assert.deepEqual(await dropEmptyMonths(worker), ['messages_2024_01']);
});

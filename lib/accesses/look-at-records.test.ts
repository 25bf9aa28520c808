import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { accessRecords } from '#db/schema/accesses.ts';
import { accounts } from '#db/schema/accounts.ts';
import { batches } from '#db/schema/messages.ts';
import { staffMembers } from '#db/schema/staff.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import type { CustomerContext, StaffContext } from '#lib/context.ts';
import type { AccessId } from '#lib/ids.ts';
import { giveCredit } from '#lib/messages/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { answerAccess } from './answer-access.ts';
import { chooseAskFirst } from './choose-ask-first.ts';
import { endAccess, stopAccess } from './end-access.ts';
import { listAccessRecords } from './list-access-records.ts';
import { listAccesses } from './list-accesses.ts';
import { lookAtRecords } from './look-at-records.ts';
import { mustAsk, sendSomething, TEST_SENDER } from './testing.ts';

applyTestSettings();
const ground = await openTestGround();
const { db } = ground;
const text = 'Your table is ready.';

let owner: CustomerContext;
let stranger: CustomerContext;
let support: StaffContext;
let staff: StaffContext;
let finance: StaffContext;
let sent: Awaited<ReturnType<typeof sendSomething>>;
beforeEach(async () => {
  ({ owner, stranger, support, staff, finance } = await castOf(ground));
  await giveCredit(owner);
  sent = await sendSomething(ground, owner);
});

const look = (ctx: StaffContext, accessId: AccessId, more = {}) =>
  lookAtRecords(ctx, { accountId: owner.actor.accountId, accessId, ...more });
const askForBatch = () => mustAsk(support, owner, { batchId: sent.batchId });
const rowsOf = (accessId: AccessId) =>
  db.select().from(accessRecords).where(eq(accessRecords.accessId, accessId));
const end = (accessId: AccessId) =>
  endAccess(support, { accountId: owner.actor.accountId, accessId });
const messageOf = (error: unknown) => String((error as Error).cause ?? error);

describe('what an access shows', () => {
  it('is the whole send, and a row of each record stands before it is seen', async () => {
    const accessId = await askForBatch();
    const seen = await look(support, accessId);
    assert.deepEqual(
      seen?.messages.map(({ recipient }) => recipient),
      sent.numbers,
    );
    assert.partialDeepStrictEqual(seen?.batches, [{ id: sent.batchId, sender: TEST_SENDER, text }]);
    const rows = await rowsOf(accessId);
    assert.deepEqual(
      rows.map(({ messageId, fields }) => [messageId, fields]).sort(),
      [[null, ['sender', 'text']], ...sent.messageIds.map((id) => [id, ['number']])].sort(),
    );
    assert.ok(rows.every(({ accountId }) => accountId === owner.actor.accountId));
  });

  it('is only the messages that were named, each with what is shown of it', async () => {
    const other = await sendSomething(ground, owner, { count: 2, text: 'Bring the cake.' });
    const named = [sent.messageIds[1]!, other.messageIds[0]!];
    const accessId = await mustAsk(support, owner, { messageIds: named });
    const seen = await look(support, accessId);
    assert.deepEqual(
      seen?.messages.map(({ recipient }) => recipient),
      [sent.numbers[1], other.numbers[0]],
    );
    assert.deepEqual(seen?.batches.map((batch) => batch.text).sort(), ['Bring the cake.', text]);
    assert.deepEqual(
      (await listAccessRecords(owner, accessId)).records.map(({ messageId, fields }) => ({
        ...{ messageId, fields },
      })),
      named.map((messageId) => ({ messageId, fields: ['number', 'sender', 'text'] })),
    );
  });

  it('is written each time it is on the screen, and counted for the customer alone', async () => {
    const accessId = await mustAsk(support, owner, { messageIds: [sent.messageIds[0]!] });
    await look(support, accessId);
    await look(support, accessId);
    assert.equal((await rowsOf(accessId)).length, 2);
    const [record] = (await listAccessRecords(owner, accessId)).records;
    assert.equal(record?.times, 2);
    assert.equal(record.recipient, sent.numbers[0]);
    await look(support, await askForBatch());
    const { accesses } = await listAccesses(owner);
    assert.deepEqual(
      accesses.map(({ id, records }) => [id === accessId, records]),
      [
        [false, 4],
        [true, 1],
      ],
    );
    assert.ok(record.firstAt <= record.lastAt);
    assert.deepEqual((await listAccessRecords(stranger, accessId)).records, []);
  });

  it('comes 50 messages at a time', async () => {
    const many = await sendSomething(ground, owner, { count: 120 });
    const accessId = await mustAsk(support, owner, { batchId: many.batchId });
    const numbers: (string | null)[] = [];
    let after: string | undefined;
    do {
      const seen = await look(support, accessId, { after });
      numbers.push(...seen!.messages.map(({ recipient }) => recipient));
      after = seen!.next ?? undefined;
    } while (after);
    assert.deepEqual(numbers, many.numbers);
    const first = await listAccessRecords(owner, accessId);
    assert.equal(first.records.length, 50);
    const last = await listAccessRecords(owner, accessId, { offset: 100 });
    assert.equal(last.records.length, 21);
    assert.equal(last.next, null);
  });
});

describe('nothing is shown', () => {
  const nothing = async (ctx: StaffContext, accessId: AccessId, more = {}) => {
    assert.equal(await look(ctx, accessId, more), null);
    assert.deepEqual(await rowsOf(accessId), []);
  };

  it('without an access, with another’s, in another account, or to finance', async () => {
    const accessId = await askForBatch();
    await nothing(support, sent.batchId as unknown as AccessId);
    await nothing(staff, accessId);
    await nothing(finance, accessId);
    await nothing(support, accessId, { accountId: stranger.actor.accountId });
  });

  it('of what the access does not cover', async () => {
    const other = await sendSomething(ground, owner);
    const accessId = await mustAsk(support, owner, { messageIds: [sent.messageIds[0]!] });
    for (const after of [undefined, sent.messageIds[0], other.messageIds[0]]) {
      const seen = await look(support, accessId, { after });
      assert.ok(seen?.messages.every(({ id }) => id === sent.messageIds[0]));
    }
  });

  it('while the customer has not agreed, after a no, and after it was withdrawn', async () => {
    await chooseAskFirst(owner, true);
    const accessId = await askForBatch();
    await nothing(support, accessId);
    await answerAccess(owner, accessId, false);
    await nothing(support, accessId);
    const withdrawn = await askForBatch();
    await end(withdrawn);
    await nothing(support, withdrawn);
  });

  it('after its end, whoever or whatever ended it', async () => {
    const ended = await askForBatch();
    await end(ended);
    await nothing(support, ended);
    const stopped = await askForBatch();
    await stopAccess(owner, stopped);
    await nothing(support, stopped);
    const over = await askForBatch();
    await db.execute(sql`update accesses set ends_at = clock_timestamp() where id = ${over}`);
    await nothing(support, over);
  });

  it('to who has left or looks after money since', async () => {
    const accessId = await askForBatch();
    const become = (changed: Partial<typeof staffMembers.$inferInsert>) =>
      db.update(staffMembers).set(changed).where(eq(staffMembers.userId, support.actor.userId));
    await become({ role: 'finance' });
    await nothing(support, accessId);
    await become({ role: 'support', endedAt: new Date() });
    await nothing(support, accessId);
  });

  it('of a closed account; a suspension opens nothing and closes nothing', async () => {
    const accessId = await askForBatch();
    await db.execute(sql`
      insert into suspensions (account_id, id, reason, suspended_by)
      values (${owner.actor.accountId}, ${accessId}, 'For a test.', ${staff.actor.userId})`);
    await nothing(staff, accessId);
    assert.equal((await look(support, accessId))?.messages.length, 3);
    const other = await mustAsk(support, owner, { messageIds: [sent.messageIds[0]!] });
    await db
      .update(accounts)
      .set({ closedAt: sql`now()` })
      .where(eq(accounts.id, owner.actor.accountId));
    await nothing(support, other);
  });

  it('of masked or destroyed content, of which the customer reads that only the sender was seen', async () => {
    const masked = await sendSomething(ground, owner, { masked: true });
    const maskedId = await mustAsk(support, owner, { batchId: masked.batchId });
    const seen = await look(support, maskedId);
    assert.equal(seen?.batches[0]?.text, null);
    assert.equal(seen.batches[0].fate.masked, true);
    await db
      .update(batches)
      .set({ contentDestroyedAt: sql`now()`, contentDestroyedWhy: 'past' })
      .where(eq(batches.id, sent.batchId));
    const destroyedId = await askForBatch();
    assert.equal((await look(support, destroyedId))?.batches[0]?.text, null);
    for (const accessId of [maskedId, destroyedId]) {
      const { records } = await listAccessRecords(owner, accessId);
      assert.ok(records.every(({ fields }) => !fields.includes('text')));
    }
  });

  it('of destroyed numbers', async () => {
    const accessId = await askForBatch();
    await db
      .update(batches)
      .set({ numbersDestroyedAt: sql`now()` })
      .where(eq(batches.id, sent.batchId));
    assert.deepEqual((await look(support, accessId))?.messages, []);
  });
});

describe('a read without a row is impossible', () => {
  const breaking = async (trigger: string, act: () => Promise<void>) => {
    await db.execute(sql`
      create function break_rows() returns trigger language plpgsql as
      $$ begin raise exception 'no row can be written'; end $$`);
    await db.execute(sql.raw(trigger));
    try {
      await act();
    } finally {
      await db.execute(sql`drop function break_rows cascade`);
    }
  };
  const showsNothing = (accessId: AccessId) => async () => {
    await assert.rejects(look(support, accessId), (error) =>
      /no row can be written/.test(messageOf(error)),
    );
    assert.deepEqual(await rowsOf(accessId), []);
  };

  it('where the row cannot be inserted, nothing is returned', async () => {
    await breaking(
      'create trigger broken before insert on access_records for each row execute function break_rows()',
      showsNothing(await askForBatch()),
    );
  });

  it('where the transaction cannot be committed after the reading, nothing is returned', async () => {
    await breaking(
      'create constraint trigger broken after insert on access_records deferrable initially deferred for each row execute function break_rows()',
      showsNothing(await askForBatch()),
    );
  });

  it('ended during the reading: either the look was before, with its rows, or it shows nothing', async () => {
    for (let round = 0; round < 10; round++) {
      const accessId = await askForBatch();
      const [seen] = await Promise.all([
        look(support, accessId),
        round % 2 ? end(accessId) : stopAccess(owner, accessId),
      ]);
      assert.equal((await rowsOf(accessId)).length, seen ? 4 : 0);
      assert.equal(await look(support, accessId), null);
    }
  });

  it('an access that runs out during the reading shows nothing', async () => {
    const accessId = await askForBatch();
    const slow = {
      ...support.keyring,
      read: async (name: string) => {
        await new Promise((resolve) => setTimeout(resolve, 300));
        return support.keyring.read(name);
      },
    };
    await db.execute(sql`
      update accesses set ends_at = clock_timestamp() + interval '200 ms' where id = ${accessId}`);
    assert.equal(await look({ ...support, keyring: slow }, accessId), null);
    assert.deepEqual(await rowsOf(accessId), []);
  });

  it('what was written can neither be changed nor removed while the account is open', async () => {
    const accessId = await askForBatch();
    await look(support, accessId);
    const stays = (error: unknown) => /stays as long as the account/.test(messageOf(error));
    const mine = eq(accessRecords.accessId, accessId);
    await assert.rejects(db.update(accessRecords).set({ fields: [] }).where(mine), stays);
    await assert.rejects(db.delete(accessRecords).where(mine), stays);
    await assert.rejects(db.execute(sql`truncate access_records`));
    await db
      .update(accounts)
      .set({ closedAt: sql`now()` })
      .where(eq(accounts.id, owner.actor.accountId));
    await assert.rejects(db.update(accessRecords).set({ fields: [] }).where(mine), stays);
    await db.delete(accessRecords).where(mine);
    assert.deepEqual(await rowsOf(accessId), []);
  });
});

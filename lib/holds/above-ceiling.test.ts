import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { and, eq, sql } from 'drizzle-orm';
import { heldBatches, spending } from '#db/schema/ceilings.ts';
import { balances } from '#db/schema/ledger.ts';
import { batches } from '#db/schema/messages.ts';
import { notices } from '#db/schema/notices.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { openCountry } from '#lib/accounts/open-country.ts';
import { choose, mustChoose } from '#lib/ceilings/testing.ts';
import type { CustomerContext, WorkerContext } from '#lib/context.ts';
import { checkLedger } from '#lib/ledger/check-ledger.ts';
import { readBalance } from '#lib/ledger/read-balance.ts';
import { sendMessages } from '#lib/messages/send-messages.ts';
import { acceptTestBatch, giveCredit, testNumbers, testPrice } from '#lib/messages/testing.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import { micros } from '#lib/money/micros.ts';
import { promoteDeferred } from '#lib/outbox/promote-deferred.ts';
import { readQuote } from '#lib/quotes/read-quote.ts';
import { loadTestPrices, mustQuote, testBrand } from '#lib/quotes/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { holdOf, mustSend, placesOf } from './testing.ts';

applyTestSettings();
const ground = await openTestGround();
const { db } = ground;
await loadTestPrices(db);

let owner: CustomerContext;
let stranger: CustomerContext;
let worker: WorkerContext;
beforeEach(async () => {
  ({ owner, stranger, worker } = await castOf(ground));
  await giveCredit(owner);
});

/** The price of so many messages to Greece, as it is typed. */
const price = (count: number) => formatMoney(micros(count * testPrice), 'EUR');
const send = (count: number, more = {}) =>
  mustSend(owner, { recipients: testNumbers(count).join(' '), ...more });
const told = async () =>
  (await db.select().from(notices).where(eq(notices.accountId, owner.actor.accountId))).map(
    ({ kind, facts }) => ({ kind, ...facts }),
  );
const spent = async (country = '') => {
  const rows = await db
    .select()
    .from(spending)
    .where(and(eq(spending.accountId, owner.actor.accountId), eq(spending.country, country)));
  return rows.map(({ micros: amount, messages }) => ({ micros: amount, messages }));
};

describe('a send above a ceiling', () => {
  it('is accepted and reserved, waits for its customer, and nothing of it leaves', async () => {
    await mustChoose(owner, { hour: price(2) });
    const batchId = await send(3);
    assert.deepEqual(await placesOf(db, batchId), { leaving: 0, planned: 0, held: 3 });
    await promoteDeferred(worker);
    assert.deepEqual(await placesOf(db, batchId), { leaving: 0, planned: 0, held: 3 });
    assert.equal((await readBalance(owner)).reservedMicros, 3 * testPrice);
    const [hold] = await db.select().from(heldBatches).where(eq(heldBatches.batchId, batchId));
    assert.partialDeepStrictEqual(hold!, {
      reason: 'ceiling',
      country: '',
      span: 'hour',
      ended: null,
    });
    assert.deepEqual(await told(), [
      { kind: 'batch_held', batchId, micros: 2 * testPrice, currency: 'EUR', span: 'hour' },
    ]);
    assert.deepEqual(await spent(), []);
    assert.deepEqual((await checkLedger(db)).problems, []);
  });

  it('is held also when it is planned for later', async () => {
    await mustChoose(owner, { hour: price(2) });
    const later = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 16);
    const batchId = await send(3, { sendAt: later });
    assert.deepEqual(await placesOf(db, batchId), { leaving: 0, planned: 0, held: 3 });
    const [batch] = await db.select().from(batches).where(eq(batches.id, batchId));
    assert.ok(batch?.sendAt);
  });

  it('is one batch, however often it is asked for', async () => {
    await mustChoose(owner, { hour: price(1) });
    const { quoteId } = await mustQuote(owner);
    const results = await Promise.all(
      Array.from({ length: 8 }, () => sendMessages(owner, quoteId)),
    );
    assert.ok(results.every((result) => result.ok));
    assert.equal(await db.$count(batches, eq(batches.accountId, owner.actor.accountId)), 1);
    assert.equal((await readBalance(owner)).reservedMicros, 2 * testPrice);
    assert.equal((await told()).length, 1);
  });

  it('names the ceiling of the longest span that stands in the way', async () => {
    await mustChoose(owner, { hour: price(1), day: price(2), month: price(2) });
    const batchId = await send(3);
    const [hold] = await db.select().from(heldBatches).where(eq(heldBatches.batchId, batchId));
    assert.equal(hold?.span, 'month');
  });

  it('is told beforehand, by the code that decides', async () => {
    await mustChoose(owner, { hour: price(2) });
    const looked = async (count: number) => {
      const recipients = testNumbers(count).join(' ');
      const { quoteId } = await mustQuote(owner, { recipients });
      return (await readQuote(owner, quoteId))!.obstacles.map(({ span }) => span);
    };
    assert.deepEqual(await looked(2), []);
    assert.deepEqual(await looked(3), ['hour']);
  });
});

describe('what is sent within the ceilings', () => {
  it('is counted by hour and country, up to the last micro of a ceiling', async () => {
    await openCountry(owner, 'BG');
    await mustChoose(owner, { country: 'BG', hour: '0.08' });
    await mustChoose(owner, { hour: formatMoney(micros(2 * testPrice + 80_000), 'EUR') });
    const batchId = await mustSend(owner, { recipients: '6912345678 6912345679 +359888123456' });
    assert.equal(await holdOf(db, batchId), 'none');
    assert.deepEqual(await spent(), [{ micros: 2 * testPrice + 80_000, messages: 3 }]);
    assert.deepEqual(await spent('GR'), [{ micros: 2 * testPrice, messages: 2 }]);
    assert.deepEqual(await spent('BG'), [{ micros: 80_000, messages: 1 }]);
    assert.equal(await holdOf(db, await send(1)), 'open');
  });

  it('meets the ceiling of its country', async () => {
    await openCountry(owner, 'BG');
    await mustChoose(owner, { country: 'BG', day: '0.1' });
    const abroad = { recipients: '+359888123456' };
    assert.equal(await holdOf(db, await mustSend(owner, abroad)), 'none');
    const held = await mustSend(owner, abroad);
    const [hold] = await db.select().from(heldBatches).where(eq(heldBatches.batchId, held));
    assert.partialDeepStrictEqual(hold!, { country: 'BG', span: 'day' });
    assert.equal(await holdOf(db, await send(2)), 'none', 'home is not concerned');
  });

  it('does not count against an hour that is over', async () => {
    await mustChoose(owner, { hour: price(2), day: price(3) });
    await send(2);
    const before = sql`hour - interval '1 hour'`;
    await db
      .update(spending)
      .set({ hour: before })
      .where(eq(spending.accountId, owner.actor.accountId));
    // The day still has it, unless the day has just begun.
    const isNewDay = new Date().getUTCHours() === 0;
    assert.equal(await holdOf(db, await send(1)), 'none');
    if (!isNewDay) assert.equal(await holdOf(db, await send(1)), 'open');
  });

  it('tells once when four fifths of a ceiling are used', async () => {
    await mustChoose(owner, { hour: price(10) });
    await send(7);
    assert.deepEqual(await told(), []);
    await send(1);
    await send(1);
    assert.deepEqual(await told(), [
      { kind: 'ceiling_near', micros: 10 * testPrice, currency: 'EUR', span: 'hour' },
    ]);
  });

  it('leaves one-time codes and answers to phones alone', async () => {
    await mustChoose(owner, { hour: '0' });
    for (const what of [{ code: true }, { notice: true }]) {
      const { batchId } = await acceptTestBatch(ground, owner, { count: 1, ...what });
      assert.equal((await placesOf(db, batchId)).leaving, 1);
    }
  });

  it('of a stranger uses nothing here', async () => {
    await giveCredit(stranger);
    await mustChoose(owner, { hour: price(2) });
    await mustSend(stranger, { recipients: testNumbers(2).join(' ') });
    assert.equal(await holdOf(db, await send(2)), 'none');
  });
});

describe('races', () => {
  it('of fifty sends where the ceiling lets twenty through: twenty leave, thirty wait', async () => {
    await mustChoose(owner, { hour: price(20) });
    const senderId = await testBrand(owner);
    const quoted = await Promise.all(
      Array.from({ length: 50 }, () => mustQuote(owner, { senderId, recipients: '6912345678' })),
    );
    const results = await Promise.all(quoted.map(({ quoteId }) => sendMessages(owner, quoteId)));
    const sent = results.flatMap((result) => (result.ok ? [result.batchId] : []));
    assert.equal(sent.length, 50);
    const holds = await Promise.all(sent.map((batchId) => holdOf(db, batchId)));
    assert.equal(holds.filter((hold) => hold === 'none').length, 20);
    assert.equal(holds.filter((hold) => hold === 'open').length, 30);
    assert.deepEqual(await spent(), [{ micros: 20 * testPrice, messages: 20 }]);
    assert.equal((await readBalance(owner)).reservedMicros, 50 * testPrice);
    assert.equal((await told()).filter(({ kind }) => kind === 'ceiling_near').length, 1);
    assert.deepEqual((await checkLedger(db)).problems, []);
  });

  it('of lowering and sending: nothing leaves above what counts at that moment', async () => {
    const senderId = await testBrand(owner);
    const quoted = await Promise.all(
      Array.from({ length: 12 }, () => mustQuote(owner, { senderId, recipients: '6912345678' })),
    );
    await Promise.all([
      ...quoted.map(({ quoteId }) => sendMessages(owner, quoteId)),
      choose(owner, { hour: price(3) }),
    ]);
    const [used] = await spent();
    const free = await holdOf(db, await send(1));
    assert.equal(free, (used?.messages ?? 0) >= 3 ? 'open' : 'none');
  });
});

describe('who owes money', () => {
  it('sends nothing, and reads how much and what to do', async () => {
    const { quoteId } = await mustQuote(owner);
    await db
      .update(balances)
      .set({ debtMicros: micros(5_000_000) })
      .where(eq(balances.accountId, owner.actor.accountId));
    const result = await sendMessages(owner, quoteId);
    assert.ok(!result.ok && result.refusal === 'debt');
    assert.match(result.sentence, /You owe €5\.00 .* Top up first/);
    assert.equal((await readBalance(owner)).reservedMicros, 0);
  });
});

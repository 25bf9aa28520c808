import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { spending } from '#db/schema/ceilings.ts';
import { ledgerEntries, ledgerTransactions } from '#db/schema/ledger.ts';
import { notices } from '#db/schema/notices.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { forgetSpending } from '#lib/ceilings/forget-spending.ts';
import type { CustomerContext, WorkerContext } from '#lib/context.ts';
import { type LedgerTransactionId, newId } from '#lib/ids.ts';
import { giveCredit } from '#lib/messages/testing.ts';
import { micros } from '#lib/money/micros.ts';
import { forgetNotices } from '#lib/notices/forget-notices.ts';
import { newNotices } from '#lib/notices/list-notices.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { daysLeft, readDaysLeft } from './days-left.ts';
import { tellLowBalance } from './tell-low-balance.ts';

applyTestSettings();
const ground = await openTestGround();
const { db, sql } = ground;
const DAY_MS = 86_400_000;

describe('how long a balance lasts', () => {
  const amounts = (...euros: number[]) => euros.map((each) => micros(each * 1_000_000));

  it('is told by the mean of the days since the first charge', () => {
    assert.equal(daysLeft(micros(10_000_000), amounts(0, 0, 4, 0, 2)), 5);
    assert.equal(daysLeft(micros(9_999_999), amounts(2, 2)), 4);
    assert.equal(daysLeft(micros(0), amounts(1, 1)), 0);
  });

  it('cannot be told from one day, or from none', () => {
    assert.equal(daysLeft(micros(1), amounts(0, 0, 5)), null);
    assert.equal(daysLeft(micros(1), []), null);
  });

  it('never grows with what is charged, nor shrinks with what is left', () => {
    const days = fc.array(fc.nat(1e9).map(micros), { minLength: 2, maxLength: 14 });
    fc.assert(
      fc.property(fc.nat(1e12), fc.nat(1e9), days, fc.nat(1e9), (left, more, charged, extra) => {
        const before = daysLeft(micros(left), charged);
        if (before === null) return;
        assert.ok(daysLeft(micros(left + more), charged)! >= before);
        const dearer = [...charged.slice(0, -1), micros(charged.at(-1)! + extra)];
        assert.ok(daysLeft(micros(left), dearer)! <= before);
      }),
    );
  });
});

describe('a low balance', () => {
  let owner: CustomerContext;
  let stranger: CustomerContext;
  let worker: WorkerContext;
  beforeEach(async () => {
    ({ owner, stranger, worker } = await castOf(ground));
  });

  /** Sent and charged so many days ago; the balance stays, since rows of the ledger cannot be made older afterwards. */
  async function charge(ctx: CustomerContext, euros: number, daysAgo: number): Promise<void> {
    const { accountId } = ctx.actor;
    const at = new Date(Date.now() - daysAgo * DAY_MS);
    const amount = micros(euros * 1_000_000);
    const id = newId<LedgerTransactionId>(at.getTime());
    await db.insert(ledgerTransactions).values({ accountId, id, kind: 'settle', messages: 1, at });
    await db.insert(ledgerEntries).values([
      { accountId, transactionId: id, account: 'reserved', amountMicros: micros(-amount) },
      { accountId, transactionId: id, account: 'revenue', amountMicros: amount },
    ]);
    await db
      .insert(spending)
      .values({ accountId, country: '', hour: at, micros: amount, messages: 1 });
  }

  it('is told once a week, with the days that are left', async () => {
    await giveCredit(owner, 5_000_000);
    await charge(owner, 10, 1.5);
    await charge(owner, 10, 0.1);
    await giveCredit(stranger, 1_000_000_000);
    await charge(stranger, 10, 1.5);
    await charge(stranger, 10, 0.1);
    assert.equal(await readDaysLeft(owner), 0);
    assert.equal(await readDaysLeft(stranger), 100);
    const told = await Promise.all([tellLowBalance(worker), tellLowBalance(worker)]);
    assert.ok(told.some((count) => count === 1));
    assert.equal(await tellLowBalance(worker), 0);
    const [notice, ...others] = await newNotices(owner);
    assert.deepEqual([notice?.kind, notice?.facts.days, others], ['low_balance', 0, []]);
    assert.deepEqual(await newNotices(stranger), []);
    assert.equal(await tellLowBalance(worker, new Date(Date.now() + 7 * DAY_MS)), 1);
  });

  it('is not told from the spending of one day', async () => {
    await giveCredit(owner, 1_000_000);
    await charge(owner, 19, 0.1);
    assert.equal(await readDaysLeft(owner), null);
    await tellLowBalance(worker);
    assert.deepEqual(await newNotices(owner), []);
  });

  it('is forgotten with its notice after 90 days, and spending when no span needs it', async () => {
    await giveCredit(owner, 20_000_000);
    for (const ago of [41, 39]) await charge(owner, 1, ago);
    await sql`insert into notices (account_id, id, kind, facts, once_key, at)
      values (${owner.actor.accountId}, ${owner.actor.userId}, 'low_balance', '{}', 'old', now() - interval '91 days')`;
    await forgetSpending(worker);
    await forgetNotices(worker);
    const mine = (table: typeof spending | typeof notices) =>
      db.$count(table, eq(table.accountId, owner.actor.accountId));
    assert.equal(await mine(spending), 1);
    assert.equal(await mine(notices), 0);
  });
});

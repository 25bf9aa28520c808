import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { businessDay } from '#lib/billing/business-day.ts';
import { grantCredit } from '#lib/ledger/grant-credit.ts';
import { micros } from '#lib/money/micros.ts';
import { confirmAsSecond } from '#lib/orders/confirm-as-second.ts';
import { confirmTransfer } from '#lib/orders/confirm-transfer.ts';
import { readStaffOrder } from '#lib/orders/read-staff-order.ts';
import { refundPayment } from '#lib/orders/refund-payment.ts';
import { giveDetails, mustOrder } from '#lib/orders/testing.ts';
import { withdrawConfirmation } from '#lib/orders/withdraw-confirmation.ts';
import { confirmPriceList } from '#lib/prices/confirm-price-list.ts';
import { mustPropose, seenWith } from '#lib/prices/testing.ts';
import { withdrawPriceList } from '#lib/prices/withdraw-price-list.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { knownActs, wordsOfAct } from './act-words.ts';
import { changeRole } from './change-role.ts';
import { listStaffLog } from './list-staff-log.ts';
import { noteStaffAct } from './note-staff-act.ts';

applyTestSettings({ BANK_ACCOUNT: 'GR1601101250000000012300695', SECOND_PERSON_ABOVE: '1000' });
const ground = await openTestGround();
const { db } = ground;
const cast = await castOf(ground);
const { staff, finance, owner, stranger } = cast;
const { accountId } = owner.actor;

describe('the log of staff', () => {
  it('says who did what to whom, the newest first, in words', async () => {
    const { userId } = cast.support.actor;
    await grantCredit(finance, {
      ...{ accountId, amount: micros(5_000_000), reason: 'For the test', idempotencyKey: 'one' },
    });
    await changeRole(staff, { userId, role: 'finance' });
    const { entries } = await listStaffLog(staff);
    const [newest, older] = entries;
    assert.equal(newest?.action, 'member.change_role');
    assert.equal(newest.by?.number, staff.actor.number);
    assert.equal(newest.on?.number, cast.support.actor.number);
    assert.deepEqual(newest.facts, { from: 'support', to: 'finance' });
    assert.equal(older?.action, 'credit.grant');
    assert.equal(older.accountId, accountId);
    assert.deepEqual(older.facts, { micros: 5_000_000 });
    assert.equal(wordsOfAct('credit.grant'), 'Granted credit');
    assert.equal(wordsOfAct('moon.shoot'), 'moon.shoot');
    assert.ok(knownActs.length > 10);
  });

  it('is not written by what was refused or asked again', async () => {
    const before = (await listStaffLog(staff)).entries.length;
    const grant = { accountId, reason: 'For the test', idempotencyKey: 'one' };
    await grantCredit(finance, { ...grant, amount: micros(5_000_000) });
    await grantCredit(finance, { ...grant, amount: micros(0), idempotencyKey: 'two' });
    assert.equal((await listStaffLog(staff)).entries.length, before);
  });

  it('has each act on money and prices once, however often it is asked', async () => {
    await giveDetails(owner);
    const order = await mustOrder(owner, { way: 'transfer', creditMicros: 1_000_000_000 });
    const { reference } = order;
    const seen = { reference, amountMicros: order.totalMicros, bankReference: 'STMT-1' };
    const receivedOn = businessDay(new Date());
    const confirm = async (bankReference: string) => {
      await confirmTransfer(finance, { ...seen, bankReference, receivedOn });
      const { confirmations } = (await readStaffOrder(finance, reference))!;
      return { reference, confirmationId: confirmations[0]!.id };
    };
    const first = await confirm('STMT-1');
    await Promise.all([1, 2].map(() => withdrawConfirmation(finance, first)));
    const second = await confirm('STMT-2');
    await Promise.all([1, 2].map(() => confirmAsSecond(staff, second)));
    const back = { reference, amountMicros: micros(10_000_000), reason: 'Too much' };
    await refundPayment(finance, { ...back, bankReference: 'BACK-1' });
    await refundPayment(finance, { ...back, bankReference: 'BACK-1' });
    const list = await mustPropose(finance, '0.05');
    const comparedWith = await seenWith(finance, list);
    await Promise.all(
      [1, 2].map(() => confirmPriceList(finance, { priceListId: list, comparedWith })),
    );
    await Promise.all([1, 2].map(() => withdrawPriceList(finance, list)));
    const { entries } = await listStaffLog(staff);
    assert.deepEqual(
      entries
        .map(({ action }) => action)
        .slice(0, 8)
        .reverse(),
      [
        ...['transfer.confirm', 'transfer.withdraw', 'transfer.confirm', 'transfer.confirm_second'],
        ...['payment.refund', 'prices.propose', 'prices.confirm', 'prices.withdraw'],
      ],
    );
    assert.equal(entries[3]?.accountId, accountId);
    assert.deepEqual(entries[3]?.facts, { micros: 10_000_000 });
  });

  it('is narrowed by who, what, account and days, and paged', async () => {
    for (let i = 0; i < 60; i++) {
      await noteStaffAct(db, finance, {
        ...{ action: i % 2 ? 'moon.shoot' : 'moon.land', accountId: stranger.actor.accountId },
      });
    }
    await db.execute(sql`insert into staff_log (at, user_id, action, facts)
      values ('2026-01-02T12:00:00Z', ${finance.actor.userId}, 'moon.shoot', '{}')`);
    const first = await listStaffLog(staff, { accountId: stranger.actor.accountId });
    assert.equal(first.entries.length, 50);
    const rest = await listStaffLog(staff, {
      ...{ accountId: stranger.actor.accountId, before: first.next! },
    });
    assert.equal(rest.entries.length, 10);
    assert.equal(rest.next, null);
    const shots = await listStaffLog(staff, { action: 'moon.shoot', number: finance.actor.number });
    assert.equal(shots.entries.length, 31);
    const nobody = await listStaffLog(staff, { action: 'moon.shoot', number: staff.actor.number });
    assert.equal(nobody.entries.length, 0);
    const day = { from: new Date('2026-01-02T00:00:00Z'), until: new Date('2026-01-03T00:00:00Z') };
    assert.equal((await listStaffLog(staff, day)).entries.length, 1);
  });
});

describe('nobody rewrites the log', () => {
  const attacks = {
    update: sql`update staff_log set action = 'nothing.happened'`,
    delete: sql`delete from staff_log`,
    truncate: sql`truncate staff_log`,
  };
  const causeOf = (error: unknown) => String((error as { cause?: unknown }).cause ?? error);
  class Rollback extends Error {}

  /** As the owner of the table, who is no superuser, as in production; nothing of it stays. */
  const asOwner = (act: (tx: Db) => Promise<void>) =>
    db
      .transaction(async (tx) => {
        await tx.execute(sql`create role plain_owner`);
        await tx.execute(sql`grant usage, create on schema public to plain_owner`);
        await tx.execute(sql`alter table staff_log owner to plain_owner`);
        await tx.execute(sql`set local role plain_owner`);
        await act(tx);
        throw new Rollback();
      })
      .catch((error) => {
        if (!(error instanceof Rollback)) throw error;
      });

  for (const [name, attack] of Object.entries(attacks)) {
    it(`not even a superuser by ${name}: a trigger refuses`, async () => {
      await assert.rejects(db.execute(attack), (error) =>
        /append-only|staff_log/.test(causeOf(error)),
      );
    });

    it(`nor the owner of the table by ${name}: the right is missing`, async () => {
      await asOwner(async (tx) => {
        await assert.rejects(
          tx.transaction((nested) => nested.execute(attack)),
          (error) => /permission denied/.test(causeOf(error)),
        );
      });
    });
  }

  it('while the owner adds to it and reads it', async () => {
    await asOwner(async (tx) => {
      await tx.execute(sql`insert into staff_log (user_id, action, facts)
        values (${staff.actor.userId}, 'moon.shoot', '{}')`);
      assert.ok((await tx.execute(sql`select 1 from staff_log`)).length > 0);
    });
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eq } from 'drizzle-orm';
import { moneyProofs } from '#db/schema/billing.ts';
import { balances } from '#db/schema/ledger.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { acceptTestBatch, giveCredit, testPrice } from '#lib/messages/testing.ts';
import { micros, times, zero } from '#lib/money/micros.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { listProofs } from './list-proofs.ts';
import { proveMoney } from './prove-money.ts';
import { settleAndRelease } from './settle-and-release.ts';

applyTestSettings({ TIME_ZONE: 'Europe/Athens' });
const ground = await openTestGround();
const { db, sql } = ground;
const { owner, staff } = await castOf(ground);
const at = (moment: string) => new Date(moment);

describe('the daily proof', () => {
  it('says that what was reserved is settled, released or under way', async () => {
    await giveCredit(owner);
    const { batchId } = await acceptTestBatch(ground, owner, { count: 5 });
    const { accountId } = owner.actor;
    await sql`update message_status set state = 'delivered', charged_micros = ${testPrice} where message_id in
      (select message_id from message_status where batch_id = ${batchId} limit 2)`;
    await sql`update message_status set state = 'failed' where message_id in
      (select message_id from message_status where batch_id = ${batchId} and state = 'queued' limit 1)`;
    const settled = { settleMicros: times(testPrice, 2), settled: 2 };
    const released = { releaseMicros: testPrice, released: 1 };
    await db.transaction((tx) =>
      settleAndRelease(tx, [{ accountId, batchId, ...settled, ...released }]),
    );
    const proof = await proveMoney(ground, at('2026-03-01T09:00:00Z'));
    assert.deepEqual([proof?.isRight, proof?.problems], [true, []]);
    const { reservedMicros, settledMicros, releasedMicros, underWayMicros } = proof!;
    assert.deepEqual(
      [reservedMicros, settledMicros, releasedMicros, underWayMicros],
      [5, 2, 1, 2].map((count) => times(testPrice, count)),
    );
  });

  it('is made once a day of the operator, of ten workers at once too', async () => {
    assert.equal(await proveMoney(ground, at('2026-03-01T21:59:00Z')), null);
    const night = at('2026-03-01T22:01:00Z');
    const proofs = await Promise.all(Array.from({ length: 10 }, () => proveMoney(ground, night)));
    assert.equal(proofs.filter(Boolean).length, 1);
    assert.deepEqual(
      (await listProofs(staff)).map(({ day }) => day),
      ['2026-03-02', '2026-03-01'],
    );
  });

  it('finds a balance that somebody changed, and tells staff which', async () => {
    const mine = eq(balances.accountId, owner.actor.accountId);
    const [before] = await db.select().from(balances).where(mine);
    await db
      .update(balances)
      .set({ availableMicros: micros(before!.availableMicros + 5) })
      .where(mine);
    assert.equal((await proveMoney(ground, at('2026-03-03T09:00:00Z')))?.isRight, false);
    const [today] = await listProofs(staff);
    assert.match(today!.problems.join(), new RegExp(`Account ${owner.actor.accountId} has`));
    await db.update(balances).set(before!).where(mine);
  });

  it('finds a message whose money is gone, by the equation alone', async () => {
    await sql`update batches set finished_at = now() where account_id = ${owner.actor.accountId}`;
    const proof = await proveMoney(ground, at('2026-03-04T09:00:00Z'));
    assert.equal(proof?.isRight, false);
    assert.equal(proof.underWayMicros, zero);
    assert.ok(proof.reservedMicros > proof.settledMicros + proof.releasedMicros);
    assert.equal(await db.$count(moneyProofs, eq(moneyProofs.isRight, false)), 2);
  });
});

import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { eq } from 'drizzle-orm';
import { refundRequests } from '#db/schema/leaving.ts';
import { attempts, batches, messages, receiptEvents } from '#db/schema/messages.ts';
import { numberCodes } from '#db/schema/senders.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { signUpSomebody, visitorFrom } from '#lib/accounts/testing.ts';
import { keyedHash } from '#lib/crypto/keyed-hash.ts';
import { env } from '#lib/env.ts';
import { CODE_CAPS_KEY } from '#lib/keyring/key-names.ts';
import { SearchKeys } from '#lib/keyring/search-keys.ts';
import { acceptTestBatch } from '#lib/messages/testing.ts';
import { takeStop } from '#lib/opt-outs/take-stop.ts';
import { expireMessages } from '#lib/outbox/expire-messages.ts';
import { assertMoneyIsExact, openOutcomes, priceOfSegment } from '#lib/outbox/testing.ts';
import { verifyStatement } from '#lib/receipts/sign-statement.ts';
import { loadTestPrice, provenNumber } from '#lib/senders/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { sweepDeleted } from './drop-rows.ts';
import { goOnDeleting } from './go-on-deleting.ts';
import { readCertificate } from './read-certificate.ts';
import { deletionOf, goOn, mustDelete } from './testing.ts';

applyTestSettings({ TRIAL_CREDIT: '0' });
const ground = await openTestGround();
const { db, sql } = ground;
const { worker } = await castOf(ground);
await loadTestPrice(ground);
const credit = 1_000_000_000;

let somebody: Awaited<ReturnType<typeof signUpSomebody>>;
let outcomes: Awaited<ReturnType<typeof openOutcomes>>;
beforeEach(async () => {
  somebody = await signUpSomebody(ground);
  outcomes = await openOutcomes(somebody.ctx, worker);
});

const requested = async () =>
  (
    await db.select().from(refundRequests).where(eq(refundRequests.accountId, somebody.accountId))
  )[0]!;

describe('a deletion goes on', () => {
  it('with what was being handed over: what comes back is cancelled and owed, what left is charged', async () => {
    const { claims } = await outcomes.claimed(3);
    const [left, ...back] = claims;
    await mustDelete(somebody, 'Anna Baker');
    assert.equal((await requested()).micros, credit - 3 * priceOfSegment);
    await goOn(worker, somebody.accountId);
    assert.equal((await deletionOf(ground, somebody.accountId)).rowsGoneAt, null);
    await outcomes.record({
      answers: [outcomes.answer(left!, 0, outcomes.freshId())],
      endings: [
        { kind: 'sent', message: left! },
        ...back.map((message) => {
          return { kind: 'returned' as const, message, waitMs: null, attempt: 0 };
        }),
      ],
    });
    await goOn(worker, somebody.accountId);
    assert.equal((await requested()).micros, credit - priceOfSegment);
    const deletion = await deletionOf(ground, somebody.accountId);
    assert.equal(deletion.balanceMicros, credit - priceOfSegment);
    assert.ok(deletion.rowsGoneAt);
    await assertMoneyIsExact(ground);
  });

  it('with a message of which nobody knows: its record stays until its time is over', async () => {
    const { batchId, claims, numbers } = await outcomes.claimed(1);
    await outcomes.record({ endings: [await outcomes.unknown(claims[0]!, numbers[0]!)] });
    await mustDelete(somebody, 'Anna Baker');
    await goOn(worker, somebody.accountId);
    assert.equal((await deletionOf(ground, somebody.accountId)).rowsGoneAt, null);
    assert.equal(await db.$count(messages, eq(messages.batchId, batchId)), 1);
    await sql`update batches set valid_until = now() - interval '1 hour' where id = ${batchId}`;
    await expireMessages(worker, 1_000);
    await goOn(worker, somebody.accountId);
    assert.ok((await deletionOf(ground, somebody.accountId)).rowsGoneAt);
    assert.equal((await requested()).micros, credit - priceOfSegment);
    assert.equal(await db.$count(batches, eq(batches.accountId, somebody.accountId)), 0);
    await assertMoneyIsExact(ground);
  });

  it('on several workers at once, and ends no sooner than anybody can still hold a key', async () => {
    for (let i = 0; i < 3; i++) await outcomes.sent();
    await acceptTestBatch(ground, somebody.ctx, { count: 20 });
    await acceptTestBatch(ground, somebody.ctx, { masked: true });
    const token = await mustDelete(somebody);
    const { accountId } = somebody;
    while ((await Promise.all([1, 2, 3].map(() => goOnDeleting(worker)))).some(Boolean));
    for (const table of [messages, batches]) {
      assert.equal(await db.$count(table, eq(table.accountId, accountId)), 0);
    }
    const early = await readCertificate(visitorFrom(ground), token);
    assert.equal(early?.signed, null);
    await goOn(worker, accountId);
    assert.ok((await readCertificate(visitorFrom(ground), token))?.signed);
    await assertMoneyIsExact(ground);
  });

  it('to a certificate that is signed, and that nobody reads without its address', async () => {
    await outcomes.sent();
    const token = await mustDelete(somebody);
    await goOn(worker, somebody.accountId);
    const visitor = visitorFrom(ground);
    const certificate = await readCertificate(visitor, token);
    const { statement, signature } = certificate!.signed!;
    assert.ok(verifyStatement(env.MASKING_PUBLIC_KEYS, statement, signature));
    const stated = JSON.parse(statement);
    assert.equal(stated.statement, 'certificate of deletion');
    assert.equal(stated.account, somebody.accountId);
    assert.deepEqual(
      [stated.accountKeysDestroyed, stated.contentKeysDestroyed, stated.numberKeysDestroyed],
      [1, 1, 1],
    );
    assert.match(stated.left[0].until, /-12-31T/);
    assert.ok(!statement.includes(somebody.username));
    for (const wrong of ['', 'x', token.slice(1), `${token}A`, 'x'.repeat(43)]) {
      assert.equal(await readCertificate(visitor, wrong), null);
    }
  });

  it('and takes reports that come too late without a word, and forgets them', async () => {
    const { message, ids, number } = await outcomes.sent();
    const { accountId } = somebody;
    await mustDelete(somebody);
    await goOn(worker, accountId);
    const { part: _, ...late } = await outcomes.receipt(ids[0]!, 2, number);
    const part = { accountId, messageId: message.messageId, part: 1 };
    await outcomes.record({ receipts: [{ ...late, part }] });
    await outcomes.record({ receipts: [{ ...late, part: null }] });
    assert.equal(await db.$count(receiptEvents, eq(receiptEvents.accountId, accountId)), 1);
    await sweepDeleted(worker);
    for (const table of [attempts, receiptEvents]) {
      assert.equal(await db.$count(table, eq(table.accountId, accountId)), 0);
    }
  });

  it('and keeps the count of codes to a number for a day', async () => {
    const { accountId } = somebody;
    await provenNumber(ground, somebody.ctx, '6977777777');
    await mustDelete(somebody);
    await goOn(worker, accountId);
    const capHash = keyedHash((await ground.keyring.read(CODE_CAPS_KEY))!, '+306977777777');
    await sweepDeleted(worker);
    assert.equal(await db.$count(numberCodes, eq(numberCodes.capHash, capHash)), 1);
    await sql`update number_codes set created_at = now() - interval '25 hours'`;
    await sweepDeleted(worker);
    assert.equal(await db.$count(numberCodes, eq(numberCodes.capHash, capHash)), 0);
  });

  it('while a phone writes STOP to its number: nothing is answered in its name', async () => {
    await provenNumber(ground, somebody.ctx, '6988888888');
    await mustDelete(somebody);
    const stop = { from: '306912121212', to: '306988888888' };
    const taken = await takeStop(worker, new SearchKeys(ground.keyring), stop);
    assert.deepEqual(taken, { optOuts: 1, isConfirmed: false });
  });
});

import assert from 'node:assert/strict';
import { beforeEach, it } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { openDatabase } from '#db/client.ts';
import { maskingKeys } from '#db/schema/keys.ts';
import { batches, messages } from '#db/schema/messages.ts';
import { drafts, quotes } from '#db/schema/quotes.ts';
import { senderProofs } from '#db/schema/senders.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { chooseContent } from '#lib/content/choose-content.ts';
import type { CustomerContext } from '#lib/context.ts';
import { readDraft } from '#lib/drafts/read-draft.ts';
import { saveDraft } from '#lib/drafts/save-draft.ts';
import { newId, type QuoteId } from '#lib/ids.ts';
import { checkLedger } from '#lib/ledger/check-ledger.ts';
import { readBalance } from '#lib/ledger/read-balance.ts';
import { refillMaskingKeys } from '#lib/masking/refill-masking-keys.ts';
import { recordOptOut } from '#lib/opt-outs/record-opt-out.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { readQuote } from '#lib/quotes/read-quote.ts';
import { loadTestPrices, mustQuote, testBrand } from '#lib/quotes/testing.ts';
import { removeSender } from '#lib/senders/remove-sender.ts';
import { provenNumber } from '#lib/senders/testing.ts';
import { sendMessages } from './send-messages.ts';
import { giveCredit, testNumbers, testPrice } from './testing.ts';

const ground = await openTestGround();
await loadTestPrices(ground.db);

let owner: CustomerContext;
let colleague: CustomerContext;
let stranger: CustomerContext;
beforeEach(async () => {
  ({ owner, colleague, stranger } = await castOf(ground));
});

const batchesOf = (ctx: CustomerContext) =>
  ground.db.select().from(batches).where(eq(batches.accountId, ctx.actor.accountId));

async function assertRefused(quoteId: QuoteId, refusal: string) {
  const result = await sendMessages(owner, quoteId);
  assert.ok(!result.ok && result.refusal === refusal, JSON.stringify(result));
  assert.ok(result.sentence.length > 20);
  assert.deepEqual(await batchesOf(owner), []);
  assert.equal((await readBalance(owner)).reservedMicros, 0);
  return result;
}

it('D1 what was acknowledged is committed, by a PostgreSQL that waits for its log', async () => {
  await giveCredit(owner, 1_000_000);
  const { quoteId } = await mustQuote(owner);
  const sent = await sendMessages(owner, quoteId);
  assert.ok(sent.ok);
  // Seen at once by a connection that had no part in it.
  const other = openDatabase({ url: ground.url, max: 1 });
  const [seen] = await other.sql`
    select current_setting('synchronous_commit') as "commit",
           (select count(*)::int from outbox where batch_id = ${sent.batchId}) as waiting`;
  await other.close();
  assert.deepEqual({ ...seen }, { commit: 'on', waiting: 2 });
});

it('sends a quote, reserves its price, and forgets the draft with its key', async () => {
  await giveCredit(owner, 1_000_000);
  const { quoteId, draftId } = await mustQuote(owner, { text: 'ζ'.repeat(71) });
  const [draft] = await ground.db.select().from(drafts).where(eq(drafts.id, draftId));
  const quote = await readQuote(owner, quoteId);
  const sent = await sendMessages(owner, quoteId);
  assert.ok(sent.ok && !sent.already);
  const [batch] = await batchesOf(owner);
  assert.equal(batch?.id, sent.batchId);
  assert.equal(batch.totalMicros, quote?.totalMicros);
  assert.equal(batch.permissionWording, quote?.permissionWording);
  assert.deepEqual(await readBalance(owner), {
    availableMicros: 1_000_000 - 4 * testPrice,
    reservedMicros: 4 * testPrice,
    debtMicros: 0,
    currency: 'EUR',
  });
  assert.equal(await readDraft(owner, draftId), null);
  assert.equal(await ground.keyring.read(draft!.keyName), null);
  assert.equal((await readQuote(owner, quoteId))?.batchId, sent.batchId);
  assert.deepEqual((await checkLedger(ground.db)).problems, []);
});

it('makes ten presses at the same time one batch, and all of them answer with it', async () => {
  await giveCredit(owner, 1_000_000);
  const { quoteId } = await mustQuote(owner);
  const results = await Promise.all(Array.from({ length: 10 }, () => sendMessages(owner, quoteId)));
  const [batch, ...others] = await batchesOf(owner);
  assert.deepEqual(others, []);
  assert.ok(results.every((result) => result.ok && result.batchId === batch?.id));
  assert.equal(results.filter((result) => result.ok && !result.already).length, 1);
  assert.equal((await readBalance(owner)).reservedMicros, 2 * testPrice);
  const again = await sendMessages(owner, quoteId);
  assert.ok(again.ok && again.already);
});

it('sends a draft once when two quotes of it are sent at the same time', async () => {
  await giveCredit(owner, 1_000_000);
  const first = await mustQuote(owner);
  const second = await mustQuote(owner, { draftId: first.draftId });
  const results = await Promise.all(
    [first, second].map(({ quoteId }) => sendMessages(owner, quoteId)),
  );
  assert.deepEqual(results.map((result) => result.ok).sort(), [false, true]);
  assert.equal((await batchesOf(owner)).length, 1);
});

it('leaves alone what is written under the same draft id after sending', async () => {
  await giveCredit(owner, 1_000_000);
  const stale = await mustQuote(owner);
  const sent = await mustQuote(owner, { draftId: stale.draftId });
  assert.ok((await sendMessages(owner, sent.quoteId)).ok);
  const body = {
    senderId: '',
    recipients: '',
    text: 'the next one',
    sendAt: '',
    agreed: false,
    masked: false,
  };
  await saveDraft(owner, stale.draftId, body);
  assert.equal((await readDraft(owner, stale.draftId))?.body.text, 'the next one');
  const result = await sendMessages(owner, stale.quoteId);
  assert.ok(!result.ok && result.refusal === 'not_found');
  assert.equal(await readQuote(owner, stale.quoteId), null);
});

it('refuses with what is missing when the balance does not suffice, and keeps the draft', async () => {
  await giveCredit(owner, testPrice);
  const { quoteId, draftId } = await mustQuote(owner);
  const result = await assertRefused(quoteId, 'balance');
  assert.equal(result.shortByMicros, testPrice);
  assert.ok(await readDraft(owner, draftId));
  assert.equal((await readQuote(owner, quoteId))?.batchId, null);
});

it('never spends a balance twice when several quotes are sent at the same time', async () => {
  await giveCredit(owner, 5 * testPrice);
  await testBrand(owner);
  const quoted = await Promise.all(Array.from({ length: 8 }, () => mustQuote(owner)));
  const results = await Promise.all(quoted.map(({ quoteId }) => sendMessages(owner, quoteId)));
  assert.equal(results.filter((result) => result.ok).length, 2);
  assert.ok(results.every((result) => result.ok || result.refusal === 'balance'));
  assert.equal((await batchesOf(owner)).length, 2);
  assert.equal((await readBalance(owner)).availableMicros, testPrice);
  assert.deepEqual((await checkLedger(ground.db)).problems, []);
});

it('refuses a quote after its 15 minutes', async () => {
  await giveCredit(owner);
  const { quoteId } = await mustQuote(owner);
  await ground.db.update(quotes).set({ expiresAt: new Date() }).where(eq(quotes.id, quoteId));
  await assertRefused(quoteId, 'expired');
});

it('checks the sender again at the press', async () => {
  await giveCredit(owner);
  const brand = await testBrand(owner);
  const { quoteId } = await mustQuote(owner, { senderId: brand });
  await removeSender(owner, brand);
  assert.match((await assertRefused(quoteId, 'sender')).sentence, /was removed/);
});

it('refuses a number whose proof lapsed between the quote and the press', async () => {
  await giveCredit(owner);
  const number = await provenNumber(ground, owner, '6900000001');
  const { quoteId } = await mustQuote(owner, { senderId: number });
  await ground.db.update(senderProofs).set({ lapsesAt: sql`now() - interval '1 s'` });
  const result = await sendMessages(owner, quoteId);
  assert.ok(!result.ok && result.refusal === 'sender');
  assert.match(result.sentence, /has lapsed/);
});

it('leaves out who opted out between the quote and the press, and does not charge for them', async () => {
  await giveCredit(owner, 1_000_000);
  const [first, second] = testNumbers(2);
  const { quoteId } = await mustQuote(owner, { recipients: `${first} ${second}` });
  await recordOptOut(owner, { number: first as PhoneNumber, source: 'customer' });
  const sent = await sendMessages(owner, quoteId);
  assert.ok(sent.ok);
  assert.equal(await ground.db.$count(messages, eq(messages.batchId, sent.batchId)), 1);
  assert.equal((await readBalance(owner)).reservedMicros, testPrice);
  const both = await mustQuote(owner, { recipients: second! });
  await recordOptOut(owner, { number: second as PhoneNumber, source: 'customer' });
  const refused = await sendMessages(owner, both.quoteId);
  assert.ok(!refused.ok && refused.refusal === 'recipients');
});

it('does not find the quote of a stranger, of a colleague, or none', async () => {
  await giveCredit(owner);
  const { quoteId } = await mustQuote(owner);
  for (const ctx of [stranger, colleague]) {
    const result = await sendMessages(ctx, quoteId);
    assert.ok(!result.ok && result.refusal === 'not_found');
  }
  await assertRefused(newId<QuoteId>(), 'not_found');
});

it('masks what was to be masked, and everything while permanent masking is on', async () => {
  await giveCredit(owner);
  const isMasked = async (quoteId: QuoteId) => {
    const sent = await sendMessages(owner, quoteId);
    assert.ok(sent.ok);
    return (await batchesOf(owner)).find(({ id }) => id === sent.batchId)?.masked;
  };
  const plain = await mustQuote(owner);
  const masked = await mustQuote(owner, { masked: true });
  assert.ok((await readQuote(owner, plain.quoteId))!.keptUntil! > new Date());
  assert.equal((await readQuote(owner, masked.quoteId))?.keptUntil, null);
  assert.deepEqual([await isMasked(plain.quoteId), await isMasked(masked.quoteId)], [false, true]);
  const before = await mustQuote(owner);
  await chooseContent(owner, { contentDays: 0, numberDays: 365 });
  assert.equal((await readQuote(owner, before.quoteId))?.keptUntil, null);
  assert.equal(await isMasked(before.quoteId), true);
});

it('refuses what cannot be masked, and keeps the draft until it can', async () => {
  await giveCredit(owner);
  await ground.db.delete(maskingKeys);
  const { quoteId, draftId } = await mustQuote(owner, { masked: true });
  assert.match(
    (await assertRefused(quoteId, 'masking')).sentence,
    /cannot be masked .* was not sent/,
  );
  assert.equal((await readDraft(owner, draftId))?.body.masked, true);
  await refillMaskingKeys(ground, 5);
  assert.ok((await sendMessages(owner, quoteId)).ok);
});

it('plans what is scheduled', async () => {
  await giveCredit(owner);
  const later = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 11);
  const { quoteId } = await mustQuote(owner, { sendAt: `${later}10:00` });
  const sent = await sendMessages(owner, quoteId);
  assert.ok(sent.ok);
  const [batch] = await batchesOf(owner);
  const hours = Number(/T(\d\d)/.exec(batch!.sendAt!.toISOString())![1]);
  assert.ok(hours === 7 || hours === 8, 'ten in Athens');
});

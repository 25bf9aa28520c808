import assert from 'node:assert/strict';
import { it } from 'node:test';
import { eq } from 'drizzle-orm';
import { batches } from '#db/schema/messages.ts';
import { priceLists } from '#db/schema/prices.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { readBalance } from '#lib/ledger/read-balance.ts';
import { sendMessages } from '#lib/messages/send-messages.ts';
import { giveCredit, testPrice } from '#lib/messages/testing.ts';
import { readQuote } from '#lib/quotes/read-quote.ts';
import { loadTestPrices, mustQuote, testQuote } from '#lib/quotes/testing.ts';
import { confirmPriceList } from './confirm-price-list.ts';
import { forgetLists, inHours, mustPropose, seenWith } from './testing.ts';

const ground = await openTestGround();
const { owner, staff } = await castOf(ground);
await loadTestPrices(ground.db);
await giveCredit(owner, 1_000_000);

/** A dearer list is proposed and confirmed, and its time comes. */
async function becomeDearer() {
  const id = await mustPropose(staff, '0.5');
  const comparedWith = await seenWith(staff, id);
  assert.ok((await confirmPriceList(staff, { priceListId: id, comparedWith })).ok);
  const begun = { effectiveFrom: inHours(-0.01) };
  await ground.db.update(priceLists).set(begun).where(eq(priceLists.id, id));
}

it('a quote given before a dearer list is sent at its own price', async () => {
  const { quoteId } = await mustQuote(owner);
  await becomeDearer();
  assert.equal((await readQuote(owner, quoteId))?.totalMicros, 2 * testPrice);
  const sent = await sendMessages(owner, quoteId);
  assert.ok(sent.ok);
  const [batch] = await ground.db.select().from(batches).where(eq(batches.id, sent.batchId));
  assert.equal(batch?.totalMicros, 2 * testPrice);
  assert.equal((await readBalance(owner)).reservedMicros, 2 * testPrice);
  const later = await mustQuote(owner);
  assert.equal((await readQuote(owner, later.quoteId))?.totalMicros, 1_000_000);
});

it('a quote whose list was taken back is sent at its own price, and nothing new is quoted', async () => {
  const { quoteId } = await mustQuote(owner, { recipients: '6912345678' });
  const quoted = (await readQuote(owner, quoteId))?.totalMicros;
  await forgetLists(staff);
  const none = await testQuote(owner);
  assert.ok(!none.ok);
  assert.match(none.problems[0]!.sentence, /no prices at the moment/);
  const before = (await readBalance(owner)).reservedMicros;
  assert.ok((await sendMessages(owner, quoteId)).ok);
  assert.equal((await readBalance(owner)).reservedMicros - before, quoted);
});

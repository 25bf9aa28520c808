import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { batches } from '#db/schema/messages.ts';
import { quotes } from '#db/schema/quotes.ts';
import { optOuts, stopLinks } from '#db/schema/senders.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { type CustomerContext, visitorContext } from '#lib/context.ts';
import { readBatch } from '#lib/messages/read-batch.ts';
import { sendMessages } from '#lib/messages/send-messages.ts';
import { acceptTestBatch, giveCredit, testNumbers, testPrice } from '#lib/messages/testing.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { readQuote } from '#lib/quotes/read-quote.ts';
import { loadTestPrices, mustQuote, testBrand, testQuote } from '#lib/quotes/testing.ts';
import { countSegments } from '#lib/segments/count-segments.ts';
import { provenNumber } from '#lib/senders/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { countOptOuts } from './count-opt-outs.ts';
import { optedOutNumbers } from './opted-out-numbers.ts';
import { pressStopLink } from './press-stop-link.ts';
import { readStopLink } from './read-stop-link.ts';
import { sampleStopLinkEnding } from './stop-link-ending.ts';
import { sampleToken } from './stop-link-token.ts';
import { stopTokenOf } from './testing.ts';

applyTestSettings({ APP_ORIGIN: 'https://sms.example.com', STOP_LINKS: 'true' });
const ground = await openTestGround();
await loadTestPrices(ground.db);

let owner: CustomerContext;
let stranger: CustomerContext;
let visitors = 0;
/** Somebody at an address of their own. */
const visitor = () => visitorContext(ground, `192.0.2.${++visitors % 250}`);
beforeEach(async () => {
  ({ owner, stranger } = await castOf(ground));
  await giveCredit(owner);
  await giveCredit(stranger);
});

const phone = '+306912345678' as PhoneNumber;
const linked = (ctx: CustomerContext, numbers: PhoneNumber[] = [phone]) =>
  acceptTestBatch(ground, ctx, {
    stopLink: true,
    recipients: numbers.map((number) => ({ number, country: 'GR', segmentMicros: testPrice })),
  });
const isOut = async (ctx: CustomerContext) =>
  (await optedOutNumbers(ground, ctx.actor.accountId, [phone])).has(phone);
const stateOf = async (typed: string) => (await readStopLink(visitor(), typed)).state;
const linksOf = ({ actor }: CustomerContext) =>
  ground.db.$count(stopLinks, eq(stopLinks.accountId, actor.accountId));

describe('a quote', () => {
  it('counts and prices the link in texts of a brand, as sending and the batch do', async () => {
    const fits = 'a'.repeat(160 - sampleStopLinkEnding().length);
    for (const [text, segments] of [
      [fits, 1],
      [`${fits}a`, 2],
      // UCS-2: 70 units, the link among them.
      [`${'α'.repeat(70 - sampleStopLinkEnding().length)}`, 1],
      [`${'α'.repeat(71 - sampleStopLinkEnding().length)}`, 2],
    ] as const) {
      const { quoteId } = await mustQuote(owner, { text });
      const quote = await readQuote(owner, quoteId);
      assert.deepEqual([quote?.segments, quote?.text], [segments, text]);
      assert.equal(quote?.ending, sampleStopLinkEnding());
      assert.equal(quote?.totalMicros, 2 * segments * testPrice);
      assert.equal(quote?.lines[0]?.segments, segments);
      const sent = await sendMessages(owner, quoteId);
      assert.ok(sent.ok);
      const batch = await readBatch(owner, sent.batchId);
      assert.deepEqual([batch?.segments, batch?.totalMicros], [segments, 2 * segments * testPrice]);
      assert.deepEqual([batch?.text, batch?.ending], [text, sampleStopLinkEnding()]);
    }
    assert.equal(await linksOf(owner), 2);
  });

  it('leaves the texts of a number alone, which can be answered', async () => {
    const senderId = await provenNumber(ground, owner, '6900000009');
    const { quoteId } = await mustQuote(owner, { senderId, text: 'a'.repeat(160) });
    const quote = await readQuote(owner, quoteId);
    assert.deepEqual([quote?.segments, quote?.ending], [1, '']);
    assert.ok((await sendMessages(owner, quoteId)).ok);
    assert.equal(await linksOf(owner), 0);
  });

  it('counts the link among the ten parts that a text may take', async () => {
    const senderId = await testBrand(owner);
    const most = 'a'.repeat(1530 - sampleStopLinkEnding().length);
    await mustQuote(owner, { senderId, text: most });
    const over = await testQuote(owner, { senderId, text: `${most}aa` });
    assert.ok(!over.ok);
    assert.match(over.problems[0]!.sentence, /11 SMS .* Take out at least 2 characters/);
    const empty = await testQuote(owner, { senderId, text: ' ' });
    assert.ok(!empty.ok);
    assert.match(empty.problems[0]!.sentence, /Write the text/);
  });

  it('binds: what was quoted with the link is sent with it', async () => {
    const { quoteId } = await mustQuote(owner, {});
    const [row] = await ground.db.select().from(quotes).where(eq(quotes.id, quoteId));
    assert.equal(row?.stopLink, true);
    const sent = await sendMessages(owner, quoteId);
    const [batch] = await ground.db
      .select()
      .from(batches)
      .where(eq(batches.id, sent.ok ? sent.batchId : ('' as never)));
    assert.equal(batch?.stopLink, true);
    assert.equal(
      batch?.segments,
      countSegments(`Your table is ready.${sampleStopLinkEnding()}`).segments,
    );
  });
});

describe('a link to stop', () => {
  it('stops its account for its number after one press, and no other account', async () => {
    await linked(owner);
    await linked(stranger);
    const token = await stopTokenOf(owner, phone);
    assert.equal(await stateOf(token), 'open');
    await pressStopLink(visitor(), token.toUpperCase());
    assert.equal(await stateOf(token), 'stopped');
    assert.deepEqual([await isOut(owner), await isOut(stranger)], [true, false]);
    assert.equal(await stateOf(await stopTokenOf(stranger, phone)), 'open');
    assert.deepEqual([await countOptOuts(owner), await countOptOuts(stranger)], [1, 0]);
    const next = await testQuote(owner, { recipients: phone });
    assert.ok(!next.ok && /asked not to get messages/.test(next.problems[0]!.sentence));
  });

  it('is the same in every text, and a second press changes nothing', async () => {
    await linked(owner);
    const token = await stopTokenOf(owner, phone);
    await Promise.all(Array.from({ length: 10 }, () => pressStopLink(visitor(), token)));
    const [row] = await ground.db
      .select()
      .from(optOuts)
      .where(eq(optOuts.accountId, owner.actor.accountId));
    await linked(owner);
    await pressStopLink(visitor(), token);
    const rows = await ground.db
      .select()
      .from(optOuts)
      .where(eq(optOuts.accountId, owner.actor.accountId));
    assert.deepEqual(rows, [row]);
    assert.equal(row?.source, 'recipient');
    assert.equal(await linksOf(owner), 1);
  });

  it('is not pressed by being opened, however often', async () => {
    await linked(owner);
    const token = await stopTokenOf(owner, phone);
    const before =
      await ground.sql`select (select count(*) from throttles), (select count(*) from opt_outs)`;
    for (let i = 0; i < 5; i++) assert.equal(await stateOf(token), 'open');
    const after =
      await ground.sql`select (select count(*) from throttles), (select count(*) from opt_outs)`;
    assert.deepEqual([...after], [...before], 'and nobody has noted that it was');
    assert.equal(await isOut(owner), false);
  });

  it('that leads nowhere is answered like one that is not complete, and does nothing', async () => {
    await linked(owner);
    const nobodys = await stopTokenOf(stranger, phone);
    const token = await stopTokenOf(owner, phone);
    for (const typed of [nobodys, sampleToken, token.slice(1), `${token}0`, '', '%00', 'Ω']) {
      await pressStopLink(visitor(), typed);
      assert.deepEqual(await readStopLink(visitor(), typed), { state: 'unknown' }, typed);
    }
    assert.deepEqual([await isOut(owner), await isOut(stranger)], [false, false]);
  });

  it('is gone with its account, and cannot be read out of the database', async () => {
    await linked(owner);
    const token = await stopTokenOf(owner, phone);
    const rows = await ground.sql`select l::text as row from stop_links l`;
    const words = JSON.stringify(rows);
    for (const secret of [token, Buffer.from(token).toString('hex'), phone.slice(1)]) {
      assert.ok(!words.includes(secret));
    }
    await ground.db.delete(stopLinks).where(eq(stopLinks.accountId, owner.actor.accountId));
    assert.equal(await stateOf(token), 'unknown');
  });

  it('is held back for a minute at most at an address that guesses, and nowhere else', async () => {
    await linked(owner);
    const token = await stopTokenOf(owner, phone);
    const guesser = visitorContext(ground, '198.51.100.7');
    for (let i = 0; i < 100; i++) {
      const guess = String(i).padStart(12, 'z');
      assert.deepEqual((await readStopLink(guesser, guess)).state, 'unknown');
    }
    await ground.db.execute(
      sql`update throttles set failures = 999, not_before = now() - interval '1 s'`,
    );
    assert.equal((await readStopLink(guesser, sampleToken)).state, 'unknown');
    const held = await readStopLink(guesser, token);
    assert.ok(held.state === 'wait');
    assert.match(held.sentence, /Please wait \d\d seconds/);
    await pressStopLink(guesser, token);
    assert.equal(await isOut(owner), false);
    assert.equal(await stateOf(token), 'open');
    await ground.db.execute(sql`delete from throttles`);
  });
});

it('two sends to the same people at the same time, in any order, both get through', async () => {
  // The keys of the period are made by the first send, for which the others would wait.
  await linked(owner);
  const numbers = testNumbers(3_000, 40_000_000);
  const results = await Promise.allSettled([
    linked(owner, numbers),
    linked(owner, numbers.toReversed()),
    linked(
      owner,
      numbers.toSorted(() => Math.random() - 0.5),
    ),
  ]);
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'fulfilled'],
  );
  assert.equal(await linksOf(owner), 3_001);
});

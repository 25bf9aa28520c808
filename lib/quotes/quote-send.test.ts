import assert from 'node:assert/strict';
import { beforeEach, it } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { drafts, quotes } from '#db/schema/quotes.ts';
import { senderProofs } from '#db/schema/senders.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { openCountry } from '#lib/accounts/open-country.ts';
import type { CustomerContext } from '#lib/context.ts';
import { discardDraft } from '#lib/drafts/discard-draft.ts';
import { readDraft } from '#lib/drafts/read-draft.ts';
import { giveCredit, testNumbers, testPrice } from '#lib/messages/testing.ts';
import { recordOptOut } from '#lib/opt-outs/record-opt-out.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { removeSender } from '#lib/senders/remove-sender.ts';
import { provenNumber } from '#lib/senders/testing.ts';
import { permissionWording } from './permission-wording.ts';
import type { QuoteSend } from './quote-send.ts';
import { readQuote } from './read-quote.ts';
import { loadTestPrices, mustQuote, testBrand, testQuote } from './testing.ts';

const ground = await openTestGround();
await loadTestPrices(ground.db);

let owner: CustomerContext;
let colleague: CustomerContext;
let stranger: CustomerContext;
beforeEach(async () => {
  ({ owner, colleague, stranger } = await castOf(ground));
});

async function problemsOf(changed: Partial<QuoteSend>) {
  const result = await testQuote(owner, changed);
  assert.ok(!result.ok, 'must be refused');
  const draft = await readDraft(owner, result.draftId);
  for (const [field, value] of Object.entries(changed)) {
    if (field !== 'draftId') assert.equal(draft?.body[field as 'text'], value, 'the draft is kept');
  }
  return result.problems;
}

async function assertProblem(changed: Partial<QuoteSend>, field: string, sentence: RegExp) {
  const problems = await problemsOf(changed);
  assert.deepEqual(
    problems.map((problem) => problem.field),
    [field],
    JSON.stringify(problems),
  );
  assert.match(problems[0]!.sentence, sentence);
}

it('shows what will be sent, to whom, at which price, and what was left out and why', async () => {
  await giveCredit(owner, 1_000_000);
  await openCountry(owner, 'BG');
  await recordOptOut(owner, { number: '+306912345670' as PhoneNumber, source: 'customer' });
  const recipients = [
    '691 234 5678',
    '+306912345679',
    '00306912345678',
    'nonsense',
    '6912345670',
    '+359 87 123 4567',
  ].join('\n');
  const { quoteId } = await mustQuote(owner, { recipients, text: 'ζ'.repeat(71) });
  const quote = await readQuote(owner, quoteId);
  assert.equal(quote?.recipients, 3);
  assert.equal(quote.segments, 2);
  assert.equal(quote.encoding, 'ucs2');
  assert.deepEqual(quote.recipientNumbers, ['+306912345678', '+306912345679', '+359871234567']);
  assert.deepEqual(
    quote.lines.map((line) => [line.destination, line.recipients, line.segments, line.totalMicros]),
    [
      ['Greece', 2, 2, 4 * testPrice],
      ['Bulgaria', 1, 2, 160_000],
    ],
  );
  assert.equal(quote.totalMicros, 4 * testPrice + 160_000);
  assert.equal(quote.afterMicros, 1_000_000 - quote.totalMicros);
  assert.equal(quote.shortByMicros, 0);
  assert.deepEqual(
    quote.leftOut.duplicates.map(({ line, firstLine }) => [line, firstLine]),
    [[3, 1]],
  );
  assert.deepEqual(
    quote.leftOut.invalid.map(({ line, typed }) => [line, typed]),
    [[4, 'nonsense']],
  );
  assert.deepEqual(quote.leftOut.optedOut, [{ line: 5 }]);
  assert.deepEqual(
    quote.repaired.map(({ line }) => line),
    [1, 5, 6],
  );
  assert.equal(quote.permissionWording, permissionWording);
  assert.deepEqual([quote.sender.kind, quote.sender.value], ['brand', 'Bakery']);
  assert.equal(quote.expired, false);
  const minutes = (quote.expiresAt.getTime() - Date.now()) / 60_000;
  assert.ok(minutes > 14 && minutes <= 15);
});

it('says how much is missing and quotes all the same', async () => {
  await giveCredit(owner, 50_000);
  const { quoteId } = await mustQuote(owner);
  const quote = await readQuote(owner, quoteId);
  assert.equal(quote?.shortByMicros, 2 * testPrice - 50_000);
  assert.equal(quote.afterMicros, 50_000 - 2 * testPrice);
});

it('shows a quote to nobody but the user who asked for it', async () => {
  const { quoteId } = await mustQuote(owner);
  assert.equal(await readQuote(colleague, quoteId), null);
  assert.equal(await readQuote(stranger, quoteId), null);
});

it('cannot be read once the draft was thrown away', async () => {
  const { quoteId, draftId } = await mustQuote(owner);
  await discardDraft(owner, draftId);
  assert.equal(await readQuote(owner, quoteId), null);
});

it('stores nothing of it readable', async () => {
  await mustQuote(owner, { text: 'canary-99ab', recipients: '6987654321' });
  const rows = JSON.stringify(await ground.sql`select q::text from quotes q`);
  for (const secret of ['canary-99ab', '6987654321', 'Bakery']) {
    assert.ok(!rows.includes(secret));
    assert.ok(!rows.includes(Buffer.from(secret).toString('hex')));
  }
});

it('says what is wrong with the recipients', async () => {
  await assertProblem({ recipients: ' \n' }, 'recipients', /at least one number/);
  await assertProblem(
    { recipients: 'me, you' },
    'recipients',
    /2 entries are no numbers.*Line 1: /,
  );
  await assertProblem({ recipients: '12' }, 'recipients', /1 entry is no number.*Line 1: /);
  await recordOptOut(owner, { number: '+306912345670' as PhoneNumber, source: 'customer' });
  await assertProblem({ recipients: '6912345670' }, 'recipients', /asked not to get messages/);
});

it('names a destination without a price', async () => {
  await assertProblem(
    { recipients: '6912345678\n+44 7400 123456\n+447400123457' },
    'recipients',
    /no price for 2 numbers in United Kingdom, such as \+44 7400 123456 in line 2/,
  );
});

it('offers to open a country that is not open yet', async () => {
  const [problem, ...others] = await problemsOf({ recipients: '6912345678\n+359871234567' });
  assert.deepEqual(others, []);
  assert.equal(problem?.openCountry, 'BG');
  assert.match(
    problem.sentence,
    /1 number is in Bulgaria, such as \+359 .* in line 2\. Open Bulgaria/,
  );
  await openCountry(owner, 'BG');
  await mustQuote(owner, { recipients: '6912345678\n+359871234567' });
});

it('refuses more than 100,000 recipients and quotes exactly so many', {
  timeout: 60_000,
}, async () => {
  const numbers = testNumbers(100_001);
  await assertProblem({ recipients: numbers.join('\n') }, 'recipients', /at most 100,000/);
  const { quoteId } = await mustQuote(owner, { recipients: numbers.slice(1).join('\n') });
  assert.equal((await readQuote(owner, quoteId))?.recipients, 100_000);
});

it('T7 says what is wrong with the text', async () => {
  await assertProblem({ text: ' \n ' }, 'text', /Write the text/);
  await assertProblem(
    { text: 'a'.repeat(1531) },
    'text',
    /takes 11 SMS and may take 10. Take out at least 1 character\./,
  );
  await assertProblem({ text: 'a'.repeat(20_000) }, 'text', /Take out at least 18,470 characters/);
  await mustQuote(owner, { text: 'a'.repeat(1530) });
});

it('counts a line break of a form as the composer does', async () => {
  const { quoteId } = await mustQuote(owner, { text: `${'a'.repeat(158)}\r\nb` });
  const quote = await readQuote(owner, quoteId);
  assert.equal(quote?.segments, 1);
  assert.equal(quote.text.at(-2), '\n');
});

it('says what is wrong with the sender', async () => {
  await assertProblem({ senderId: 'nonsense' }, 'senderId', /no sender yet/);
  const brand = await testBrand(owner);
  await assertProblem({ senderId: '' }, 'senderId', /Choose who/);
  await assertProblem({ senderId: await testBrand(stranger) }, 'senderId', /not among yours/);
  await testBrand(owner, 'Cafe');
  await removeSender(owner, brand);
  await assertProblem({ senderId: brand }, 'senderId', /not among yours/);
  const number = await provenNumber(ground, owner, '6900000001');
  await mustQuote(owner, { senderId: number });
  await ground.db
    .update(senderProofs)
    .set({ lapsesAt: sql`now() - interval '1 s'` })
    .where(eq(senderProofs.senderId, number));
  await assertProblem({ senderId: number }, 'senderId', /has lapsed/);
});

it('needs the statement that the recipients agreed, and a time that can be kept', async () => {
  await assertProblem({ agreed: false }, 'agreed', /agreed/);
  await assertProblem({ sendAt: '2020-01-01T10:00' }, 'sendAt', /has passed/);
  await assertProblem({ sendAt: '2099-01-01T10:00' }, 'sendAt', /30 days/);
});

it('names all that is wrong at once', async () => {
  const problems = await problemsOf({
    ...{ senderId: 'x', recipients: '', text: '', sendAt: 'x', agreed: false, masked: true },
  });
  assert.deepEqual(
    problems.map(({ field }) => field),
    ['senderId', 'recipients', 'text', 'sendAt', 'agreed'],
  );
});

it('goes on with the same draft, once quoted and once refused', async () => {
  const first = await testQuote(owner, { text: '' });
  const second = await testQuote(owner, { draftId: first.draftId });
  assert.equal(second.draftId, first.draftId);
  assert.equal(await ground.db.$count(drafts, eq(drafts.userId, owner.actor.userId)), 1);
  assert.equal(await ground.db.$count(quotes, eq(quotes.userId, owner.actor.userId)), 1);
});

it('refuses while there are no prices', async () => {
  const bare = await openTestGround();
  const cast = await castOf(bare);
  const result = await testQuote(cast.owner);
  assert.ok(!result.ok);
  assert.match(result.problems[0]!.sentence, /no prices at the moment/);
});

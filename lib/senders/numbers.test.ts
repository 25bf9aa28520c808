import assert from 'node:assert/strict';
import { beforeEach, it } from 'node:test';
import { and, eq, sql } from 'drizzle-orm';
import { batches, messages } from '#db/schema/messages.ts';
import { LANES, outbox } from '#db/schema/outbox.ts';
import { numberCodes, senderProofs } from '#db/schema/senders.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import type { CustomerContext } from '#lib/context.ts';
import { countSegments } from '#lib/segments/count-segments.ts';
import { confirmNumber } from './confirm-number.ts';
import { listSenders } from './list-senders.ts';
import { pendingNumberCode } from './pending-number-code.ts';
import { removeSender } from './remove-sender.ts';
import { requestNumberCode } from './request-number-code.ts';
import { senderRights } from './sender-rights.ts';
import { lastCode, lastCodeText, loadTestPrice, provenNumber } from './testing.ts';

const ground = await openTestGround();
const { db } = ground;
await loadTestPrice(ground);

let owner: CustomerContext;
let colleague: CustomerContext;
let stranger: CustomerContext;
beforeEach(async () => {
  ({ owner, colleague, stranger } = await castOf(ground));
});

let next = 10_000_000;
const freshNumber = () => `69${next++}`;

async function request(ctx: CustomerContext, typed: string) {
  const result = await requestNumberCode(ctx, { typed });
  assert.ok(result.ok, result.ok ? '' : result.sentence);
  return { ...result, code: await lastCode(ground, ctx) };
}

const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** As if the codes so far had been asked for `seconds` earlier. */
const wait = (seconds: number) =>
  db.update(numberCodes).set({ createdAt: sql`created_at - make_interval(secs => ${seconds})` });

const right = async (ctx: CustomerContext, senderId: string) => {
  const rows = [{ accountId: ctx.actor.accountId, senderId: senderId as never }];
  return (await senderRights(db, rows)).get(senderId as never);
};

it('makes a number a sender once its code is typed in, and says until when', async () => {
  const typed = freshNumber();
  const { codeId, code, number } = await request(owner, typed);
  assert.equal(number, `+30${typed}`);
  const pending = await pendingNumberCode(owner);
  assert.equal(pending?.codeId, codeId);
  assert.equal(pending.number, number);
  assert.equal(pending.state, 'queued');
  assert.equal(pending.triesLeft, 5);
  const confirmed = await confirmNumber(owner, {
    codeId,
    code: `${code.slice(0, 3)} ${code.slice(3)}`,
  });
  assert.ok(confirmed.ok);
  const [sender] = await listSenders(owner);
  assert.equal(sender?.value, number);
  assert.ok(sender.usable && sender.provenAt && sender.lapsesAt);
  const days = (sender.lapsesAt.getTime() - sender.provenAt.getTime()) / 86_400_000;
  assert.ok(days >= 365 && days <= 366);
  assert.equal(await right(owner, sender.id), 'usable');
  assert.equal(await pendingNumberCode(owner), null);
  assert.deepEqual(await listSenders(stranger), []);
  assert.equal(await right(stranger, sender.id), 'removed');
});

it('sends the code in one free SMS of its own lane that says what it is for', async () => {
  const { code } = await request(owner, freshNumber());
  const text = await lastCodeText(ground, owner);
  assert.ok(text.startsWith(code));
  assert.match(text, /makes this number your sender/);
  assert.equal(countSegments(text).segments, 1);
  const mine = eq(batches.accountId, owner.actor.accountId);
  const [batch] = await db.select().from(batches).where(mine);
  assert.deepEqual([batch?.kind, batch?.senderKind, batch?.totalMicros], ['code', 'service', 0]);
  const [waiting] = await db.select().from(outbox).where(eq(outbox.batchId, batch!.id));
  assert.equal(waiting?.lane, LANES.code);
  const [message] = await db.select().from(messages).where(eq(messages.batchId, batch!.id));
  assert.equal(message?.segmentMicros, 0);
});

it('keeps no code that could be read or tried without the key', async () => {
  const { code } = await request(owner, freshNumber());
  const rows =
    await ground.sql`select n::text from number_codes n where account_id = ${owner.actor.accountId}`;
  assert.ok(!JSON.stringify(rows).includes(code));
});

it('burns five tries in a race of 20 wrong codes, and then refuses the right one', async () => {
  const { codeId, code } = await request(owner, freshNumber());
  const tries = await Promise.all(
    Array.from({ length: 20 }, () => confirmNumber(owner, { codeId, code: wrong(code) })),
  );
  const left = tries.map((result) => (result.ok ? -1 : result.triesLeft));
  assert.deepEqual(left.filter((each) => each > 0).sort(), [1, 2, 3, 4]);
  const last = await confirmNumber(owner, { codeId, code });
  assert.ok(!last.ok && last.triesLeft === 0);
  assert.match(last.sentence, /Ask for a new one/);
});

it('does not count what is not six digits', async () => {
  const { codeId, code } = await request(owner, freshNumber());
  for (const typed of ['', '12345', 'abcdef', `${code}1`]) {
    const result = await confirmNumber(owner, { codeId, code: typed });
    assert.ok(!result.ok && result.triesLeft === 5);
  }
  assert.ok((await confirmNumber(owner, { codeId, code })).ok);
});

it('accepts a code once', async () => {
  const { codeId, code } = await request(owner, freshNumber());
  const results = await Promise.all(
    Array.from({ length: 5 }, () => confirmNumber(owner, { codeId, code })),
  );
  assert.equal(results.filter((result) => result.ok).length, 1);
  assert.equal((await listSenders(owner)).length, 1);
});

it('never accepts a code of another account, of another number or after ten minutes', async () => {
  const first = await request(owner, freshNumber());
  const second = await request(owner, freshNumber());
  const theirs = await request(stranger, freshNumber());
  for (const [codeId, code] of [
    [theirs.codeId, theirs.code],
    [first.codeId, second.code === first.code ? wrong(second.code) : second.code],
    [first.codeId, theirs.code === first.code ? wrong(theirs.code) : theirs.code],
    ['nonsense', first.code],
  ] as const) {
    assert.equal((await confirmNumber(owner, { codeId, code })).ok, false);
  }
  await db
    .update(numberCodes)
    .set({ expiresAt: sql`now() - interval '1 second'` })
    .where(eq(numberCodes.batchId, numberCodes.batchId));
  assert.equal(
    (await confirmNumber(owner, { codeId: second.codeId, code: second.code })).ok,
    false,
  );
  assert.deepEqual(await listSenders(owner), []);
});

it('lets a colleague type the code in', async () => {
  const { codeId, code } = await request(owner, freshNumber());
  assert.ok((await confirmNumber(colleague, { codeId, code })).ok);
});

it('makes the earlier code useless with the next one', async () => {
  const typed = freshNumber();
  const first = await request(owner, typed);
  await wait(31);
  const second = await request(owner, typed);
  assert.equal((await confirmNumber(owner, first)).ok, false);
  assert.ok((await confirmNumber(owner, second)).ok);
});

it('lets each code wait longer than the one before', async () => {
  const typed = freshNumber();
  const waits: number[] = [];
  for (let i = 0; i < 5; i++) {
    const { nextAllowedAt } = await request(owner, typed);
    waits.push(Math.round((nextAllowedAt.getTime() - Date.now()) / 1000));
    const refused = await requestNumberCode(owner, { typed });
    assert.ok(!refused.ok && refused.retryAt);
    assert.equal(refused.retryAt.getTime(), nextAllowedAt.getTime());
    await wait(waits.at(-1)! + 1);
  }
  assert.deepEqual(waits, [30, 60, 120, 300, 900]);
});

it('sends one code to requests in a race', async () => {
  const typed = freshNumber();
  const results = await Promise.all(
    Array.from({ length: 8 }, () => requestNumberCode(owner, { typed })),
  );
  assert.equal(results.filter((result) => result.ok).length, 1);
});

it('caps the codes to a number across accounts, and those of an account', async () => {
  const typed = freshNumber();
  for (let i = 0; i < 5; i++) {
    const each = await castOf(ground);
    await request(each.owner, typed);
    await request(each.stranger, typed);
  }
  const refused = await requestNumberCode(owner, { typed });
  assert.ok(!refused.ok && refused.retryAt);
  assert.match(refused.sentence, /tomorrow/);
  for (let i = 0; i < 20; i++) await request(owner, freshNumber());
  const over = await requestNumberCode(owner, { typed: freshNumber() });
  assert.ok(!over.ok);
  assert.match(over.sentence, /many codes today/);
  await wait(86_400);
  await request(owner, typed);
});

it('refuses what is no mobile number and what has no price', async () => {
  for (const typed of ['hello', '210 123 4567', '+359 87 123 4567', '']) {
    const result = await requestNumberCode(owner, { typed });
    assert.ok(!result.ok && result.sentence.length > 10, typed);
  }
  assert.equal(await db.$count(batches, eq(batches.accountId, owner.actor.accountId)), 0);
});

it('lets two accounts prove one number, each for itself, and takes it from one only', async () => {
  const typed = freshNumber();
  const mine = await provenNumber(ground, owner, typed);
  const theirs = await provenNumber(ground, stranger, typed);
  assert.deepEqual(await removeSender(owner, theirs), { ok: false });
  assert.deepEqual(await removeSender(owner, mine), { ok: true });
  assert.deepEqual(await removeSender(owner, mine), { ok: false });
  assert.deepEqual(await listSenders(owner), []);
  assert.equal(await right(owner, mine), 'removed');
  assert.equal(await right(stranger, theirs), 'usable');
});

it('lets a proof lapse and renews it for the same sender', async () => {
  const typed = freshNumber();
  const senderId = await provenNumber(ground, owner, typed);
  const proof = and(
    eq(senderProofs.accountId, owner.actor.accountId),
    eq(senderProofs.senderId, senderId),
  );
  await db.update(senderProofs).set({ lapsesAt: sql`now() - interval '1 s'` }).where(proof);
  assert.equal(await right(owner, senderId), 'lapsed');
  assert.equal((await listSenders(owner))[0]?.usable, false);
  await wait(31);
  assert.equal(await provenNumber(ground, owner, typed), senderId);
  assert.equal(await right(owner, senderId), 'usable');
  assert.equal((await listSenders(owner)).length, 1);
});

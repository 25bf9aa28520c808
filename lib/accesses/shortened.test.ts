import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import type { CustomerContext, StaffContext } from '#lib/context.ts';
import { giveCredit } from '#lib/messages/testing.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { listAccountBatches, readAccountBatch } from './list-account-batches.ts';
import { listShortenedMessages } from './list-shortened-messages.ts';
import { shortenNumber } from './shorten-number.ts';
import { sendSomething, TEST_SENDER } from './testing.ts';

applyTestSettings();
const ground = await openTestGround();

let owner: CustomerContext;
let stranger: CustomerContext;
let support: StaffContext;
let finance: StaffContext;
let sent: Awaited<ReturnType<typeof sendSomething>>;
beforeEach(async () => {
  ({ owner, stranger, support, finance } = await castOf(ground));
  await giveCredit(owner);
  sent = await sendSomething(ground, owner, { count: 60 });
});

it('a number is shortened to the code of its country and its last two digits', () => {
  const shortened = (number: string) => shortenNumber(number as PhoneNumber);
  assert.equal(shortened('+306912345678'), '+30 … 78');
  assert.equal(shortened('+12025550123'), '+1 … 23');
  assert.equal(shortened('+447700900123'), '+44 … 23');
  assert.equal(shortened('+00'), '… 00');
});

describe('staff without an access', () => {
  const pages = async (ctx = support) => {
    const { accountId } = owner.actor;
    const first = await listShortenedMessages(ctx, { accountId, batchId: sent.batchId });
    const after = first.next ?? undefined;
    const second = await listShortenedMessages(ctx, { accountId, batchId: sent.batchId, after });
    const { batches } = await listAccountBatches(ctx, accountId);
    return { first, second, batches, batch: await readAccountBatch(ctx, accountId, sent.batchId) };
  };

  it('see states, counts and shortened numbers, page by page', async () => {
    const { first, second, batches, batch } = await pages();
    assert.deepEqual([first.messages.length, second.messages.length], [50, 10]);
    assert.deepEqual(
      [...first.messages, ...second.messages].map(({ number }) => number),
      sent.numbers.map((number) => `+30 … ${number.slice(-2)}`),
    );
    assert.deepEqual(batches, [batch]);
    assert.partialDeepStrictEqual(batch!, { senderKind: 'number', counts: { queued: 60 } });
  });

  it('get no number, no text and no sender in anything of it', async () => {
    const all = JSON.stringify(await pages());
    for (const hidden of [...sent.numbers, TEST_SENDER, 'Your table is ready.']) {
      assert.ok(!all.includes(hidden.replace('+', '')), 'something is given away');
    }
    assert.ok(!/sealed|hash|key/i.test(all));
  });

  it('find a send only in its own account, and no codes', async () => {
    const { accountId } = stranger.actor;
    assert.equal(await readAccountBatch(support, accountId, sent.batchId), null);
    const { messages } = await listShortenedMessages(support, { accountId, batchId: sent.batchId });
    assert.deepEqual(messages, []);
    const code = await sendSomething(ground, owner, { count: 1, code: true });
    const mine = owner.actor.accountId;
    assert.equal(await readAccountBatch(support, mine, code.batchId), null);
    assert.equal((await listAccountBatches(support, mine)).batches.length, 1);
    const codes = await listShortenedMessages(support, { accountId: mine, batchId: code.batchId });
    assert.deepEqual(codes.messages, []);
  });

  it('of finance see nothing of sends', async () => {
    const { first, batches, batch } = await pages(finance);
    assert.deepEqual([first.messages, batches, batch], [[], [], null]);
  });
});

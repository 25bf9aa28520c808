import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { batches } from '#db/schema/messages.ts';
import { numberCodes, senderProofs } from '#db/schema/senders.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { SenderId } from '#lib/ids.ts';
import { sendMessages } from '#lib/messages/send-messages.ts';
import { giveCredit } from '#lib/messages/testing.ts';
import { mustQuote } from '#lib/quotes/testing.ts';
import { checkBrand } from './check-brand.ts';
import { confirmNumber } from './confirm-number.ts';
import { declareBrand } from './declare-brand.ts';
import { listSenders } from './list-senders.ts';
import { removeSender } from './remove-sender.ts';
import { requestNumberCode } from './request-number-code.ts';
import { senderRights } from './sender-rights.ts';
import { lastCode, loadTestPrice, provenNumber } from './testing.ts';

// Every way that we know around "nobody sends as somebody else". worker/sender-bypasses.test.ts tries those at hand-over.

const ground = await openTestGround();
const { db } = ground;
await loadTestPrice(ground);

let owner: CustomerContext;
let stranger: CustomerContext;
beforeEach(async () => {
  ({ owner, stranger } = await castOf(ground));
});

let next = 20_000_000;
const freshNumber = () => `69${next++}`;

async function request(ctx: CustomerContext, typed: string) {
  const asked = await requestNumberCode(ctx, { typed });
  assert.ok(asked.ok, asked.ok ? '' : asked.sentence);
  return { ...asked, code: await lastCode(ground, ctx) };
}

const brandOf = async (ctx: CustomerContext, brand: string): Promise<SenderId> => {
  const declared = await declareBrand(ctx, { brand, declared: true });
  assert.ok(declared.ok);
  return declared.senderId;
};

describe('the code of a number', () => {
  it('goes to the number that is proven, however the number was spelled', async () => {
    const plain = freshNumber();
    const wide = [...plain].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join('');
    for (const typed of [
      `0030${plain}`,
      `+30 ${plain.slice(0, 3)} ${plain.slice(3)}`,
      `\u200b+30${plain.slice(0, 4)}\u2060${plain.slice(4)}\u202e`,
      wide,
    ]) {
      const { number, codeId, code } = await request(owner, typed);
      assert.equal(number, `+30${plain}`);
      assert.ok((await confirmNumber(owner, { codeId, code })).ok);
      assert.deepEqual(
        (await listSenders(owner)).map(({ value }) => value),
        [number],
      );
      await db.update(numberCodes).set({ createdAt: sql`created_at - interval '1 hour'` });
    }
  });

  it('is asked for no number that only looks like one', async () => {
    for (const typed of ['69l2345678', '691234567O', '69١2345б78', '6912345678;6912345679']) {
      assert.equal((await requestNumberCode(owner, { typed })).ok, false, typed);
    }
  });

  it('makes a sender of nobody else: not with the id of a stranger’s, nor typed in by a stranger', async () => {
    const mine = await request(owner, freshNumber());
    const theirs = await request(stranger, freshNumber());
    assert.equal((await confirmNumber(owner, theirs)).ok, false);
    assert.equal((await confirmNumber(stranger, mine)).ok, false);
    assert.deepEqual([await listSenders(owner), await listSenders(stranger)], [[], []]);
  });

  it('that was sent to recover the account makes no sender', async () => {
    const { codeId, code } = await request(owner, freshNumber());
    await db.update(numberCodes).set({ purpose: 'recovery' }).where(eq(numberCodes.id, codeId));
    assert.equal((await confirmNumber(owner, { codeId, code })).ok, false);
    assert.deepEqual(await listSenders(owner), []);
  });

  it('is none of another number, also where its row is given the other number', async () => {
    const first = await request(owner, freshNumber());
    const second = await request(owner, freshNumber());
    await db.execute(sql`
      update number_codes set number_sealed =
        (select number_sealed from number_codes where id = ${first.codeId})
      where id = ${second.codeId}`);
    await assert.rejects(confirmNumber(owner, second), 'sealed for another row');
    assert.deepEqual(await listSenders(owner), []);
  });
});

describe('a brand', () => {
  it('is no telephone number in disguise', () => {
    for (const brand of ['6912345O78', '69l2345678', '+3O 691234', '691-234I567', '(O2) 100100']) {
      const checked = checkBrand(brand, []);
      assert.ok(!checked.ok, brand);
      assert.match(checked.sentence, /number/);
    }
    for (const brand of ['24Shop', 'Radio 105', 'Lido 1990', 'Taxi 18180']) {
      assert.ok(checkBrand(brand, []).ok, brand);
    }
  });

  it('has no invisible, full-width or foreign letters', () => {
    for (const brand of ['Ac\u200bme', 'Ac\u00adme', 'Αcme', 'Аcme', 'Ａcme', 'Acme\u202e']) {
      assert.equal(checkBrand(brand, []).ok, false, JSON.stringify(brand));
    }
  });
});

describe('a send', () => {
  it('uses no sender of another account, also where the quote is given its id', async () => {
    await giveCredit(owner);
    const theirs = await brandOf(stranger, 'Bakery');
    const { quoteId } = await mustQuote(owner, { senderId: await brandOf(owner, 'Acme') });
    await db.execute(sql`update quotes set sender_id = ${theirs} where id = ${quoteId}`);
    assert.equal((await sendMessages(owner, quoteId)).ok, false);
    assert.equal(await sendsOf(owner), 0);
  });

  it('uses no brand without its declaration and no number without its proof', async () => {
    await giveCredit(owner);
    const brand = await brandOf(owner, 'Acme');
    const number = await provenNumber(ground, owner, freshNumber());
    for (const senderId of [brand, number]) {
      const { quoteId } = await mustQuote(owner, { senderId });
      await db.execute(sql`delete from sender_declarations where sender_id = ${senderId}`);
      await db.delete(senderProofs).where(eq(senderProofs.senderId, senderId));
      const sent = await sendMessages(owner, quoteId);
      assert.ok(!sent.ok && sent.refusal === 'sender');
    }
    assert.equal(await sendsOf(owner), 0);
  });

  it('in a race with the removal of its sender is refused, or was there before it', async () => {
    await giveCredit(owner);
    for (let i = 0; i < 8; i++) {
      const senderId = await brandOf(owner, 'Acme');
      const { quoteId } = await mustQuote(owner, { senderId });
      const [sent, removed] = await Promise.all([
        sendMessages(owner, quoteId),
        removeSender(owner, senderId),
      ]);
      assert.ok(removed.ok);
      if (!sent.ok) {
        assert.equal(sent.refusal, 'sender');
        continue;
      }
      // Accepted before: at hand-over the worker asks again, and reads this.
      const rows = [{ accountId: owner.actor.accountId, senderId }];
      assert.equal((await senderRights(db, rows)).get(senderId), 'removed');
    }
  });
});

const sendsOf = (ctx: CustomerContext) =>
  db.$count(batches, sql`${batches.accountId} = ${ctx.actor.accountId} and kind <> 'code'`);

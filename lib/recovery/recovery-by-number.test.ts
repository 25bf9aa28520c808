import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { knownAddresses } from '#db/schema/accounts.ts';
import { recoveryNumbers, totpSecrets } from '#db/schema/factors.ts';
import { batches } from '#db/schema/messages.ts';
import { LANES, outbox } from '#db/schema/outbox.ts';
import { numberCodes, senderProofs } from '#db/schema/senders.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { signIn } from '#lib/accounts/sign-in.ts';
import { newPassword, signUpSomebody, visitorFrom } from '#lib/accounts/testing.ts';
import type { CustomerContext } from '#lib/context.ts';
import { newId } from '#lib/ids.ts';
import { newNotices } from '#lib/notices/list-notices.ts';
import { countSegments } from '#lib/segments/count-segments.ts';
import { confirmNumber } from '#lib/senders/confirm-number.ts';
import { pendingNumberCode } from '#lib/senders/pending-number-code.ts';
import { removeSender } from '#lib/senders/remove-sender.ts';
import { requestNumberCode } from '#lib/senders/request-number-code.ts';
import { lastCode, lastCodeText, loadTestPrice, provenNumber } from '#lib/senders/testing.ts';
import { openSession } from '#lib/sessions/open-session.ts';
import { readSession } from '#lib/sessions/read-session.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { askRecoveryCode } from './ask-recovery-code.ts';
import { chooseRecoveryNumber } from './choose-recovery-number.ts';
import { endRecoveryNumbers } from './end-recovery-numbers.ts';
import { readRecoveryNumber } from './read-recovery-number.ts';
import { recoverByNumber } from './recover-by-number.ts';
import { askForCode, signUpWithNumber } from './testing.ts';

applyTestSettings();
const ground = await openTestGround();
const { db } = ground;
await loadTestPrice(ground);
const visitor = visitorFrom(ground);

let next = 20_000_000;
const freshNumber = () => `69${next++}`;
const someone = () => signUpWithNumber(ground, freshNumber());
const codesOf = (ctx: CustomerContext) =>
  db.$count(numberCodes, sql`account_id = ${ctx.actor.accountId} and purpose = 'recovery'`);
const kinds = async (ctx: CustomerContext) => (await newNotices(ctx)).map(({ kind }) => kind);
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const lapse = (ctx: CustomerContext) =>
  db
    .update(senderProofs)
    .set({ lapsesAt: sql`now() - interval '1 s'` })
    .where(eq(senderProofs.accountId, ctx.actor.accountId));
/** As if the codes so far had been asked for a while ago. */
const wait = () =>
  db.update(numberCodes).set({ createdAt: sql`created_at - interval '2 minutes'` });

beforeEach(() => db.execute(sql`delete from throttles`));

describe('recovery by number', () => {
  it('sends one masked code of its own lane, and sets a password with it: sessions closed, told', async () => {
    const mine = await someone();
    const { token } = await openSession(ground, mine.userId);
    const asked = await askForCode(ground, mine);
    const text = await lastCodeText(ground, mine.ctx);
    assert.match(text, new RegExp(`^${asked.code} .*sets a new password`));
    assert.equal(countSegments(text).segments, 1);
    const mineOnly = sql`account_id = ${mine.accountId} and id = (select batch_id from number_codes where id = ${asked.ask})`;
    const [batch] = await db.select().from(batches).where(mineOnly);
    assert.deepEqual([batch?.kind, batch?.masked, batch?.totalMicros], ['code', true, 0]);
    const [waiting] = await db.select().from(outbox).where(eq(outbox.batchId, batch!.id));
    assert.equal(waiting?.lane, LANES.code);
    const password = newPassword();
    const recovered = await recoverByNumber(visitor, { ...asked, newPassword: password });
    assert.deepEqual(recovered, { ok: true, userId: mine.userId, mustSignIn: false });
    assert.equal(await readSession(ground, token), null);
    const { username } = mine;
    assert.equal((await signIn(visitor, { username, password })).ok, true);
    assert.equal((await signIn(visitor, { username, password: mine.password })).ok, false);
    const [told] = await newNotices(mine.ctx);
    assert.deepEqual([told?.kind, told?.facts], ['recovery_used', {}]);
  });

  it('takes a code once, also when it comes many times at the same moment', async () => {
    const mine = await someone();
    const asked = await askForCode(ground, mine);
    const results = await Promise.all(
      Array.from({ length: 4 }, () =>
        recoverByNumber(visitor, { ...asked, newPassword: newPassword() }),
      ),
    );
    assert.equal(results.filter(({ ok }) => ok).length, 1);
    assert.equal((await kinds(mine.ctx)).filter((kind) => kind === 'recovery_used').length, 1);
  });

  it('takes five tries in a race of eight, and then refuses the right code', async () => {
    const asked = await askForCode(ground, await someone());
    const tries = Array.from({ length: 8 }, () =>
      recoverByNumber(visitor, {
        ...{ ...asked, code: wrong(asked.code) },
        newPassword: newPassword(),
      }),
    );
    for (const result of await Promise.all(tries)) assert.equal(result.ok, false);
    const [code] = await db.select().from(numberCodes).where(sql`id = ${asked.ask}`);
    assert.equal(code?.triesLeft, 0);
    assert.equal(
      (await recoverByNumber(visitor, { ...asked, newPassword: newPassword() })).ok,
      false,
    );
  });

  it('refuses a code after ten minutes, of another user, and what is weak, without telling them apart', async () => {
    const [mine, theirs] = [await someone(), await someone()];
    const [asked, others] = [await askForCode(ground, mine), await askForCode(ground, theirs)];
    const weak = await recoverByNumber(visitor, { ...asked, newPassword: 'passwordpassword' });
    assert.ok(!weak.ok && weak.problems[0]?.field === 'newPassword');
    const sentences = new Set<string>();
    for (const bad of [
      { ...asked, username: theirs.username },
      { ...asked, ask: others.ask },
      { ...asked, ask: newId() },
      { ...asked, username: 'nobody-of-that-name' },
      { ...asked, code: wrong(asked.code) },
    ]) {
      const result = await recoverByNumber(visitor, { ...bad, newPassword: newPassword() });
      assert.ok(!result.ok);
      sentences.add(`${result.sentence} ${JSON.stringify(result.problems)}`);
    }
    assert.equal(sentences.size, 1);
    await db
      .update(numberCodes)
      .set({ expiresAt: sql`now() - interval '1 s'` })
      .where(sql`id = ${asked.ask}`);
    assert.equal(
      (await recoverByNumber(visitor, { ...asked, newPassword: newPassword() })).ok,
      false,
    );
    assert.equal(
      (await recoverByNumber(visitor, { ...others, newPassword: newPassword() })).ok,
      true,
    );
  });

  it('answers alike whatever the name is, and sends only to the number of a user who switched it on', async () => {
    const on = await someone();
    const off = await signUpSomebody(ground);
    const number = freshNumber();
    await provenNumber(ground, off.ctx, number);
    for (const [username, typed] of [
      [on.username, freshNumber()],
      [off.username, number],
      ['nobody-of-that-name', on.number],
      [on.username, on.number],
    ] as const) {
      const asked = await askRecoveryCode(visitor, { username, number: typed });
      assert.ok(asked.ok && /^[0-9a-f-]{36}$/.test(asked.ask));
      await asked.send();
    }
    assert.deepEqual([await codesOf(on.ctx), await codesOf(off.ctx)], [1, 0]);
    for (const typed of ['hello', '210 123 4567']) {
      const asked = await askRecoveryCode(visitor, { username: on.username, number: typed });
      assert.ok(!asked.ok && asked.problems[0]?.field === 'number');
    }
  });

  it('makes an address wait that asks often, whatever the name', async () => {
    const asks: boolean[] = [];
    for (let i = 0; i < 8; i++) {
      const asked = await askRecoveryCode(visitor, { username: `name-${i}`, number: '6912345678' });
      asks.push(asked.ok);
    }
    assert.ok(asks.slice(0, 5).every(Boolean) && asks.includes(false));
  });

  it('sends no more codes than a number and an account may get, however many ask at once', async () => {
    const mine = await someone();
    const asked = await Promise.all(
      Array.from({ length: 5 }, () =>
        askRecoveryCode(visitorFrom(ground, `198.51.100.${next++ % 250}`), mine),
      ),
    );
    await Promise.all(asked.map((one) => one.ok && one.send()));
    assert.equal(await codesOf(mine.ctx), 1);
  });

  it('does not sign in alone where a second factor is set', async () => {
    const mine = await someone();
    const secret = { userId: mine.userId, secretSealed: Buffer.alloc(1), confirmedAt: new Date() };
    await db.insert(totpSecrets).values(secret);
    const asked = await askForCode(ground, mine);
    const recovered = await recoverByNumber(visitor, { ...asked, newPassword: newPassword() });
    assert.deepEqual(recovered, { ok: true, userId: mine.userId, mustSignIn: true });
  });

  it('makes its address a known one only where no second factor is still to be proven', async () => {
    for (const known of [1, 0]) {
      const mine = await someone();
      const { userId } = mine;
      const secret = { userId, secretSealed: Buffer.alloc(1), confirmedAt: new Date() };
      if (known === 0) await db.insert(totpSecrets).values(secret);
      const asked = await askForCode(ground, mine);
      const ofMine = eq(knownAddresses.userId, userId);
      const before = await db.$count(knownAddresses, ofMine);
      const elsewhere = visitorFrom(ground, '203.0.113.7');
      const recovered = await recoverByNumber(elsewhere, { ...asked, newPassword: newPassword() });
      assert.equal(recovered.ok, true);
      assert.equal((await db.$count(knownAddresses, ofMine)) - before, known);
    }
  });
});

describe('codes for one thing', () => {
  it('do not do the other', async () => {
    const mine = await someone();
    const recovery = await askForCode(ground, mine);
    const asSender = await confirmNumber(mine.ctx, { codeId: recovery.ask, code: recovery.code });
    assert.ok(!asSender.ok && asSender.triesLeft === 0);
    assert.equal(await pendingNumberCode(mine.ctx), null);
    await wait();
    const requested = await requestNumberCode(mine.ctx, { typed: mine.number });
    assert.ok(requested.ok);
    const code = await lastCode(ground, mine.ctx);
    const { username } = mine;
    const spent = { ask: requested.codeId, username, code, newPassword: newPassword() };
    assert.equal((await recoverByNumber(visitor, spent)).ok, false);
    // Neither used the other up.
    assert.ok((await confirmNumber(mine.ctx, { codeId: requested.codeId, code })).ok);
    assert.ok((await recoverByNumber(visitor, { ...recovery, newPassword: newPassword() })).ok);
  });
});

describe('the number for recovery', () => {
  it('is chosen among one’s own confirmed numbers, with the password, and told of', async () => {
    const mine = await someone();
    const { ctx, password, senderId } = mine;
    const { owner: stranger } = await castOf(ground);
    assert.equal((await readRecoveryNumber(ctx))?.number, `+30${mine.number}`);
    assert.equal(await readRecoveryNumber(stranger), null);
    const theirs = await provenNumber(ground, stranger, freshNumber());
    for (const bad of [
      { senderId, password: 'not the password' },
      { senderId: null, password: '' },
      { senderId: theirs, password },
      { senderId: newId() as typeof senderId, password },
    ]) {
      assert.equal((await chooseRecoveryNumber(ctx, bad)).ok, false);
    }
    assert.deepEqual(await chooseRecoveryNumber(ctx, { senderId: null, password }), { ok: true });
    assert.equal(await readRecoveryNumber(ctx), null);
    assert.deepEqual(await kinds(ctx), ['recovery_changed', 'recovery_changed']);
  });

  it('goes with its sender, at once, also while a code is on its way', async () => {
    const mine = await someone();
    const asked = await askForCode(ground, mine);
    await removeSender(mine.ctx, mine.senderId);
    assert.equal(await readRecoveryNumber(mine.ctx), null);
    assert.equal(
      (await recoverByNumber(visitor, { ...asked, newPassword: newPassword() })).ok,
      false,
    );
    assert.deepEqual(await kinds(mine.ctx), ['recovery_changed', 'recovery_changed']);
  });

  it('goes when its proof lapses, and does not come back with the next proof', async () => {
    const mine = await someone();
    const asked = await askForCode(ground, mine);
    await lapse(mine.ctx);
    assert.equal(await readRecoveryNumber(mine.ctx), null);
    assert.equal(
      (await recoverByNumber(visitor, { ...asked, newPassword: newPassword() })).ok,
      false,
    );
    await db.update(numberCodes).set({ createdAt: sql`created_at - interval '1 hour'` });
    await provenNumber(ground, mine.ctx, mine.number);
    assert.equal(await readRecoveryNumber(mine.ctx), null);
  });

  it('stays when its proof is renewed in time', async () => {
    const mine = await someone();
    await provenNumber(ground, mine.ctx, mine.number);
    assert.ok(await readRecoveryNumber(mine.ctx));
  });

  it('is ended by the worker with its row, once, and told of', async () => {
    const [lapsed, living] = [await someone(), await someone()];
    await lapse(lapsed.ctx);
    const ended = await Promise.all([
      db.transaction((tx) => endRecoveryNumbers(tx, null)),
      db.transaction((tx) => endRecoveryNumbers(tx, null)),
    ]);
    assert.equal(ended[0] + ended[1], 1);
    const rows = await db.$count(recoveryNumbers, eq(recoveryNumbers.userId, lapsed.userId));
    assert.equal(rows, 0);
    assert.ok(await readRecoveryNumber(living.ctx));
    assert.equal((await kinds(lapsed.ctx)).length, 2);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { notices, pendingSignIns } from '#db/schema/all.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { recover } from '#lib/accounts/recover.ts';
import { signIn } from '#lib/accounts/sign-in.ts';
import { newPassword, signUpSomebody, visitorFrom } from '#lib/accounts/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { beginSecondStep } from './begin-second-step.ts';
import { finishSecondStep } from './finish-second-step.ts';
import { giveApp } from './testing.ts';

applyTestSettings();
const ground = await openTestGround();
const visitor = visitorFrom(ground, '192.0.2.30');

async function somebodyWithApp() {
  const somebody = await signUpSomebody(ground);
  return { ...somebody, app: await giveApp(ground, somebody.userId) };
}

describe('the second step of a sign-in', () => {
  it('takes a code of the app, and its token once', async () => {
    const { userId, app } = await somebodyWithApp();
    const { token, question, app: hasApp } = await beginSecondStep(visitor, userId);
    assert.deepEqual([hasApp, question], [true, null]);
    const done = await finishSecondStep(visitor, { token, code: await app.code() });
    assert.deepEqual(done, { ok: true, userId, kind: 'customer' });
    const replayed = await finishSecondStep(visitor, { token, code: await app.code(1) });
    assert.ok(!replayed.ok && replayed.ended);
  });

  it('refuses a used code, of two sign-ins at once too', async () => {
    const { userId, app } = await somebodyWithApp();
    const code = await app.code();
    const steps = await Promise.all([0, 1, 2].map(() => beginSecondStep(visitor, userId)));
    const done = await Promise.all(
      steps.map(({ token }) => finishSecondStep(visitor, { token, code })),
    );
    assert.equal(done.filter(({ ok }) => ok).length, 1);
  });

  it('ends after five wrong codes, tried at once or not, and after five minutes', async () => {
    const { userId, app } = await somebodyWithApp();
    const { token } = await beginSecondStep(visitor, userId);
    for (let i = 0; i < 5; i++) {
      await finishSecondStep(visitor, { token, code: 'no code' });
      await ground.db.execute(sql`delete from throttles`);
    }
    const sixth = await finishSecondStep(visitor, { token, code: await app.code() });
    assert.ok(!sixth.ok && sixth.ended);
    const late = await beginSecondStep(visitor, userId);
    await ground.db.execute(sql`update pending_sign_ins set expires_at = now() - interval '1 s'`);
    const refused = await finishSecondStep(visitor, { token: late.token, code: await app.code() });
    assert.ok(!refused.ok && refused.ended);
  });

  it('makes guesses wait over all sign-ins, and the user at home not for a stranger’s', async () => {
    const { userId, app, username, password } = await somebodyWithApp();
    const home = visitorFrom(ground, '2001:db8:30::1');
    const first = await beginSecondStep(home, userId);
    assert.ok((await finishSecondStep(home, { token: first.token, code: await app.code(-1) })).ok);
    await signIn(visitor, { username, password });
    const guesses = await Promise.all(
      Array.from({ length: 9 }, async () => {
        const { token } = await beginSecondStep(visitor, userId);
        return finishSecondStep(visitor, { token, code: 'guess' });
      }),
    );
    const waits = guesses.filter((guess) => !guess.ok && /^Too many/.test(guess.sentence));
    assert.ok(waits.length >= 1, 'the password alone makes no address a known one');
    const next = await beginSecondStep(home, userId);
    assert.ok((await finishSecondStep(home, { token: next.token, code: await app.code() })).ok);
  });

  it('is another user’s with no token, and keeps no token', async () => {
    const { userId, app } = await somebodyWithApp();
    const other = await somebodyWithApp();
    const { token } = await beginSecondStep(visitor, other.userId);
    const refused = await finishSecondStep(visitor, { token, code: await app.code() });
    assert.ok(!refused.ok && !refused.ended);
    for (const wrong of ['', 'x', token.slice(1)]) {
      const ended = await finishSecondStep(visitor, { token: wrong, code: await app.code() });
      assert.ok(!ended.ok && ended.ended);
    }
    const rows = await ground.db.select().from(pendingSignIns);
    assert.ok(rows.every(({ tokenHash }) => !tokenHash.equals(Buffer.from(token, 'base64url'))));
    assert.ok(userId);
  });
});

describe('a code of the recovery kit', () => {
  it('takes the place of a lost factor, is used up, and told of', async () => {
    const { userId, accountId, recoveryCodes } = await somebodyWithApp();
    const code = recoveryCodes[0]!.toLowerCase();
    const steps = await Promise.all([0, 1, 2].map(() => beginSecondStep(visitor, userId)));
    const done = await Promise.all(
      steps.map(({ token }) => finishSecondStep(visitor, { token, code })),
    );
    assert.equal(done.filter(({ ok }) => ok).length, 1);
    const told = await ground.db.select().from(notices).where(eq(notices.accountId, accountId));
    assert.deepEqual(
      told.map(({ kind, facts }) => [kind, facts]),
      [['second_factor_changed', { codesLeft: 7 }]],
    );
  });

  it('does not switch the factor off when it sets a new password', async () => {
    const { username, recoveryCodes, userId } = await somebodyWithApp();
    const before = await beginSecondStep(visitor, userId);
    const result = await recover(visitor, {
      ...{ username, code: recoveryCodes[0]!, newPassword: newPassword() },
    });
    assert.ok(result.ok);
    const old = await finishSecondStep(visitor, { token: before.token, code: recoveryCodes[2]! });
    assert.ok(!old.ok && old.ended, 'who typed the old password is out');
    const { token, app } = await beginSecondStep(visitor, userId);
    assert.equal(app, true);
    const again = await finishSecondStep(visitor, { token, code: recoveryCodes[0]! });
    assert.equal(again.ok, false, 'the same code does not do both');
    const next = await finishSecondStep(visitor, { token, code: recoveryCodes[1]! });
    assert.equal(next.ok, true);
  });

  it('is nobody else’s', async () => {
    const { stranger } = await castOf(ground);
    const { recoveryCodes } = await somebodyWithApp();
    const { token } = await beginSecondStep(visitor, stranger.actor.userId);
    const refused = await finishSecondStep(visitor, { token, code: recoveryCodes[0]! });
    assert.equal(refused.ok, false);
  });
});

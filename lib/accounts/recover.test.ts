import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'drizzle-orm';
import { openTestGround } from '#db/testing.ts';
import type { CustomerContext } from '#lib/context.ts';
import { newNotices } from '#lib/notices/list-notices.ts';
import { openSession } from '#lib/sessions/open-session.ts';
import { readSession } from '#lib/sessions/read-session.ts';
import { applyTestSettings, measureWork } from '#lib/testing.ts';
import { admitRecovery } from './admit-attempt.ts';
import { changePassword } from './change-password.ts';
import { readRecoveryKit } from './read-recovery-kit.ts';
import { recover } from './recover.ts';
import { readCode } from './recovery-codes.ts';
import { renewRecoveryKit } from './renew-recovery-kit.ts';
import { signIn } from './sign-in.ts';
import { newPassword, signUpSomebody, visitorFrom } from './testing.ts';

applyTestSettings();
const ground = await openTestGround();
const visitor = visitorFrom(ground, '192.0.2.20');
const told = async (ctx: CustomerContext) =>
  (await newNotices(ctx)).map(({ kind, facts }) => ({ kind, ...facts }));

describe('recovering an account', () => {
  it('takes a code once, and tells of it once, also when it comes thrice at the same moment', async () => {
    const { ctx, username, recoveryCodes, userId } = await signUpSomebody(ground);
    const code = recoveryCodes[3]!;
    const passwords = [newPassword(), newPassword(), newPassword()];
    const results = await Promise.all(
      passwords.map((password) => recover(visitor, { username, code, newPassword: password })),
    );
    const won = results.findIndex((result) => result.ok);
    assert.equal(results.filter((result) => result.ok).length, 1);
    assert.deepEqual(results[won], { ok: true, userId, kind: 'customer', codesLeft: 7 });
    assert.deepEqual(await told(ctx), [{ kind: 'recovery_used', codesLeft: 7 }]);
    assert.equal((await readRecoveryKit(ctx)).codesLeft, 7);
    const signedIn = await Promise.all(
      passwords.map((password) => signIn(visitor, { username, password })),
    );
    assert.deepEqual(
      signedIn.map((result) => result.ok),
      passwords.map((_, i) => i === won),
    );
  });

  it('closes every session', async () => {
    const { username, recoveryCodes, userId } = await signUpSomebody(ground);
    const { token } = await openSession(ground, userId);
    assert.ok(await readSession(ground, token));
    const typed = recoveryCodes[0]!
      .toLowerCase()
      .replaceAll('-', ' ')
      .replaceAll('0', 'o')
      .replaceAll('1', 'l');
    assert.equal(readCode(typed), readCode(recoveryCodes[0]!));
    assert.equal(
      (await recover(visitor, { username, code: typed, newPassword: newPassword() })).ok,
      true,
    );
    assert.equal(await readSession(ground, token), null);
  });

  it('says the same after the same work for a wrong code, another user and an unknown name', async () => {
    const mine = await signUpSomebody(ground);
    const theirs = await signUpSomebody(ground);
    const attempt = (username: string, code: string) =>
      measureWork(() => recover(visitor, { username, code, newPassword: newPassword() }));
    const wrong = await attempt(mine.username, '0000-0000-0000-0000-0000-0000');
    const others = await attempt(mine.username, theirs.recoveryCodes[0]!);
    const unknown = await attempt('nobody-of-that-name', mine.recoveryCodes[0]!);
    assert.equal(wrong.result.ok, false);
    assert.deepEqual(others.result, wrong.result);
    assert.deepEqual(unknown.result, wrong.result);
    assert.ok(unknown.ms > wrong.ms / 3, `${unknown.ms} and ${wrong.ms} ms`);
  });

  it('says how long one code is when it gets a whole kit, a numbered code or half of one', async () => {
    const { username, recoveryCodes } = await signUpSomebody(ground);
    const code = recoveryCodes[0]!;
    for (const typed of [recoveryCodes.join('\n'), `1. ${code}`, code.slice(0, 14)]) {
      for (const name of [username, 'nobody-of-that-name']) {
        const attempt = { username: name, code: typed, newPassword: newPassword() };
        const result = await recover(visitor, attempt);
        assert.ok(!result.ok && result.problems[0]?.field === 'code');
        assert.match(result.sentence, /24 letters and digits/);
      }
    }
    const pasted = `\t${code}\r\n`;
    const right = await recover(visitor, { username, code: pasted, newPassword: newPassword() });
    assert.equal(right.ok, true);
  });

  it('makes the address wait from which too many codes were tried, and the customer nowhere else', async () => {
    const { username, recoveryCodes } = await signUpSomebody(ground);
    const stranger = visitorFrom(ground, '203.0.113.66');
    for (let i = 0; i < 21; i++) await admitRecovery(stranger);
    const attempt = { username, code: recoveryCodes[0]!, newPassword: newPassword() };
    const waiting = await recover(stranger, attempt);
    assert.ok(!waiting.ok && waiting.retryAfterS > 0);
    assert.equal((await recover(visitor, attempt)).ok, true);
  });

  it('refuses a weak new password without using the code up', async () => {
    const { username, recoveryCodes } = await signUpSomebody(ground);
    const code = recoveryCodes[0]!;
    const weak = await recover(visitor, { username, code, newPassword: 'passwordpassword' });
    assert.ok(!weak.ok);
    assert.equal(weak.problems[0]?.field, 'newPassword');
    assert.equal((await recover(visitor, { username, code, newPassword: newPassword() })).ok, true);
  });
});

describe('a new recovery kit', () => {
  it('needs the password and ends the old codes', async () => {
    const { ctx, username, password, recoveryCodes } = await signUpSomebody(ground);
    const refused = await renewRecoveryKit(ctx, { password: 'not the password' });
    assert.deepEqual(refused, {
      ok: false,
      problems: [{ field: 'password', sentence: 'That is not your password.' }],
    });
    assert.deepEqual(await told(ctx), []);
    const [{ madeAt }, renewed] = [
      await readRecoveryKit(ctx),
      await renewRecoveryKit(ctx, { password }),
    ];
    assert.ok(renewed.ok);
    assert.deepEqual(await told(ctx), [{ kind: 'recovery_changed' }]);
    const kit = await readRecoveryKit(ctx);
    assert.ok(kit.codesLeft === 8 && kit.madeAt! > madeAt!);
    const old = await recover(visitor, {
      username,
      code: recoveryCodes[0]!,
      newPassword: newPassword(),
    });
    assert.equal(old.ok, false);
    const fresh = await recover(visitor, {
      username,
      code: renewed.recoveryCodes[0]!,
      newPassword: newPassword(),
    });
    assert.equal(fresh.ok, true);
  });
});

it('recovers no staff, even with a code that somebody put there', async () => {
  const { username, recoveryCodes, userId } = await signUpSomebody(ground);
  await ground.db.execute(
    sql`update users set kind = 'staff', account_id = null where id = ${userId}`,
  );
  const code = recoveryCodes[0]!;
  const result = await recover(visitor, { username, code, newPassword: newPassword() });
  assert.equal(result.ok, false);
});

describe('a change of password', () => {
  it('keeps the session that asks and closes the others, of this user only', async () => {
    const mine = await signUpSomebody(ground);
    const theirs = await signUpSomebody(ground);
    const [here, there, stranger] = await Promise.all([
      openSession(ground, mine.userId),
      openSession(ground, mine.userId),
      openSession(ground, theirs.userId),
    ]);
    const current = await readSession(ground, here.token);
    const next = newPassword();
    const result = await changePassword(mine.ctx, {
      currentPassword: mine.password,
      newPassword: next,
      keepSession: current!.sessionHash,
    });
    assert.deepEqual(result, { ok: true, closedSessions: 1 });
    assert.deepEqual(await told(mine.ctx), [{ kind: 'password_changed' }]);
    assert.deepEqual(await told(theirs.ctx), []);
    assert.ok(await readSession(ground, here.token));
    assert.equal(await readSession(ground, there.token), null);
    assert.ok(await readSession(ground, stranger.token));
    const { username } = mine;
    assert.equal((await signIn(visitor, { username, password: mine.password })).ok, false);
    assert.equal((await signIn(visitor, { username, password: next })).ok, true);
  });

  it('is refused without the current password, with a weak or the same one, and throttled', async () => {
    const { ctx, password, username } = await signUpSomebody(ground);
    const keepSession = Buffer.alloc(32);
    const attempt = async (currentPassword: string, wanted: string) => {
      const result = await changePassword(ctx, {
        currentPassword,
        newPassword: wanted,
        keepSession,
      });
      return result.ok ? null : result.problems[0];
    };
    assert.equal((await attempt('wrong', newPassword()))?.field, 'currentPassword');
    assert.equal((await attempt(password, `wander off ${username} lawn`))?.field, 'newPassword');
    assert.equal((await attempt(password, password))?.field, 'newPassword');
    const guesses = await Promise.all(
      Array.from({ length: 8 }, () => attempt('wrong', newPassword())),
    );
    const waits = guesses.filter((problem) => /^Too many/.test(problem?.sentence ?? ''));
    assert.ok(waits.length >= 1);
  });
});

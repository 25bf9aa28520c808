import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { TOTP } from 'otpauth';
import { notices, sessions, staffLog, totpSecrets } from '#db/schema/all.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { givePassword, signUpSomebody } from '#lib/accounts/testing.ts';
import { openSession } from '#lib/sessions/open-session.ts';
import { sessionHash } from '#lib/sessions/session-token.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { beginApp } from './begin-app.ts';
import { confirmApp } from './confirm-app.ts';
import { hasSecondFactor } from './has-second-factor.ts';
import { readPendingApp } from './read-pending-app.ts';
import { takeAppCode } from './take-app-code.ts';
import { codeOf, giveApp } from './testing.ts';

applyTestSettings();
const ground = await openTestGround();
const keepSession = Buffer.alloc(32);
const wrongCode = async (userId: Parameters<typeof codeOf>[1]) => {
  const near = await Promise.all([-1, 0, 1, 2].map((steps) => codeOf(ground, userId, steps)));
  return ['000000', '111111', '222222', '333333', '444444'].find((code) => !near.includes(code))!;
};

describe('setting up an authenticator app', () => {
  it('needs the password, shows the secret in three forms, and counts once a code was typed', async () => {
    const { ctx, password, username, userId, accountId } = await signUpSomebody(ground);
    assert.equal(await readPendingApp(ctx), null);
    const refused = await beginApp(ctx, { password: 'wrong' });
    assert.deepEqual(refused, {
      ...{ ok: false, field: 'password', sentence: 'That is not your password.' },
    });
    assert.deepEqual(await beginApp(ctx, { password }), { ok: true });
    const shown = await readPendingApp(ctx);
    assert.ok(shown);
    const address = new URL(shown.uri);
    assert.equal(address.protocol, 'otpauth:');
    assert.equal(decodeURIComponent(address.pathname), `/All SMS:${username}`);
    assert.equal(address.searchParams.get('issuer'), 'All SMS');
    const secret = shown.secretGroups.replaceAll(' ', '');
    assert.equal(address.searchParams.get('secret'), secret);
    assert.equal(secret.length, 32, '160 bits');
    assert.match(shown.qr.path, /^(M\d+ \d+h1v1h-1z)+$/);
    assert.ok(shown.qr.size > 40);
    assert.equal(await hasSecondFactor(ground.db, userId), false);

    const wrong = await confirmApp(ctx, { code: await wrongCode(userId), keepSession });
    assert.ok(!wrong.ok && /not the code/.test(wrong.sentence));
    const code = new TOTP({ secret }).generate();
    assert.deepEqual(await confirmApp(ctx, { code, keepSession }), { ok: true });
    assert.equal(await hasSecondFactor(ground.db, userId), true);
    assert.equal(await readPendingApp(ctx), null, 'the secret is shown no more');
    assert.equal(await takeAppCode(ground, userId, code), false, 'the code counts as used');
    const told = await ground.db.select().from(notices).where(eq(notices.accountId, accountId));
    assert.deepEqual(
      told.map(({ kind }) => kind),
      ['second_factor_changed'],
    );
    const again = await beginApp(ctx, { password });
    assert.ok(!again.ok && /already/.test(again.sentence));
  });

  it('keeps nothing that computes codes readable', async () => {
    const { ctx, password, userId } = await signUpSomebody(ground);
    await beginApp(ctx, { password });
    const shown = await readPendingApp(ctx);
    const [row] = await ground.db.select().from(totpSecrets).where(eq(totpSecrets.userId, userId));
    const secret = new TOTP({ secret: shown!.secretGroups.replaceAll(' ', '') }).secret.bytes;
    assert.equal(row!.secretSealed.indexOf(Buffer.from(secret)), -1);
  });

  it('closes the sessions that were opened without it, and notes it in the one that asks', async () => {
    const { ctx, password, userId } = await signUpSomebody(ground);
    const [here] = [await openSession(ground, userId), await openSession(ground, userId)];
    await beginApp(ctx, { password });
    const keep = sessionHash(here!.token)!;
    assert.ok(
      (await confirmApp(ctx, { code: await codeOf(ground, userId), keepSession: keep })).ok,
    );
    const left = await ground.db.select().from(sessions).where(eq(sessions.userId, userId));
    assert.equal(left.length, 1);
    assert.ok(left[0]!.tokenHash.equals(keep) && left[0]!.secondFactorAt);
  });

  it('ends after a quarter of an hour, and throttles guesses', async () => {
    const { ctx, password, userId } = await signUpSomebody(ground);
    await beginApp(ctx, { password });
    const wrong = await wrongCode(userId);
    const guesses = await Promise.all(
      Array.from({ length: 8 }, () => confirmApp(ctx, { code: wrong, keepSession })),
    );
    assert.ok(guesses.some((guess) => !guess.ok && /^Too many/.test(guess.sentence)));
    await ground.db.execute(sql`delete from throttles`);
    await ground.db.execute(
      sql`update totp_secrets set created_at = now() - interval '16 minutes' where user_id = ${userId}`,
    );
    const late = await confirmApp(ctx, { code: await codeOf(ground, userId), keepSession });
    assert.ok(!late.ok && /too long/.test(late.sentence));
    assert.equal(await readPendingApp(ctx), null);
  });

  it('is nobody else’s', async () => {
    const { stranger } = await castOf(ground);
    const { ctx, password, userId } = await signUpSomebody(ground);
    await beginApp(ctx, { password });
    assert.equal(await readPendingApp(stranger), null);
    const code = await codeOf(ground, userId);
    assert.equal((await confirmApp(stranger, { code, keepSession })).ok, false);
    assert.equal(await takeAppCode(ground, stranger.actor.userId, code), false);
  });

  it('is for staff too, under a key of their own, and in their log', async () => {
    const { support } = await castOf(ground);
    const { userId } = support.actor;
    const password = await givePassword(ground, userId);
    assert.deepEqual(await beginApp(support, { password }), { ok: true });
    assert.deepEqual(
      await confirmApp(support, { code: await codeOf(ground, userId), keepSession }),
      { ok: true },
    );
    const [act] = await ground.db.select().from(staffLog).where(eq(staffLog.userId, userId));
    assert.deepEqual([act?.action, act?.facts], ['factor.add', { factor: 'app' }]);
  });
});

describe('a code of the app', () => {
  it('works one step early or late, and no further', async () => {
    const { userId } = await signUpSomebody(ground);
    for (const [steps, works] of [
      ...([
        [-2, false],
        [-1, true],
        [0, true],
        [1, true],
        [3, false],
      ] as const),
    ]) {
      const app = await giveApp(ground, userId);
      const typed = (await app.code(steps)).replace(/^.../, '$& ');
      assert.equal(await takeAppCode(ground, userId, typed), works, `${steps} steps`);
    }
  });

  it('works once, also when it comes many times at the same moment, and none after a newer one', async () => {
    const { userId } = await signUpSomebody(ground);
    const app = await giveApp(ground, userId);
    const code = await app.code();
    const taken = await Promise.all(
      Array.from({ length: 8 }, () => takeAppCode(ground, userId, code)),
    );
    assert.equal(taken.filter(Boolean).length, 1);
    assert.equal(await takeAppCode(ground, userId, await app.code(1)), true);
    assert.equal(await takeAppCode(ground, userId, code), false);
  });

  it('is no code before the app was confirmed', async () => {
    const { ctx, password, userId } = await signUpSomebody(ground);
    await beginApp(ctx, { password });
    assert.equal(await takeAppCode(ground, userId, await codeOf(ground, userId)), false);
  });
});

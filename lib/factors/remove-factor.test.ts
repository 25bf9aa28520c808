import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eq } from 'drizzle-orm';
import { users } from '#db/schema/accounts.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { changePassword } from '#lib/accounts/change-password.ts';
import { givePassword, newPassword, signUpSomebody } from '#lib/accounts/testing.ts';
import { openSession } from '#lib/sessions/open-session.ts';
import { readSession } from '#lib/sessions/read-session.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { addPasskey } from './add-passkey.ts';
import { beginPasskey } from './begin-passkey.ts';
import { hasSecondFactor, readFactors } from './has-second-factor.ts';
import { listPasskeys } from './list-passkeys.ts';
import { removeFactor } from './remove-factor.ts';
import { resetFactors } from './reset-factors.ts';
import { giveApp, softAuthenticator } from './testing.ts';

applyTestSettings();
const ground = await openTestGround();
const keepSession = Buffer.alloc(32);
const SHORT = 'kq8-vm2.';

async function somebodyWithBoth() {
  const somebody = await signUpSomebody(ground);
  const { ctx, password, userId } = somebody;
  const begun = await beginPasskey(ctx, { password });
  assert.ok(begun.ok);
  const response = softAuthenticator().make(begun.offer);
  assert.ok((await addPasskey(ctx, { response, keepSession })).ok);
  await giveApp(ground, userId);
  const [passkey] = await listPasskeys(ctx);
  return { ...somebody, passkey: { factor: 'passkey', id: passkey!.id } as const };
}

describe('removing a second factor', () => {
  it('needs the password, takes one, and says when it is not there', async () => {
    const { ctx, password, passkey, userId } = await somebodyWithBoth();
    const wrong = await removeFactor(ctx, passkey, { password: 'wrong' });
    assert.ok(!wrong.ok && wrong.field === 'password');
    assert.deepEqual(await removeFactor(ctx, passkey, { password }), { ok: true });
    assert.deepEqual(await readFactors(ground.db, userId), { app: true, passkeys: 0 });
    const gone = await removeFactor(ctx, passkey, { password });
    assert.ok(!gone.ok && gone.field === null);
    assert.deepEqual(await removeFactor(ctx, { factor: 'app' }, { password }), { ok: true });
    assert.equal(await hasSecondFactor(ground.db, userId), false);
  });

  it('leaves another user’s as they are', async () => {
    const mine = await somebodyWithBoth();
    const theirs = await somebodyWithBoth();
    const refused = await removeFactor(mine.ctx, theirs.passkey, { password: mine.password });
    assert.ok(!refused.ok && /not there/.test(refused.sentence));
    assert.equal((await listPasskeys(theirs.ctx)).length, 1);
  });

  it('keeps the last one beside a short password, also when both are removed at once', async () => {
    const { ctx, password, passkey, userId, username } = await somebodyWithBoth();
    const change = (currentPassword: string, wanted: string) =>
      changePassword(ctx, { currentPassword, newPassword: wanted, keepSession });
    assert.ok((await change(password, SHORT)).ok);
    const both = await Promise.all([
      removeFactor(ctx, passkey, { password: SHORT }),
      removeFactor(ctx, { factor: 'app' }, { password: SHORT }),
    ]);
    assert.equal(both.filter(({ ok }) => ok).length, 1);
    const refused = both.find(({ ok }) => !ok);
    assert.ok(refused && !refused.ok && /too short/.test(refused.sentence));
    assert.equal(await hasSecondFactor(ground.db, userId), true);
    const long = newPassword();
    assert.ok((await change(SHORT, long)).ok);
    const last = (await readFactors(ground.db, userId)).app
      ? ({ factor: 'app' } as const)
      : passkey;
    assert.deepEqual(await removeFactor(ctx, last, { password: long }), { ok: true });
    assert.ok(username);
  });

  it('never goes while a short password is being set, nor the other way round', async () => {
    for (let round = 0; round < 2; round++) {
      const { ctx, password, userId } = await signUpSomebody(ground);
      await giveApp(ground, userId);
      await Promise.all([
        changePassword(ctx, { currentPassword: password, newPassword: SHORT, keepSession }),
        removeFactor(ctx, { factor: 'app' }, { password }),
      ]);
      const [user] = await ground.db.select().from(users).where(eq(users.id, userId));
      const isStrong = !user!.shortPassword || (await hasSecondFactor(ground.db, userId));
      assert.ok(isStrong, 'a short password stands alone');
    }
  });

  it('takes no short password without a factor', async () => {
    const { ctx, password } = await signUpSomebody(ground);
    const refused = await changePassword(ctx, {
      ...{ currentPassword: password, newPassword: SHORT, keepSession },
    });
    assert.ok(!refused.ok && /15 characters/.test(refused.problems[0]!.sentence));
  });

  it('keeps the last one of staff, and an admin takes them all away', async () => {
    const { support } = await castOf(ground);
    const { userId } = support.actor;
    const password = await givePassword(ground, userId);
    await giveApp(ground, userId);
    const refused = await removeFactor(support, { factor: 'app' }, { password });
    assert.ok(!refused.ok && /Staff need/.test(refused.sentence));
    const { token } = await openSession(ground, userId);
    await ground.db.transaction((tx) => resetFactors(tx, userId));
    assert.equal(await hasSecondFactor(ground.db, userId), false);
    assert.equal(await readSession(ground, token), null);
  });
});

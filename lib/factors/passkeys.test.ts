import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { passkeyChallenges, passkeys } from '#db/schema/factors.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { signUpSomebody, visitorFrom } from '#lib/accounts/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { addPasskey } from './add-passkey.ts';
import { askPasskey } from './ask-passkey.ts';
import { beginPasskey } from './begin-passkey.ts';
import { beginSecondStep } from './begin-second-step.ts';
import { finishSecondStep } from './finish-second-step.ts';
import { hasSecondFactor } from './has-second-factor.ts';
import { listPasskeys } from './list-passkeys.ts';
import { proveAgain } from './prove-again.ts';
import { takePasskey } from './take-passkey.ts';
import { softAuthenticator } from './testing.ts';

applyTestSettings();
const ground = await openTestGround();
const visitor = visitorFrom(ground, '192.0.2.40');
const keepSession = Buffer.alloc(32);

async function offerTo(somebody: Awaited<ReturnType<typeof signUpSomebody>>) {
  const { ctx, password } = somebody;
  const begun = await beginPasskey(ctx, { password });
  assert.ok(begun.ok);
  return begun.offer;
}

async function somebodyWithPasskey() {
  const somebody = await signUpSomebody(ground);
  const device = softAuthenticator();
  const response = device.make(await offerTo(somebody));
  assert.deepEqual(await addPasskey(somebody.ctx, { response, keepSession }), { ok: true });
  return { ...somebody, device };
}

const askToSignIn = async (userId: Parameters<typeof askPasskey>[1]) =>
  (await askPasskey(ground, userId, 'sign_in'))!;

describe('adding a passkey', () => {
  it('needs the password, and makes it a second factor', async () => {
    const somebody = await signUpSomebody(ground);
    const { ctx, userId, username } = somebody;
    assert.equal((await beginPasskey(ctx, { password: 'wrong' })).ok, false);
    const offer = await offerTo(somebody);
    assert.deepEqual(
      [offer.rp.id, offer.user.name, offer.attestation],
      [...['localhost', username, 'none']],
    );
    assert.equal(await hasSecondFactor(ground.db, userId), false);
    const response = softAuthenticator().make(offer);
    assert.deepEqual(await addPasskey(ctx, { response, keepSession }), { ok: true });
    assert.equal(await hasSecondFactor(ground.db, userId), true);
    const [listed] = await listPasskeys(ctx);
    assert.deepEqual(
      [listed?.kind, listed?.backedUp, listed?.lastUsedAt],
      ['In a device', false, null],
    );
  });

  it('takes an answer once, of two at the same moment too, and several passkeys', async () => {
    const somebody = await somebodyWithPasskey();
    const { ctx } = somebody;
    const offer = await offerTo(somebody);
    assert.equal(offer.excludeCredentials?.length, 1);
    const [one, two] = [softAuthenticator(), softAuthenticator()];
    const added = await Promise.all(
      [one, two].map((device) => addPasskey(ctx, { response: device.make(offer), keepSession })),
    );
    assert.equal(added.filter(({ ok }) => ok).length, 1);
    assert.equal((await listPasskeys(ctx)).length, 2);
  });

  it('is refused from another origin, too late, in a stranger’s name, and for what is no answer', async () => {
    const somebody = await signUpSomebody(ground);
    const { ctx } = somebody;
    const other = await signUpSomebody(ground);
    const add = async (response: string, as = ctx) =>
      (await addPasskey(as, { response, keepSession })).ok;
    const device = softAuthenticator();
    assert.equal(
      await add(device.make(await offerTo(somebody), { origin: 'https://evil.example' })),
      false,
    );
    assert.equal(await add(softAuthenticator('evil').make(await offerTo(somebody))), false);
    assert.equal(await add(device.make(await offerTo(somebody)), other.ctx), false);
    const late = await offerTo(somebody);
    await ground.db.execute(sql`update passkey_challenges set expires_at = now() - interval '1 s'`);
    assert.equal(await add(device.make(late)), false);
    for (const nonsense of [
      '',
      'null',
      '{}',
      '{"id":"x","response":{}}',
      '[',
      'x'.repeat(30_000),
    ]) {
      assert.equal(await add(nonsense), false, nonsense.slice(0, 30));
    }
    assert.deepEqual(await listPasskeys(ctx), []);
  });

  it('is refused for a passkey that somebody has already', async () => {
    const { device } = await somebodyWithPasskey();
    const thief = await signUpSomebody(ground);
    const response = device.make(await offerTo(thief));
    assert.equal((await addPasskey(thief.ctx, { response, keepSession })).ok, false);
  });
});

describe('signing in with a passkey', () => {
  it('finishes the second step, and says when it was used', async () => {
    const { userId, device, ctx } = await somebodyWithPasskey();
    const { token, question, app } = await beginSecondStep(visitor, userId);
    assert.equal(app, false);
    const passkey = device.answer(question!);
    const done = await finishSecondStep(visitor, { token, passkey });
    assert.deepEqual(done, { ok: true, userId, kind: 'customer' });
    const [listed] = await listPasskeys(ctx);
    assert.ok(listed?.lastUsedAt);
    const next = await beginSecondStep(visitor, userId);
    const replayed = await finishSecondStep(visitor, { token: next.token, passkey });
    assert.ok(!replayed.ok && !replayed.ended && replayed.question, 'and asks anew');
  });

  it('takes an answer once, also when it comes many times at the same moment', async () => {
    const { userId, device } = await somebodyWithPasskey();
    const response = device.answer(await askToSignIn(userId));
    const taken = await Promise.all(
      Array.from({ length: 6 }, () =>
        takePasskey(ground, { userId, purpose: 'sign_in', response }),
      ),
    );
    assert.equal(taken.filter(Boolean).length, 1);
  });

  it('is refused for a stranger’s passkey, another purpose, another origin, and too late', async () => {
    const { userId, device } = await somebodyWithPasskey();
    const other = await somebodyWithPasskey();
    const take = (response: string, as = userId) =>
      takePasskey(ground, { userId: as, purpose: 'sign_in', response });
    assert.equal(await take(other.device.answer(await askToSignIn(userId))), false);
    assert.equal(await take(device.answer(await askToSignIn(userId)), other.userId), false);
    assert.equal(await take(device.answer(await askToSignIn(other.userId))), false);
    const stepUp = await askPasskey(ground, userId, 'step_up');
    assert.equal(await take(device.answer(stepUp!)), false);
    const evil = { origin: 'https://evil.example' };
    assert.equal(await take(device.answer(await askToSignIn(userId), evil)), false);
    const late = await askToSignIn(userId);
    await ground.db.execute(sql`update passkey_challenges set expires_at = now() - interval '1 s'`);
    assert.equal(await take(device.answer(late)), false);
    assert.equal(await take(device.answer(await askToSignIn(userId))), true, 'and works otherwise');
  });

  it('is refused when the counter stays or goes back: the key may have been copied', async () => {
    const { userId, device } = await somebodyWithPasskey();
    const take = async (counter: number) => {
      const response = device.answer(await askToSignIn(userId), { counter });
      return takePasskey(ground, { userId, purpose: 'sign_in', response });
    };
    assert.deepEqual(
      [await take(7), await take(7), await take(3), await take(8)],
      [...[true, false, false, true]],
    );
  });

  it('keeps hashes of challenges only, and sweeps old ones', async () => {
    const { userId, ctx } = await somebodyWithPasskey();
    const { challenge } = await askToSignIn(userId);
    const rows = await ground.db.select().from(passkeyChallenges);
    const octets = Buffer.from(challenge, 'base64url');
    assert.ok(rows.length > 0 && rows.every((row) => !row.challengeHash.equals(octets)));
    await ground.db.execute(sql`update passkey_challenges set expires_at = now() - interval '1 s'`);
    await askToSignIn(userId);
    assert.equal(await ground.db.$count(passkeyChallenges), 1);
    assert.ok(ctx);
  });

  it('asks nobody who has none', async () => {
    const { stranger } = await castOf(ground);
    assert.equal(await askPasskey(ground, stranger.actor.userId, 'sign_in'), null);
  });
});

describe('proving again who is there', () => {
  it('takes the password or a passkey that checked who holds it', async () => {
    const { ctx, userId, device, password, username } = await somebodyWithPasskey();
    assert.deepEqual(await proveAgain(ctx, { password }), { ok: true, username });
    const ask = async () => (await askPasskey(ground, userId, 'step_up'))!;
    const question = await ask();
    assert.equal(question.userVerification, 'required');
    const right = device.answer(question);
    assert.deepEqual(await proveAgain(ctx, { passkey: right }), { ok: true, username });
    assert.equal((await proveAgain(ctx, { passkey: right })).ok, false, 'once');
    const unverified = device.answer(await ask(), { verified: false });
    assert.equal((await proveAgain(ctx, { passkey: unverified })).ok, false);
    const nothing = await proveAgain(ctx, {});
    assert.deepEqual(nothing, { ok: false, sentence: 'Type your password.' });
  });

  it('refuses a stranger’s passkey, and throttles', async () => {
    const { ctx, userId } = await somebodyWithPasskey();
    const other = await somebodyWithPasskey();
    const [mine] = await ground.db.select().from(passkeys).where(eq(passkeys.userId, userId));
    const question = (await askPasskey(ground, other.userId, 'step_up'))!;
    const stolen = JSON.parse(other.device.answer(question));
    assert.equal((await proveAgain(ctx, { passkey: JSON.stringify(stolen) })).ok, false);
    const forged = JSON.stringify({ ...stolen, id: mine!.id, rawId: mine!.id });
    assert.equal((await proveAgain(ctx, { passkey: forged })).ok, false);
    const tries = await Promise.all(
      Array.from({ length: 7 }, () => proveAgain(ctx, { passkey: forged })),
    );
    assert.ok(tries.some((one) => !one.ok && /^Too many/.test(one.sentence)));
  });
});

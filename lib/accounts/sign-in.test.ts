import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'drizzle-orm';
import { openTestGround } from '#db/testing.ts';
import { createStaff } from '#lib/staff/create-staff.ts';
import { applyTestSettings, measureWork } from '#lib/testing.ts';
import { signIn } from './sign-in.ts';
import { signUpSomebody, visitorFrom } from './testing.ts';

applyTestSettings();
const ground = await openTestGround();

describe('signing in', () => {
  it('takes the username in any spelling and the password exactly', async () => {
    const { password, userId } = await signUpSomebody(ground, 'Signer.One');
    const visitor = visitorFrom(ground, '192.0.2.10');
    const result = await signIn(visitor, { username: ' signer.0ne ', password });
    assert.deepEqual(result, { ok: true, userId, kind: 'customer' });
    const wrong = await signIn(visitor, { username: 'Signer.One', password: `${password} ` });
    assert.equal(wrong.ok, false);
  });

  it('says the same after the same work for a name that does not exist', async () => {
    const { username } = await signUpSomebody(ground);
    const visitor = visitorFrom(ground, '192.0.2.11');
    const attempt = (name: string) =>
      measureWork(() => signIn(visitor, { username: name, password: 'not the password' }));
    const known = await attempt(username);
    const unknown = await attempt('nobody-of-that-name');
    assert.deepEqual(unknown.result, known.result);
    assert.ok(unknown.ms > known.ms / 3, `${unknown.ms} and ${known.ms} ms`);
  });

  it('makes strangers wait, more with each attempt, and not those who signed in from there before', async () => {
    const { username, password } = await signUpSomebody(ground);
    const home = visitorFrom(ground, '2001:db8:aa:bb::1');
    assert.equal((await signIn(home, { username, password })).ok, true);
    const guesses = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        signIn(visitorFrom(ground, `198.51.100.${i}`), { username, password: `guess number ${i}` }),
      ),
    );
    const waits = guesses.filter((guess) => !guess.ok && guess.retryAfterS > 0);
    // Seven, unless this machine is so slow that a wait was over meanwhile.
    assert.ok(waits.length >= 4, 'five were free, from however many addresses');
    // Hashing takes longer than the first waits; as if more guesses had gone before:
    await ground.db.execute(
      sql`update throttles set failures = 12, not_before = now() - interval '1 s'`,
    );
    const guess = { username, password: 'one more guess' };
    await signIn(visitorFrom(ground, '198.51.100.99'), guess);
    const elsewhere = await signIn(visitorFrom(ground, '203.0.113.9'), { username, password });
    assert.ok(
      !elsewhere.ok && elsewhere.retryAfterS > 0,
      'elsewhere even the right password waits',
    );
    const sameHouse = visitorFrom(ground, '2001:db8:aa:bb:1234::99');
    assert.equal((await signIn(sameHouse, { username, password })).ok, true);
  });

  it('makes an address wait that tries many names', async () => {
    const visitor = visitorFrom(ground, '203.0.113.77');
    const tries = await Promise.all(
      Array.from({ length: 36 }, (_, i) =>
        signIn(visitor, { username: `name-${i}`, password: 'x' }),
      ),
    );
    const waits = tries.filter((one) => !one.ok && one.retryAfterS > 0);
    assert.ok(waits.length >= 2, 'thirty were free');
  });

  it('knows staff at their own page only, and customers at theirs, with one sentence and the same work', async () => {
    const staff = await createStaff(ground, { username: 'first-staff' });
    assert.ok(staff.ok);
    const customer = await signUpSomebody(ground);
    const visitor = visitorFrom(ground, '192.0.2.12');
    const enter = (who: { username: string; password: string }, as: 'customer' | 'staff') =>
      measureWork(() => signIn(visitor, { username: who.username, password: who.password, as }));
    const own = await enter(staff, 'staff');
    assert.deepEqual(own.result, { ok: true, userId: staff.userId, kind: 'staff' });
    for (const [who, as] of [
      [staff, 'customer'],
      [customer, 'staff'],
    ] as const) {
      const nobody = await enter({ username: `nobody-at-${as}`, password: who.password }, as);
      const refused = await enter(who, as);
      assert.ok(!refused.result.ok);
      assert.deepEqual(refused.result, nobody.result);
      assert.ok(refused.ms > own.ms / 3, `${refused.ms} and ${own.ms} ms`);
    }
    const again = await createStaff(ground, { username: 'FIRST-staff' });
    assert.ok(!again.ok && /taken/.test(again.sentence));
  });

  it('knows nobody any more who has left the staff', async () => {
    const staff = await createStaff(ground, { username: 'left-staff' });
    assert.ok(staff.ok);
    await ground.db.execute(
      sql`update staff_members set ended_at = now() where user_id = ${staff.userId}`,
    );
    const { username, password } = staff;
    const visitor = visitorFrom(ground, '192.0.2.13');
    assert.equal((await signIn(visitor, { username, password, as: 'staff' })).ok, false);
  });
});

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { it } from 'node:test';
import { promisify } from 'node:util';
import { eq } from 'drizzle-orm';
import { users } from '#db/schema/accounts.ts';
import { openTestGround } from '#db/testing.ts';
import { type Env, readSomeSettings, settings } from '#lib/env.ts';
import { applyTestSettings, measureWork } from '#lib/testing.ts';
import { countEarlierPeppers } from './count-earlier-peppers.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { pepperMark } from './peppers.ts';
import { provePassword } from './prove-password.ts';
import { recover } from './recover.ts';
import { renewPasswordHash } from './renew-password-hash.ts';
import { renewRecoveryKit } from './renew-recovery-kit.ts';
import { signIn } from './sign-in.ts';
import { newPassword, signUpSomebody, visitorFrom } from './testing.ts';

applyTestSettings();
const ground = await openTestGround();
const visitor = visitorFrom(ground, '192.0.2.30');
const [first, second] = [randomBytes(32), randomBytes(32)];

/** As a process that starts with these has them. */
function usePeppers(current: Buffer, previous?: Buffer): void {
  process.env.PASSWORD_PEPPER = current.toString('base64');
  process.env.PASSWORD_PEPPER_PREVIOUS = previous?.toString('base64') ?? '';
  readSomeSettings(Object.keys(settings.shape) as (keyof Env)[]);
}

const mayEnter = async (username: string, password: string) =>
  (await signIn(visitor, { username, password })).ok;

it('both peppers open while one is replaced, before and after a process changed over', async () => {
  usePeppers(first);
  const { username, password, recoveryCodes } = await signUpSomebody(ground);
  usePeppers(first, second);
  assert.equal(await mayEnter(username, password), true);
  usePeppers(second, first);
  const later = await signUpSomebody(ground);
  usePeppers(first, second);
  assert.equal(await mayEnter(later.username, later.password), true);
  usePeppers(second, first);
  assert.equal(await mayEnter(later.username, later.password), true);
  const code = recoveryCodes[0]!;
  const next = newPassword();
  assert.ok((await recover(visitor, { username, code, newPassword: next })).ok);
  assert.equal((await recover(visitor, { username, code, newPassword: next })).ok, false);
  usePeppers(second);
  assert.equal(await mayEnter(username, next), true, 'the new password has the new pepper');
  assert.equal(await mayEnter(later.username, later.password), true);
});

it('who signs in or proves the password needs the previous pepper no longer; the count says who still does', async () => {
  await ground.sql`update recovery_codes set used_at = now()`;
  usePeppers(second);
  const before = await countEarlierPeppers(ground);
  usePeppers(first);
  const [one, two, three] = [
    await signUpSomebody(ground),
    await signUpSomebody(ground),
    await signUpSomebody(ground),
  ];
  usePeppers(second, first);
  const counted = async () => {
    const { passwords, recoveryKits } = await countEarlierPeppers(ground);
    return [passwords - before.passwords, recoveryKits - before.recoveryKits];
  };
  assert.deepEqual(await counted(), [3, 3]);
  assert.equal(await mayEnter(one.username, 'not the password'), false);
  assert.deepEqual(await counted(), [3, 3]);
  assert.equal(await mayEnter(one.username, one.password), true);
  assert.ok((await provePassword(two.ctx, two.password)).ok);
  assert.ok((await renewRecoveryKit(two.ctx, { password: two.password })).ok);
  assert.deepEqual(await counted(), [1, 2]);
  usePeppers(second);
  assert.equal(await mayEnter(one.username, one.password), true);
  assert.ok((await provePassword(two.ctx, two.password)).ok);
  assert.equal(await mayEnter(three.username, three.password), false);
  usePeppers(second, first);
  assert.equal(await mayEnter(three.username, three.password), true);
});

it('the command counts them, and ends well when nobody is left', async () => {
  const run = promisify(execFile);
  const rotate = (current: Buffer, previous: Buffer) =>
    run(process.execPath, ['lib/keyring/rotate-keys.main.ts'], {
      env: {
        ...process.env,
        DATABASE_URL: ground.url,
        ROOT_KEY_PREVIOUS: '',
        PASSWORD_PEPPER: current.toString('base64'),
        PASSWORD_PEPPER_PREVIOUS: previous.toString('base64'),
      },
    }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
    );
  usePeppers(second, first);
  const { passwords, recoveryKits } = await countEarlierPeppers(ground);
  const some = await rotate(second, first);
  assert.equal(some.code, 1);
  assert.match(some.stdout, new RegExp(`${passwords} passwords and ${recoveryKits} recovery kits`));
  const mark = pepperMark(second);
  await ground.sql`update users set password_hash = ${mark.toString('hex')} || substring(password_hash from 9)`;
  await ground.sql`update recovery_codes set used_at = now()`;
  const none = await rotate(second, first);
  assert.deepEqual([none.code, /Take PASSWORD_PEPPER_PREVIOUS out/.test(none.stdout)], [0, true]);
});

it('takes hashes of earlier versions, which have no mark, with either pepper', async () => {
  usePeppers(first);
  const { username, password, userId, recoveryCodes } = await signUpSomebody(ground);
  await ground.sql`update users set password_hash = substring(password_hash from 9) where id = ${userId}`;
  await ground.sql`update recovery_codes set code_hash = substring(code_hash from 5) where user_id = ${userId}`;
  const { passwords } = await countEarlierPeppers(ground);
  assert.equal(await mayEnter(username, password), true);
  assert.equal((await countEarlierPeppers(ground)).passwords, passwords - 1, 'now it has one');
  await ground.sql`update users set password_hash = substring(password_hash from 9) where id = ${userId}`;
  usePeppers(second, first);
  assert.equal(await mayEnter(username, password), true);
  const [code, newPass] = [recoveryCodes[0]!, newPassword()];
  assert.ok((await recover(visitor, { username, code, newPassword: newPass })).ok);
});

it('a password that was changed meanwhile is not written over', async () => {
  usePeppers(first);
  const { userId } = await signUpSomebody(ground);
  const hashOf = async () =>
    (await ground.db.select().from(users).where(eq(users.id, userId)))[0]!.passwordHash;
  const passwordHash = await hashOf();
  await ground.sql`update users set password_hash = 'changed' where id = ${userId}`;
  usePeppers(second, first);
  await renewPasswordHash(ground, { id: userId, passwordHash }, 'the old password');
  assert.equal(await hashOf(), 'changed');
});

it('works as long for nobody, for a hash of the current pepper and for one of the previous', async () => {
  usePeppers(first);
  const older = await hashPassword('a long password');
  usePeppers(second, first);
  const hashes = { older, current: await hashPassword('a long password'), nobodys: null };
  const workMs: Record<string, number> = {};
  for (const [whose, hash] of Object.entries(hashes)) {
    const once = async () => (await measureWork(() => verifyPassword('not the password', hash))).ms;
    await once();
    workMs[whose] = Math.min(await once(), await once());
  }
  const all = Object.values(workMs);
  assert.ok(Math.max(...all) < 2 * Math.min(...all), JSON.stringify(workMs));
});

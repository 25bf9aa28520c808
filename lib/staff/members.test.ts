import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { eq } from 'drizzle-orm';
import { passkeys, staffLog, staffMembers, staffNdas, totpSecrets } from '#db/schema/all.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { signIn } from '#lib/accounts/sign-in.ts';
import { visitorFrom } from '#lib/accounts/testing.ts';
import { businessDay } from '#lib/billing/business-day.ts';
import type { StaffContext } from '#lib/context.ts';
import { giveApp } from '#lib/factors/testing.ts';
import { newId, type UserId } from '#lib/ids.ts';
import { openSession } from '#lib/sessions/open-session.ts';
import { readSession } from '#lib/sessions/read-session.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { addMember } from './add-member.ts';
import { changeRole } from './change-role.ts';
import { endMember } from './end-member.ts';
import { listMembers } from './list-members.ts';
import { recordAgreement } from './record-agreement.ts';
import { resetMember } from './reset-member.ts';
import type { StaffRole } from './staff-roles.ts';

applyTestSettings({ STAFF_NDA_VERSION: '3' });
const ground = await openTestGround();
const { db } = ground;
const nobody = { ok: false, sentence: 'There is no such member of staff.' };
const today = businessDay(new Date());

const newMember = async (role: StaffRole): Promise<StaffContext> => {
  const { staff, finance, support } = await castOf(ground, { signed: false });
  return { admin: staff, finance, support }[role];
};
const actsOn = async (userId: UserId) =>
  (await db.select().from(staffLog).where(eq(staffLog.subject, userId)).orderBy(staffLog.id)).map(
    ({ action, facts }) => [action, facts],
  );
const roleOf = async (ctx: StaffContext, userId: UserId) =>
  (await listMembers(ctx)).find((member) => member.userId === userId)?.role;

describe('an admin', () => {
  it('makes a member of staff of a role, who then signs in with the password shown', async () => {
    const admin = await newMember('admin');
    const username = `new-${randomBytes(4).toString('hex')}`;
    const made = await addMember(admin, { username, role: 'finance' });
    assert.ok(made.ok);
    const { userId, password } = made;
    const signedIn = await signIn(visitorFrom(ground), { username, password, as: 'staff' });
    assert.deepEqual(signedIn, { ok: true, userId, kind: 'staff' });
    assert.deepEqual(await actsOn(userId), [['member.add', { role: 'finance' }]]);
    const member = (await listMembers(admin)).find((one) => one.userId === userId);
    assert.equal(member?.role, 'finance');
    assert.equal(member?.hasFactor, false);
    assert.ok((await addMember(admin, { username, role: 'admin' })).ok === false, 'taken');
  });

  it('changes the role of others, from their next request on, and not the own', async () => {
    const [admin, other] = [await newMember('admin'), await newMember('support')];
    const { userId } = other.actor;
    const { token } = await openSession(ground, userId);
    assert.deepEqual(await changeRole(admin, { userId, role: 'finance' }), { ok: true });
    assert.deepEqual(await changeRole(admin, { userId, role: 'finance' }), { ok: true });
    const session = await readSession(ground, token);
    assert.ok(session?.kind === 'staff' && session.role === 'finance');
    assert.deepEqual(await actsOn(userId), [
      ['member.change_role', { from: 'support', to: 'finance' }],
    ]);
    const own = await changeRole(admin, { userId: admin.actor.userId, role: 'support' });
    assert.ok(!own.ok && /another admin/.test(own.sentence));
    assert.equal(await roleOf(admin, admin.actor.userId), 'admin');
  });

  it('ends others at once, and not oneself', async () => {
    const admin = await newMember('admin');
    const username = `gone-${randomBytes(4).toString('hex')}`;
    const made = await addMember(admin, { username, role: 'support' });
    assert.ok(made.ok);
    const { userId, password } = made;
    await giveApp(ground, userId);
    const { token } = await openSession(ground, userId, { secondFactor: true });
    assert.ok(await readSession(ground, token));
    assert.deepEqual(await endMember(admin, { userId }), { ok: true });
    assert.equal(await readSession(ground, token), null);
    const again = await openSession(ground, userId, { secondFactor: true });
    assert.equal(await readSession(ground, again.token), null, 'a sign-in that was under way');
    const signedIn = await signIn(visitorFrom(ground), { username, password, as: 'staff' });
    assert.equal(signedIn.ok, false);
    assert.deepEqual(await endMember(admin, { userId }), nobody);
    assert.deepEqual(await changeRole(admin, { userId, role: 'admin' }), nobody);
    assert.equal((await endMember(admin, { userId: admin.actor.userId })).ok, false);
    assert.deepEqual((await actsOn(userId)).at(-1), ['member.end', { role: 'support' }]);
  });

  it('gives somebody else a new password and takes both factors away', async () => {
    const admin = await newMember('admin');
    const name = `lost-${randomBytes(4).toString('hex')}`;
    const made = await addMember(admin, { username: name, role: 'finance' });
    assert.ok(made.ok);
    const { userId } = made;
    await giveApp(ground, userId);
    await db.insert(passkeys).values({
      ...{ id: randomBytes(8).toString('hex'), userId, publicKey: Buffer.alloc(1), counter: 0 },
      ...{ transports: [], backedUp: false },
    });
    const { token } = await openSession(ground, userId, { secondFactor: true });
    const reset = await resetMember(admin, { userId });
    assert.ok(reset.ok);
    assert.equal(await readSession(ground, token), null);
    assert.equal(await db.$count(totpSecrets, eq(totpSecrets.userId, userId)), 0);
    assert.equal(await db.$count(passkeys, eq(passkeys.userId, userId)), 0);
    const { username, password } = reset;
    const signedIn = await signIn(visitorFrom(ground), { username, password, as: 'staff' });
    assert.ok(signedIn.ok);
    assert.deepEqual((await actsOn(userId)).at(-1), ['member.reset', {}]);
    assert.equal((await resetMember(admin, { userId: admin.actor.userId })).ok, false);
  });
});

describe('an agreement', () => {
  it('is on record with version, day and name, which nobody reads in the database', async () => {
    const [admin, other] = [await newMember('admin'), await newMember('support')];
    const { userId } = other.actor;
    const { token } = await openSession(ground, userId, { secondFactor: true });
    const has = async () => {
      const session = await readSession(ground, token);
      return session?.kind === 'staff' && session.hasAgreement;
    };
    assert.equal(await has(), false);
    const signed = { userId, version: ' 3 ', signedOn: today, name: ' Zoë Canaryname ' };
    assert.deepEqual(await recordAgreement(admin, signed), { ok: true });
    assert.equal(await has(), true);
    const [row] = await db.select().from(staffNdas).where(eq(staffNdas.userId, userId));
    assert.equal(row!.nameSealed.includes('Canaryname'), false);
    const member = (await listMembers(admin)).find((one) => one.userId === userId);
    assert.deepEqual(member?.agreements, [
      { version: '3', signedOn: today, name: 'Zoë Canaryname' },
    ]);
    assert.deepEqual(await actsOn(userId), [['agreement.record', { version: '3' }]]);
    const twice = await recordAgreement(admin, { ...signed, name: 'Somebody Else' });
    assert.ok(!twice.ok && twice.problems[0]?.field === 'version');
  });

  it('of the first admin is recorded by themselves', async () => {
    const admin = await newMember('admin');
    const { userId } = admin.actor;
    const signed = { userId, version: '3', signedOn: '2026-01-31', name: 'The First Admin' };
    assert.deepEqual(await recordAgreement(admin, signed), { ok: true });
  });

  it('is refused with a day to come or that is none, without a name or a version', async () => {
    const admin = await newMember('admin');
    const { userId } = (await newMember('support')).actor;
    const signed = { userId, version: '3', signedOn: today, name: 'Some Body' };
    for (const [field, wrong] of [
      ['signedOn', { signedOn: '2999-01-01' }],
      ['signedOn', { signedOn: '2026-02-31' }],
      ['signedOn', { signedOn: 'yesterday' }],
      ['name', { name: ' a ' }],
      ['name', { name: 'x'.repeat(201) }],
      ['version', { version: ' ' }],
      ['version', { version: 'v'.repeat(21) }],
    ] as const) {
      const result = await recordAgreement(admin, { ...signed, ...wrong });
      assert.ok(!result.ok && result.problems[0]?.field === field, JSON.stringify(wrong));
    }
    assert.equal(await db.$count(staffNdas, eq(staffNdas.userId, userId)), 0);
  });
});

describe('who is no admin', () => {
  it('finds no member of staff, and customers are none', async () => {
    const { finance, support, staff, owner } = await castOf(ground, { signed: false });
    const admin = await newMember('admin');
    const { userId } = support.actor;
    const signed = { userId, version: '3', signedOn: today, name: 'Some Body' };
    for (const ctx of [finance, support]) {
      assert.deepEqual(await changeRole(ctx, { userId, role: 'admin' }), nobody);
      assert.deepEqual(await endMember(ctx, { userId: staff.actor.userId }), nobody);
      assert.deepEqual(await resetMember(ctx, { userId: staff.actor.userId }), nobody);
      assert.equal((await recordAgreement(ctx, signed)).ok, false);
    }
    for (const other of [owner.actor.userId, newId<UserId>()]) {
      assert.deepEqual(await changeRole(admin, { userId: other, role: 'support' }), nobody);
      assert.deepEqual(await endMember(admin, { userId: other }), nobody);
      assert.deepEqual(await resetMember(admin, { userId: other }), nobody);
    }
  });
});

describe('the last admin', () => {
  const adminsAlone = async (...admins: StaffContext[]) => {
    await db.update(staffMembers).set({ role: 'support' });
    for (const { actor } of admins) {
      const mine = eq(staffMembers.userId, actor.userId);
      await db.update(staffMembers).set({ role: 'admin' }).where(mine);
    }
  };
  const adminsLeft = async (ctx: StaffContext) =>
    (await listMembers(ctx)).filter(({ role, endedAt }) => role === 'admin' && !endedAt).length;

  it('is left when two end each other at once', async () => {
    for (let round = 0; round < 5; round++) {
      const [one, other] = [await newMember('admin'), await newMember('admin')];
      await adminsAlone(one, other);
      const results = await Promise.all([
        endMember(one, { userId: other.actor.userId }),
        endMember(other, { userId: one.actor.userId }),
      ]);
      assert.equal(results.filter(({ ok }) => ok).length, 1);
      assert.equal(await adminsLeft(one), 1);
    }
  });

  it('is left when three take the role from one another in a circle', async () => {
    for (let round = 0; round < 5; round++) {
      const admins = [await newMember('admin'), await newMember('admin'), await newMember('admin')];
      await adminsAlone(...admins);
      await Promise.all(
        admins.map((ctx, at) =>
          changeRole(ctx, { userId: admins[(at + 1) % 3]!.actor.userId, role: 'support' }),
        ),
      );
      assert.ok((await adminsLeft(admins[0]!)) >= 1);
    }
  });
});

import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { sql } from 'drizzle-orm';
import { castOf, openTestGround } from '#db/testing.ts';
import type { CustomerContext, StaffContext } from '#lib/context.ts';
import type { UserId } from '#lib/ids.ts';
import { newNotices } from '#lib/notices/list-notices.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { closeDevice, closeOtherDevices } from './close-device.ts';
import { listSessions } from './list-sessions.ts';
import { openSession } from './open-session.ts';
import { readSession } from './read-session.ts';
import { sessionHash } from './session-token.ts';

applyTestSettings();
const ground = await openTestGround();
let owner: CustomerContext;
let colleague: CustomerContext;
let stranger: CustomerContext;
let staff: StaffContext;
beforeEach(async () => {
  ({ owner, colleague, stranger, staff } = await castOf(ground));
});

const device = 'Firefox on Android';
const from = (userId: UserId, address: string, words = device) =>
  openSession(ground, userId, { device: words, address });
const told = async (ctx: CustomerContext) =>
  (await newNotices(ctx)).map(({ kind, facts }) => ({ kind, ...facts }));

describe('the devices of a user', () => {
  it('are listed in words, this one first, with what they proved, and nobody else’s', async () => {
    const { userId } = owner.actor;
    const here = await openSession(ground, userId, { device: 'Safari on Mac' });
    await openSession(ground, userId, { device, secondFactor: true });
    await openSession(ground, colleague.actor.userId, { device: 'Edge on Windows' });
    const list = await listSessions(owner, sessionHash(here.token)!);
    assert.deepEqual(
      list.map((each) => [each.device, each.isThisOne, each.withSecondFactor]),
      [
        ['Safari on Mac', true, false],
        [device, false, true],
      ],
    );
    assert.ok(list.every(({ since, lastSeenAt }) => since <= lastSeenAt));
  });

  it('are not those whose session has run out', async () => {
    const { token } = await openSession(ground, owner.actor.userId);
    await openSession(ground, owner.actor.userId);
    await ground.db.execute(sql`update sessions set last_seen_at = now() - interval '1 year'
      where user_id = ${owner.actor.userId} and token_hash <> ${sessionHash(token)}`);
    assert.equal((await listSessions(owner, sessionHash(token)!)).length, 1);
  });

  it('are closed one by one, at once, and by their own user only', async () => {
    const { token } = await openSession(ground, owner.actor.userId, { device });
    const here = { sessionHash: sessionHash(token)!, address: '192.0.2.1' };
    const [listed] = await listSessions(owner, here.sessionHash);
    for (const other of [stranger, colleague]) {
      assert.deepEqual(await closeDevice(other, listed!.id, here), { ok: false });
    }
    assert.ok(await readSession(ground, token));
    const closings = await Promise.all([
      closeDevice(owner, listed!.id, here),
      closeDevice(owner, listed!.id, here),
    ]);
    assert.equal(closings.filter(({ ok }) => ok).length, 1);
    assert.equal(await readSession(ground, token), null);
    assert.deepEqual(await closeDevice(owner, "' or true", here), { ok: false });
  });
});

describe('a new device', () => {
  it('is told of once, in words, and the very first is not', async () => {
    const { userId } = owner.actor;
    await from(userId, '192.0.2.1', 'Safari on Mac');
    assert.deepEqual(await told(owner), []);
    await Promise.all(Array.from({ length: 4 }, () => from(userId, '192.0.2.1')));
    await from(userId, '192.0.2.200');
    assert.deepEqual(await told(owner), [{ kind: 'new_device', device }]);
    assert.deepEqual(await told(stranger), []);
  });

  it('is another browser, or the same in another network', async () => {
    const { userId } = owner.actor;
    await from(userId, '2001:db8:1:2::1');
    await from(userId, '2001:db8:1:3::9');
    assert.deepEqual(await told(owner), []);
    await from(userId, '2001:db8:2::1');
    await from(userId, '2001:db8:1:2::1', '');
    assert.deepEqual(await told(owner), [{ kind: 'new_device' }, { kind: 'new_device', device }]);
  });

  it('is new again after a year, and kept as a hash that differs from user to user', async () => {
    for (const ctx of [owner, stranger]) await from(ctx.actor.userId, '192.0.2.1');
    const rows = await ground.db.execute<{ hash: Buffer }>(sql`
      select device_hash as hash from known_devices
      where user_id in (${owner.actor.userId}, ${stranger.actor.userId})`);
    assert.equal(new Set(rows.map(({ hash }) => hash.toString('hex'))).size, 2);
    await ground.db.execute(sql`update known_devices set last_signed_in_at = now() - interval '2 years'
      where user_id = ${owner.actor.userId}`);
    await from(owner.actor.userId, '198.51.100.1');
    await from(owner.actor.userId, '192.0.2.1');
    assert.equal((await told(owner)).length, 2);
  });

  it('is one that was signed out from another, and not the one that did it', async () => {
    const { userId } = owner.actor;
    const mine = await from(userId, '192.0.2.1', 'Safari on Mac');
    const here = { sessionHash: sessionHash(mine.token)!, address: '192.0.2.9' };
    await from(userId, '198.51.100.1');
    const [, other] = await listSessions(owner, here.sessionHash);
    assert.deepEqual(await closeDevice(owner, other!.id, here), { ok: true });
    await from(userId, '192.0.2.1', 'Safari on Mac');
    assert.equal((await told(owner)).length, 1);
    await from(userId, '198.51.100.1');
    assert.equal((await told(owner)).length, 2);
    assert.equal(await closeOtherDevices(owner, here), 2);
    await from(userId, '198.51.100.1');
    assert.equal((await told(owner)).length, 3);
  });

  it('is one that was signed out though it looks like the one that did it', async () => {
    const { userId } = owner.actor;
    const mine = await from(userId, '192.0.2.1');
    await from(userId, '192.0.2.1');
    const here = { sessionHash: sessionHash(mine.token)!, address: '192.0.2.1' };
    assert.equal(await closeOtherDevices(owner, here), 1);
    await from(userId, '192.0.2.1');
    assert.deepEqual(await told(owner), [{ kind: 'new_device', device }]);
  });

  it('of another user stays known when somebody signs theirs out', async () => {
    const mine = await from(owner.actor.userId, '192.0.2.1');
    const here = { sessionHash: sessionHash(mine.token)!, address: '192.0.2.1' };
    for (const address of ['192.0.2.1', '198.51.100.1']) await from(stranger.actor.userId, address);
    await from(owner.actor.userId, '198.51.100.1');
    await closeOtherDevices(owner, here);
    for (const address of ['192.0.2.1', '198.51.100.1']) await from(stranger.actor.userId, address);
    assert.equal((await told(stranger)).length, 1);
  });

  it('of staff is nobody’s notice', async () => {
    for (const address of ['192.0.2.1', '198.51.100.1']) await from(staff.actor.userId, address);
    assert.deepEqual(await told(owner), []);
  });

  it('is no session when it cannot be told of', async () => {
    await from(owner.actor.userId, '192.0.2.1');
    const before = await ground.db.execute(sql`select count(*) from sessions`);
    const broken = {
      ...ground,
      keyring: { ...ground.keyring, create: () => Promise.reject(new Error('no keys')) },
    };
    await assert.rejects(
      openSession(broken, owner.actor.userId, { device, address: '203.0.113.1' }),
    );
    assert.deepEqual(await ground.db.execute(sql`select count(*) from sessions`), before);
  });
});

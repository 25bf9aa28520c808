import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'drizzle-orm';
import { castOf, openTestGround } from '#db/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { closeOtherSessions } from './close-other-sessions.ts';
import { closeSession } from './close-session.ts';
import { openSession } from './open-session.ts';
import { readSession } from './read-session.ts';

applyTestSettings({
  ...{ SESSION_IDLE_HOURS: '24', SESSION_MAX_HOURS: '48' },
  ...{ STAFF_SESSION_IDLE_MINUTES: '60', STAFF_SESSION_MAX_HOURS: '3', STAFF_NDA_VERSION: '2' },
});
const ground = await openTestGround();
const { owner, stranger, staff } = await castOf(ground, { signed: false });
const age = (hours: number) =>
  ground.db.execute(sql`update sessions set last_seen_at = last_seen_at - make_interval(secs => ${hours * 3600}),
    ends_at = ends_at - make_interval(secs => ${hours * 3600})`);

describe('a session', () => {
  it('says who is signed in, customers with their account, staff without', async () => {
    const { token } = await openSession(ground, owner.actor.userId);
    const session = await readSession(ground, token);
    assert.ok(session?.kind === 'customer');
    assert.equal(session.accountId, owner.actor.accountId);
    assert.equal(session.homeCountry, 'GR');
    const staffs = await openSession(ground, staff.actor.userId);
    assert.equal((await readSession(ground, staffs.token))?.kind, 'staff');
  });

  it('keeps only a hash of the token', async () => {
    const { token } = await openSession(ground, owner.actor.userId);
    assert.match(token, /^[A-Za-z0-9_-]{43}$/);
    const rows = await ground.db.execute(sql`select token_hash from sessions`);
    assert.ok(
      rows.every((row) => !(row.token_hash as Buffer).equals(Buffer.from(token, 'base64url'))),
    );
  });

  it('is nobody’s with a token that is wrong, cut, or the hash itself', async () => {
    const { token } = await openSession(ground, owner.actor.userId);
    const { sessionHash } = (await readSession(ground, token))!;
    for (const wrong of [
      '',
      token.slice(1),
      `${token}A`,
      sessionHash.toString('base64url'),
      'x'.repeat(43),
      "' or 1=1",
    ]) {
      assert.equal(await readSession(ground, wrong), null, wrong);
    }
  });

  it('ends at the next request when it is closed', async () => {
    const { token } = await openSession(ground, owner.actor.userId);
    assert.ok(await readSession(ground, token));
    await closeSession(ground, token);
    assert.equal(await readSession(ground, token), null);
  });

  it('closes all others of its user and none of a stranger', async () => {
    const [one, two, theirs] = await Promise.all([
      openSession(ground, owner.actor.userId),
      openSession(ground, owner.actor.userId),
      openSession(ground, stranger.actor.userId),
    ]);
    const { sessionHash } = (await readSession(ground, one.token))!;
    assert.ok((await closeOtherSessions(owner, sessionHash)) >= 1);
    assert.ok(await readSession(ground, one.token));
    assert.equal(await readSession(ground, two.token), null);
    assert.ok(await readSession(ground, theirs.token));
  });

  it('ends when idle for too long, lives on while used, and ends at its limit all the same', async () => {
    const { token } = await openSession(ground, owner.actor.userId);
    await age(20);
    assert.ok(await readSession(ground, token));
    await age(20);
    assert.ok(await readSession(ground, token), 'the use 20 hours ago counts');
    await age(9);
    assert.equal(await readSession(ground, token), null, 'older than 48 hours');
    const idle = await openSession(ground, owner.actor.userId);
    await age(25);
    assert.equal(await readSession(ground, idle.token), null, 'not used for 25 hours');
  });

  it('of staff ends much sooner, when idle and at its limit', async () => {
    const userId = staff.actor.userId;
    const { token, endsAt } = await openSession(ground, userId);
    assert.ok(Math.abs(endsAt.getTime() - Date.now() - 3 * 3_600_000) < 60_000);
    await age(0.9);
    assert.ok(await readSession(ground, token));
    await age(0.9);
    assert.ok(await readSession(ground, token), 'the use an hour ago counts');
    await age(0.9);
    assert.ok(await readSession(ground, token));
    await age(0.9);
    assert.equal(await readSession(ground, token), null, 'older than 3 hours');
    const idle = await openSession(ground, userId);
    await age(1.1);
    assert.equal(await readSession(ground, idle.token), null, 'not used for 66 minutes');
  });

  it('of staff says what it has proven, and whether the agreement of today is on record', async () => {
    const { userId } = staff.actor;
    const { token } = await openSession(ground, userId);
    const known = async () => {
      const session = await readSession(ground, token);
      assert.ok(session?.kind === 'staff');
      return [session.role, session.secondFactorAt, session.hasAgreement];
    };
    const sign = (version: string) =>
      ground.db.execute(sql`insert into staff_ndas (user_id, version, signed_on, name_sealed)
        values (${userId}, ${version}, '2026-01-01', '')`);
    assert.deepEqual(await known(), ['admin', null, false]);
    await sign('1');
    assert.deepEqual(await known(), ['admin', null, false], 'an older version');
    await sign('2');
    assert.deepEqual(await known(), ['admin', null, true]);
  });

  it('notes its use at most once a minute', async () => {
    const { token } = await openSession(ground, owner.actor.userId);
    const { sessionHash } = (await readSession(ground, token))!;
    const lastSeen = async () =>
      (await ground.db.execute(sql`select xmin from sessions where token_hash = ${sessionHash}`))[0]
        ?.xmin;
    const before = await lastSeen();
    for (let i = 0; i < 5; i++) await readSession(ground, token);
    assert.equal(await lastSeen(), before);
    await ground.db.execute(sql`update sessions set last_seen_at = now() - interval '2 minutes'`);
    const aged = await lastSeen();
    await Promise.all(Array.from({ length: 5 }, () => readSession(ground, token)));
    const noted = await lastSeen();
    assert.notEqual(noted, aged);
    await readSession(ground, token);
    assert.equal(await lastSeen(), noted);
  });
});

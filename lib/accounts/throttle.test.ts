import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { sql } from 'drizzle-orm';
import { openTestGround } from '#db/testing.ts';
import { admitYes } from './admit-attempt.ts';
import { addressBlock, throttleKey } from './keyed-names.ts';
import { visitorFrom } from './testing.ts';
import { admit, forgive, type Limit, waitOf, waitSentence } from './throttle.ts';

const ground = await openTestGround();
const limit = (more: Partial<Limit> = {}): Limit => ({
  key: randomBytes(16),
  free: 3,
  maxDelayS: 900,
  ...more,
});
const passTime = (key: Buffer, seconds: number) =>
  ground.db.execute(sql`update throttles set not_before = not_before - make_interval(secs => ${seconds}),
    updated_at = updated_at - make_interval(secs => ${seconds}) where key = ${key}`);

/** As if so many attempts had failed, and the wait were just over: the next wait is too long for a slow machine to miss. */
const failedBefore = (key: Buffer, failures: number) =>
  ground.db.execute(
    sql`insert into throttles (key, failures, not_before) values (${key}, ${failures}, now())`,
  );

describe('the throttle', () => {
  it('lets the free attempts through, then makes the wait grow to its limit', async () => {
    const one = limit({ maxDelayS: 10 });
    const waits: number[] = [];
    for (let i = 0; i < 9; i++) {
      assert.equal((await admit(ground.db, [one])).ok, true);
      const [row] = await ground.db.execute<{ wait: number }>(
        sql`select floor(extract(epoch from not_before - updated_at))::integer as wait from throttles where key = ${one.key}`,
      );
      waits.push(row?.wait ?? -1);
      await passTime(one.key, 11);
    }
    assert.deepEqual(waits, [0, 0, 1, 2, 4, 8, 10, 10, 10]);
  });

  it('says how long the wait is, and counts nothing by that', async () => {
    const one = limit();
    assert.equal(await waitOf(ground.db, one.key), 0);
    await failedBefore(one.key, 9);
    assert.equal(await waitOf(ground.db, one.key), 0);
    await admit(ground.db, [one]);
    const wait = await waitOf(ground.db, one.key);
    assert.ok(wait > 60 && wait <= 128, String(wait));
    await passTime(one.key, 128);
    assert.equal(await waitOf(ground.db, one.key), 0);
  });

  it('does not count what it refused', async () => {
    const one = limit({ free: 1 });
    await failedBefore(one.key, 6);
    for (let i = 0; i < 20; i++) await admit(ground.db, [one]);
    const refused = await admit(ground.db, [one]);
    assert.ok(!refused.ok && refused.retryAfterS > 32 && refused.retryAfterS <= 64);
  });

  it('lets no more through at once than one after the other', async () => {
    const one = limit();
    await failedBefore(one.key, 12);
    const all = await Promise.all(Array.from({ length: 40 }, () => admit(ground.db, [one])));
    assert.equal(all.filter((admission) => admission.ok).length, 1);
  });

  it('needs every limit to agree, counts none otherwise, and never ends in a circle', async () => {
    const [narrow, wide] = [limit(), limit({ free: 100 })];
    await failedBefore(narrow.key, 12);
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        admit(ground.db, i % 2 ? [narrow, wide] : [wide, narrow]),
      ),
    );
    assert.equal(all.filter((admission) => admission.ok).length, 1);
    const [row] = await ground.db.execute(
      sql`select failures from throttles where key = ${wide.key}`,
    );
    assert.equal(row?.failures, 1);
  });

  it('forgets after a quiet day, and what it is told to', async () => {
    const one = limit({ free: 1 });
    for (let i = 0; i < 6; i++) {
      await admit(ground.db, [one]);
      await passTime(one.key, 1000);
    }
    await passTime(one.key, 25 * 3600);
    await admit(ground.db, [one]);
    const [row] = await ground.db.execute(
      sql`select failures from throttles where key = ${one.key}`,
    );
    assert.equal(row?.failures, 1);
    await forgive(ground.db, one.key, 'all');
    assert.equal((await admit(ground.db, [one])).ok, true);
  });

  it('says how long in words', () => {
    assert.match(waitSentence(1), / 1 second /);
    assert.match(waitSentence(45), / 45 seconds /);
    assert.match(waitSentence(600), / 10 minutes /);
  });
});

describe('a yes to Mixpanel', () => {
  it('waits at an address that said it more than a thousand times, and nowhere else', async () => {
    const [here, elsewhere] = [visitorFrom(ground), visitorFrom(ground, '198.51.100.1')];
    const { address } = here.actor;
    await failedBefore(throttleKey('cookies-yes', 'address', addressBlock(address)), 1_005);
    assert.ok((await admitYes(here)).ok);
    assert.equal((await admitYes(here)).ok, false);
    assert.ok((await admitYes(elsewhere)).ok);
  });
});

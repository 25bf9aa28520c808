import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from 'drizzle-orm';
import { castOf, openTestGround } from '#db/testing.ts';
import { openSession } from '#lib/sessions/open-session.ts';
import { sessionHash } from '#lib/sessions/session-token.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { isFresh } from './is-fresh.ts';

applyTestSettings();
const ground = await openTestGround();

it('asks again a quarter of an hour after signing in, and at once in a session of somebody else', async () => {
  const { owner, stranger } = await castOf(ground);
  const { token } = await openSession(ground, owner.actor.userId);
  const here = { ...owner, sessionHash: sessionHash(token)! };
  assert.equal(await isFresh(here), true);
  assert.equal(await isFresh({ ...here, ...stranger }), false);
  await ground.db.execute(sql`update sessions set created_at = now() - interval '16 minutes'`);
  assert.equal(await isFresh(here), false);
  await openSession(ground, owner.actor.userId);
  assert.equal(await isFresh(here), false, 'another session says nothing of this one');
});

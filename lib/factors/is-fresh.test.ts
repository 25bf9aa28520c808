import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from 'drizzle-orm';
import { openTestGround } from '#db/testing.ts';
import { signUpSomebody } from '#lib/accounts/testing.ts';
import { openSession } from '#lib/sessions/open-session.ts';
import { sessionHash } from '#lib/sessions/session-token.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { isFresh, proveUnlessFresh } from './is-fresh.ts';

applyTestSettings();
const ground = await openTestGround();

it('asks again a quarter of an hour after signing in, and at once in a session of somebody else', async () => {
  const { ctx, userId, username, password } = await signUpSomebody(ground);
  const other = await signUpSomebody(ground);
  const { token } = await openSession(ground, userId);
  const here = { ...ctx, username, sessionHash: sessionHash(token)! };
  assert.deepEqual(await proveUnlessFresh(here, {}), { ok: true, username });
  assert.equal(await isFresh({ ...here, ...other.ctx }), false);
  await ground.db.execute(sql`update sessions set created_at = now() - interval '16 minutes'`);
  assert.equal(await isFresh(here), false);
  assert.equal((await proveUnlessFresh(here, {})).ok, false);
  assert.deepEqual(await proveUnlessFresh(here, { password }), { ok: true, username });
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { giveApp } from '#lib/factors/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { refuseSetUp } from './refuse-set-up.ts';

applyTestSettings();
const ground = await openTestGround();

it('lets the password alone set up the first second factor, and none beside it', async () => {
  const { support } = await castOf(ground);
  assert.equal(await refuseSetUp(support, { secondFactorAt: null }), null);
  await giveApp(ground, support.actor.userId);
  assert.match((await refuseSetUp(support, { secondFactorAt: null })) ?? '', /sign in with it/);
  assert.equal(await refuseSetUp(support, { secondFactorAt: new Date() }), null);
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { giveApp } from '#lib/factors/testing.ts';
import { openSession } from '#lib/sessions/open-session.ts';
import { readSession } from '#lib/sessions/read-session.ts';
import { sessionHash } from '#lib/sessions/session-token.ts';
import { listStaffLog } from '#lib/staff/list-staff-log.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { changePassword } from './change-password.ts';
import { provePassword } from './prove-password.ts';
import { givePassword, newPassword } from './testing.ts';

applyTestSettings();
const ground = await openTestGround();
const { support, staff } = await castOf(ground);

it('staff change their own: it closes their other sessions and stands in the log, without the password', async () => {
  const { userId } = support.actor;
  const currentPassword = await givePassword(ground, userId);
  await giveApp(ground, userId);
  const here = await openSession(ground, userId, { secondFactor: true });
  const elsewhere = await openSession(ground, userId, { secondFactor: true });
  const change = (current: string, wanted: string) =>
    changePassword(support, {
      ...{ currentPassword: current, newPassword: wanted },
      keepSession: sessionHash(here.token)!,
    });
  const wanted = newPassword();

  for (const [current, next, field] of [
    [newPassword(), wanted, 'currentPassword'],
    [currentPassword, 'short', 'newPassword'],
    [currentPassword, currentPassword, 'newPassword'],
  ] as const) {
    const refused = await change(current, next);
    assert.ok(!refused.ok && refused.problems[0]?.field === field, field);
  }
  assert.ok(await readSession(ground, elsewhere.token));

  assert.deepEqual(await change(currentPassword, wanted), { ok: true, closedSessions: 1 });
  assert.ok(await readSession(ground, here.token));
  assert.equal(await readSession(ground, elsewhere.token), null);
  assert.equal((await provePassword(support, currentPassword)).ok, false);
  assert.equal((await provePassword(support, wanted)).ok, true);
  const { entries } = await listStaffLog(staff, { number: support.actor.number });
  assert.deepEqual(
    entries.map(({ action, facts }) => [action, facts]),
    [['password.change', {}]],
  );
});

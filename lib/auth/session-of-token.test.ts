import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openDatabase } from '#db/client.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { closeSession } from '#lib/sessions/close-session.ts';
import { openSession } from '#lib/sessions/open-session.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { sessionOfToken } from './session-of-token.ts';

applyTestSettings();
const ground = await openTestGround();
const { owner, staff } = await castOf(ground);

describe('next-auth over our sessions', () => {
  it('knows customers and staff by their token', async () => {
    const { token } = await openSession(ground, owner.actor.userId);
    const session = await sessionOfToken(ground, token);
    assert.ok(session?.kind === 'customer');
    assert.equal(session.userId, owner.actor.userId);
    assert.equal(session.accountId, owner.actor.accountId);
    assert.ok(Buffer.isBuffer(session.sessionHash));
    const staffs = await openSession(ground, staff.actor.userId);
    assert.equal((await sessionOfToken(ground, staffs.token))?.kind, 'staff');
  });

  it('knows nobody by another token, and ends a closed session at the next request', async () => {
    const { token } = await openSession(ground, owner.actor.userId);
    for (const wrong of ['', 'x'.repeat(43), 'x'.repeat(5000), 'a.b.c']) {
      assert.equal(await sessionOfToken(ground, wrong), null);
    }
    await closeSession(ground, token);
    assert.equal(await sessionOfToken(ground, token), null);
  });

  it('says so when the database cannot be asked, instead of "signed out"', async () => {
    const away = openDatabase({ url: 'postgres://postgres@127.0.0.1:1/none', max: 1 });
    await assert.rejects(
      sessionOfToken({ ...ground, db: away.db }, 'x'.repeat(43)),
      /ECONNREFUSED/,
    );
    await away.close();
  });
});

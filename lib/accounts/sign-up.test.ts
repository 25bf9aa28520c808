import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eq } from 'drizzle-orm';
import {
  accounts,
  knownAddresses,
  recoveryCodes,
  termsAcceptances,
  users,
} from '#db/schema/accounts.ts';
import { balances } from '#db/schema/ledger.ts';
import { openTestGround } from '#db/testing.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import { currentTerms } from '#lib/terms/terms.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { hasAcceptedTerms } from './accept-terms.ts';
import { signUp } from './sign-up.ts';
import { newPassword, signUpSomebody, visitorFrom } from './testing.ts';

applyTestSettings({ TRIAL_CREDIT: '0.5' });
const ground = await openTestGround();
const visitor = visitorFrom(ground);
const termsVersion = currentTerms.version;

describe('signing up', () => {
  it('makes account, user, balance, key, accepted terms, trial credit and kit', async () => {
    const {
      accountId,
      userId,
      username,
      password,
      recoveryCodes: codes,
    } = await signUpSomebody(ground, 'Ángela.K');
    const [user] = await ground.db.select().from(users).where(eq(users.id, userId));
    assert.equal(user?.username, username);
    assert.equal(user?.kind, 'customer');
    assert.ok(!user.passwordHash.includes(password));
    const [balance] = await ground.db
      .select()
      .from(balances)
      .where(eq(balances.accountId, accountId));
    assert.equal(balance?.availableMicros, 500_000);
    assert.ok(await ground.keyring.read(accountKeyName(accountId)));
    assert.equal(await hasAcceptedTerms(ground.db, accountId), true);
    const [acceptance] = await ground.db
      .select()
      .from(termsAcceptances)
      .where(eq(termsAcceptances.userId, userId));
    assert.equal(acceptance?.version, termsVersion);
    assert.equal(codes.length, 8);
    for (const code of codes)
      assert.match(code, /^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
    assert.equal(await ground.db.$count(knownAddresses, eq(knownAddresses.userId, userId)), 1);
    const kept = await ground.db
      .select()
      .from(recoveryCodes)
      .where(eq(recoveryCodes.userId, userId));
    assert.equal(kept.length, 8);
    assert.ok(kept.every((row) => row.codeHash.length === 20 && row.usedAt === null));
  });

  it('lets one of many at once have a name, whatever its spelling, and keeps nothing of the others', async () => {
    const before = await ground.db.$count(accounts);
    const keysBefore = (await ground.keyring.list('account/')).length;
    const spellings = ['racer01', 'RACER01', 'Racer0l', 'racerOi', 'rácer01'];
    const results = await Promise.all(
      spellings.map((username) =>
        signUp(visitor, { username, password: newPassword(), termsVersion }),
      ),
    );
    assert.equal(results.filter((result) => result.ok).length, 1);
    for (const result of results) {
      if (result.ok) continue;
      assert.deepEqual(
        result.problems.map((problem) => problem.field),
        ['username'],
      );
      assert.match(result.problems[0]!.sentence, /taken/);
    }
    assert.equal(await ground.db.$count(accounts), before + 1);
    assert.equal((await ground.keyring.list('account/')).length, keysBefore + 1);
  });

  it('names every field that is wrong, and makes nothing', async () => {
    const before = await ground.db.$count(accounts);
    const result = await signUp(visitor, {
      username: 'a',
      password: 'short',
      termsVersion: 'an old one',
    });
    assert.ok(!result.ok);
    assert.deepEqual(
      result.problems.map((problem) => problem.field),
      ['username', 'password', 'termsVersion'],
    );
    assert.equal(await ground.db.$count(accounts), before);
  });
});

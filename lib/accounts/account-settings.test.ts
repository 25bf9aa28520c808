import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { newId } from '#lib/ids.ts';
import { currentTerms } from '#lib/terms/terms.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { acceptTerms, hasAcceptedTerms } from './accept-terms.ts';
import { closeCountry } from './close-country.ts';
import { listAccounts } from './list-accounts.ts';
import { openCountries, openCountry } from './open-country.ts';
import { readAccount } from './read-account.ts';
import { signUpSomebody } from './testing.ts';
import { updateAccount } from './update-account.ts';

applyTestSettings({ TRIAL_CREDIT: '0' });
const ground = await openTestGround();
const { owner, colleague, stranger, staff } = await castOf(ground);

describe('the terms', () => {
  it('are accepted by an account in their current version, once, and by nobody for another', async () => {
    assert.equal(await hasAcceptedTerms(ground.db, owner.actor.accountId), false);
    assert.equal((await acceptTerms(owner, 'an older version')).ok, false);
    assert.deepEqual(await acceptTerms(owner, currentTerms.version), { ok: true });
    assert.deepEqual(await acceptTerms(colleague, currentTerms.version), { ok: true });
    assert.equal(await hasAcceptedTerms(ground.db, owner.actor.accountId), true);
    assert.equal(await hasAcceptedTerms(ground.db, stranger.actor.accountId), false);
  });
});

describe('countries', () => {
  it('are the home country and what was opened, twice or not, and nobody else’s', async () => {
    assert.deepEqual(await openCountries(owner), ['GR']);
    for (const country of ['CY', 'DE', 'CY', 'GR']) await openCountry(owner, country);
    assert.deepEqual(await openCountries(colleague), ['GR', 'CY', 'DE']);
    assert.deepEqual(await openCountries(stranger), ['GR']);
    for (const none of ['', 'XX', 'gr', 'Greece', 'toString']) {
      assert.equal((await openCountry(owner, none)).ok, false, none);
    }
  });

  it('close again, for this account alone, but for the home country', async () => {
    for (const ctx of [owner, stranger]) await openCountry(ctx, 'FR');
    for (const country of ['FR', 'FR', 'GR', 'nowhere']) await closeCountry(colleague, country);
    assert.deepEqual(await openCountries(owner), ['GR', 'CY', 'DE']);
    assert.deepEqual(await openCountries(stranger), ['GR', 'FR']);
  });
});

describe('the account’s settings', () => {
  it('change the home country and the time zone of this account alone', async () => {
    const { ctx, accountId, password } = await signUpSomebody(ground);
    const moved = { homeCountry: 'CY', timeZone: 'Asia/Nicosia', password };
    assert.deepEqual(await updateAccount(ctx, moved), { ok: true });
    const account = await readAccount(staff, accountId);
    assert.deepEqual([account?.homeCountry, account?.timeZone], ['CY', 'Asia/Nicosia']);
    assert.equal((await readAccount(staff, stranger.actor.accountId))?.homeCountry, 'GR');
    for (const timeZone of ['UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+3']) {
      assert.equal(
        (await updateAccount(stranger, { homeCountry: 'GR', timeZone, password: '' })).ok,
        true,
        timeZone,
      );
    }
  });

  it('take another home country only with the password', async () => {
    const { ctx, accountId } = await signUpSomebody(ground);
    for (const password of ['', 'not the password at all']) {
      const wanted = { homeCountry: 'CY', timeZone: 'UTC', password };
      const result = await updateAccount(ctx, wanted);
      assert.ok(!result.ok && result.problems[0]?.field === 'password');
    }
    assert.equal((await readAccount(staff, accountId))?.homeCountry, 'GR');
  });

  it('name each field that is wrong', async () => {
    const wrong = { homeCountry: 'Greece', timeZone: 'Mars/Olympus', password: '' };
    const result = await updateAccount(owner, wrong);
    assert.ok(!result.ok);
    assert.deepEqual(
      result.problems.map((problem) => problem.field),
      ['homeCountry', 'timeZone'],
    );
  });
});

describe('the list of accounts', () => {
  it('shows staff the newest first, a page at a time', async () => {
    const names = ['lister-one', 'lister-two', 'lister-three'];
    for (const name of names) await signUpSomebody(ground, name);
    const first = await listAccounts(staff, { limit: 2 });
    assert.deepEqual(
      first.accounts.flatMap((account) => account.usernames),
      ['lister-three', 'lister-two'],
    );
    const second = await listAccounts(staff, { limit: 2, before: first.next! });
    assert.equal(second.accounts[0]?.usernames[0], 'lister-one');
    assert.ok(first.accounts[0]!.createdAt instanceof Date);
    assert.equal(first.accounts[0]!.availableMicros, 0);
  });

  it('finds by the beginning of a username in any spelling, and by id', async () => {
    const byName = await listAccounts(staff, { search: 'LISTER-T' });
    assert.equal(byName.accounts.length, 2);
    const [one] = byName.accounts;
    assert.deepEqual((await listAccounts(staff, { search: one!.id })).accounts, [one]);
    assert.equal((await listAccounts(staff, { search: '%' })).accounts.length, 0);
    assert.equal(await readAccount(staff, newId()), null);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { accounts, users } from '#db/schema/accounts.ts';
import { dataKeys } from '#db/schema/keys.ts';
import { formerUsernames, refundRequests } from '#db/schema/leaving.ts';
import { batches } from '#db/schema/messages.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { recover } from '#lib/accounts/recover.ts';
import { signIn } from '#lib/accounts/sign-in.ts';
import { signUp } from '#lib/accounts/sign-up.ts';
import { newPassword, signUpSomebody, visitorFrom } from '#lib/accounts/testing.ts';
import { accountKeyName, refundKeyName } from '#lib/keyring/key-names.ts';
import { grantCredit } from '#lib/ledger/grant-credit.ts';
import { readBalance } from '#lib/ledger/read-balance.ts';
import { acceptTestBatch, giveCredit, testPrice } from '#lib/messages/testing.ts';
import { zero } from '#lib/money/micros.ts';
import { assertMoneyIsExact, countStates } from '#lib/outbox/testing.ts';
import { readRefund } from '#lib/refunds/read-refund.ts';
import { requestNumberCode } from '#lib/senders/request-number-code.ts';
import { loadTestPrice } from '#lib/senders/testing.ts';
import { openSession } from '#lib/sessions/open-session.ts';
import { readSession } from '#lib/sessions/read-session.ts';
import { createStaff } from '#lib/staff/create-staff.ts';
import { currentTerms } from '#lib/terms/terms.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { deleteAccount } from './delete-account.ts';
import { deletionOf, goOn, mustDelete } from './testing.ts';

applyTestSettings({ TRIAL_CREDIT: '0' });
const ground = await openTestGround();
const { db, keyring } = ground;
const { staff, stranger, worker } = await castOf(ground);
await loadTestPrice(ground);

const signUpAs = (username: string) =>
  signUp(visitorFrom(ground, '2001:db8:9::1'), {
    ...{ username, password: newPassword() },
    termsVersion: currentTerms.version,
  });

describe('deleting an account', () => {
  it('is refused without the password or the username, and nothing has happened', async () => {
    const { ctx, username, password, accountId } = await signUpSomebody(ground);
    const wrong = await deleteAccount(ctx, { password: 'wrong', typedUsername: username });
    assert.ok(!wrong.ok);
    assert.equal(wrong.problems[0]?.field, 'password');
    const other = await deleteAccount(ctx, { password, typedUsername: 'somebody-else' });
    assert.ok(!other.ok);
    assert.deepEqual(other.problems, [
      {
        field: 'typedUsername',
        sentence: `This is not your username. Type ${username}.`,
      },
    ]);
    const long = await deleteAccount(ctx, {
      ...{ password, typedUsername: username },
      refundTo: 'x'.repeat(501),
    });
    assert.ok(!long.ok);
    const [account] = await db.select().from(accounts).where(eq(accounts.id, accountId));
    assert.equal(account?.closedAt, null);
    assert.ok(await keyring.read(accountKeyName(accountId)));
  });

  it('lets nobody guess the password here either', async () => {
    const { ctx, username } = await signUpSomebody(ground);
    const tries = await Promise.all(
      Array.from({ length: 8 }, () =>
        deleteAccount(ctx, { password: 'wrong', typedUsername: username }),
      ),
    );
    const sentences = tries.flatMap((each) => (each.ok ? [] : each.problems[0]!.sentence));
    assert.ok(sentences.some((sentence) => /Too many attempts/.test(sentence)));
  });

  it('signs out everywhere: no session, no password and no recovery code works', async () => {
    const somebody = await signUpSomebody(ground);
    const { userId, username, password, recoveryCodes } = somebody;
    const { token } = await openSession(ground, userId);
    await mustDelete(somebody);
    assert.equal(await readSession(ground, token), null);
    const visitor = visitorFrom(ground);
    assert.equal((await signIn(visitor, { username, password })).ok, false);
    const code = recoveryCodes[0]!;
    const recovered = await recover(visitor, { username, code, newPassword: newPassword() });
    assert.equal(recovered.ok, false);
    assert.equal(await db.$count(users, eq(users.id, userId)), 0);
  });

  it('keeps the username from everybody for a year, look-alikes too, as a hash', async () => {
    const somebody = await signUpSomebody(ground, 'Oliver.Bakery');
    await mustDelete(somebody);
    for (const name of ['Oliver.Bakery', '0liver.bakery']) {
      const refused = await signUpAs(name);
      assert.ok(!refused.ok);
      assert.match(refused.problems[0]!.sentence, /is taken/);
    }
    assert.equal((await createStaff(ground, { username: 'oliver.bakery' })).ok, false);
    const rows = await db.select().from(formerUsernames);
    assert.ok(rows.every(({ usernameHash }) => usernameHash.length === 16));
    await db.update(formerUsernames).set({ freeAt: sql`now() - interval '1 second'` });
    assert.equal((await signUpAs('Oliver.Bakery')).ok, true);
  });

  it('gives the name to nobody who signs up at the same moment', async () => {
    const somebody = await signUpSomebody(ground, 'Racing.Name');
    const [, ...others] = await Promise.all([
      mustDelete(somebody),
      ...Array.from({ length: 4 }, () => signUpAs('racing.name')),
    ]);
    assert.ok(others.every((result) => typeof result === 'object' && !result.ok));
  });

  it('destroys every key at once, and says so in the rows', async () => {
    const somebody = await signUpSomebody(ground);
    const { ctx, accountId } = somebody;
    await giveCredit(ctx);
    const readable = await acceptTestBatch(ground, ctx);
    await keyring.create(`draft/${accountId}/0`);
    await keyring.create(`export/${accountId}/0`);
    await mustDelete(somebody);
    const names = await keyring.list('');
    assert.deepEqual(
      names.filter((name) => name.includes(accountId)),
      [],
    );
    const keys = await db.select().from(dataKeys).where(eq(dataKeys.accountId, accountId));
    assert.ok(keys.length >= 2);
    assert.ok(keys.every((key) => key.destroyedAt && key.destroyedWhy === 'deletion'));
    const [batch] = await db.select().from(batches).where(eq(batches.id, readable.batchId));
    assert.equal(batch?.contentDestroyedWhy, 'deletion');
    assert.ok(batch?.contentDestroyedAt && batch.numbersDestroyedAt && batch.cancelledAt);
  });

  it('cancels what has not left, owes the whole balance and seals where to pay it', async () => {
    const somebody = await signUpSomebody(ground);
    const { ctx, accountId } = somebody;
    await giveCredit(ctx, 1_000_000);
    await acceptTestBatch(ground, ctx, { count: 4 });
    const sendAt = new Date(Date.now() + 3_600_000);
    await acceptTestBatch(ground, ctx, { count: 2, sendAt });
    assert.equal((await readBalance(ctx)).reservedMicros, 6 * testPrice);
    await mustDelete(somebody, 'Anna Baker, GR16 0110 1250');
    const balance = await readBalance(ctx);
    assert.deepEqual([balance.availableMicros, balance.reservedMicros], [0, 0]);
    const deletion = await deletionOf(ground, accountId);
    assert.deepEqual([deletion.cancelledMessages, deletion.balanceMicros], [6, 1_000_000]);
    const [request] = await db
      .select()
      .from(refundRequests)
      .where(eq(refundRequests.accountId, accountId));
    assert.equal(request?.micros, 1_000_000);
    assert.ok(!request.detailsSealed.includes('Baker'));
    assert.equal((await readRefund(staff, request.id))?.details, 'Anna Baker, GR16 0110 1250');
    await assertMoneyIsExact(ground);
  });

  it('asks nobody to pay back what nobody asked for, and forgets where to when nothing is owed', async () => {
    const silent = await signUpSomebody(ground);
    await giveCredit(silent.ctx, 1_000_000);
    await mustDelete(silent);
    const ofSilent = eq(refundRequests.accountId, silent.accountId);
    assert.equal(await db.$count(refundRequests, ofSilent), 0);
    const poor = await signUpSomebody(ground);
    await mustDelete(poor, 'Anna Baker');
    const ofPoor = eq(refundRequests.accountId, poor.accountId);
    const [request] = await db.select().from(refundRequests).where(ofPoor);
    await goOn(worker, poor.accountId);
    assert.equal(await db.$count(refundRequests, ofPoor), 0);
    assert.equal(await keyring.read(refundKeyName(request!.id)), null);
  });

  it('happens once, however often it is asked for at the same time', async () => {
    const { ctx, username, password } = await signUpSomebody(ground);
    await giveCredit(ctx, 1_000_000);
    const refundTo = 'Anna Baker';
    const results = await Promise.all(
      Array.from({ length: 4 }, () =>
        deleteAccount(ctx, { password, typedUsername: username, refundTo }),
      ),
    );
    assert.equal(results.filter(({ ok }) => ok).length, 1);
    const { accountId } = ctx.actor;
    const mine = eq(refundRequests.accountId, accountId);
    assert.equal(await db.$count(refundRequests, mine), 1);
    const details = await keyring.list('refund/');
    assert.equal(details.length, await db.$count(refundRequests));
    await assertMoneyIsExact(ground);
  });

  it('leaves nothing in the queue of what is sent at the same moment, and no money lost', async () => {
    const somebody = await signUpSomebody(ground);
    await giveCredit(somebody.ctx);
    const before = await countStates(ground);
    const sendUntilRefused = async (): Promise<string> => {
      for (;;) {
        try {
          await acceptTestBatch(ground, somebody.ctx, { count: 20 });
        } catch (error) {
          return (error as Error).name;
        }
      }
    };
    const senders = Array.from({ length: 4 }, sendUntilRefused);
    await mustDelete(somebody);
    for (const refusal of await Promise.all(senders)) assert.equal(refusal, 'AccountClosed');
    assert.equal((await countStates(ground)).queued, before.queued);
    const { accountId } = somebody;
    assert.equal((await deletionOf(ground, accountId)).balanceMicros, 1_000_000_000);
    await assertMoneyIsExact(ground);
  });

  it('takes nothing from a stranger', async () => {
    await giveCredit(stranger, 1_000_000);
    const { batchId } = await acceptTestBatch(ground, stranger);
    const somebody = await signUpSomebody(ground);
    await mustDelete(somebody);
    await goOn(worker, somebody.accountId);
    const [batch] = await db.select().from(batches).where(eq(batches.id, batchId));
    assert.deepEqual(batch?.counts, { queued: 3 });
    assert.equal(batch.contentDestroyedAt, null);
    assert.ok(await keyring.read(accountKeyName(stranger.actor.accountId)));
    assert.equal((await readBalance(stranger)).reservedMicros, 3 * testPrice);
  });

  it('refuses codes and credit afterwards', async () => {
    const somebody = await signUpSomebody(ground);
    const { ctx, accountId } = somebody;
    const asking = Promise.all([
      mustDelete(somebody),
      requestNumberCode(ctx, { typed: '6944444444' }).catch((error: Error) => error.name),
    ]);
    await asking;
    const granted = await grantCredit(staff, {
      ...{ accountId, reason: 'A late gift', idempotencyKey: 'late' },
      amount: testPrice,
    });
    assert.deepEqual(granted, {
      ok: false,
      field: 'accountId',
      sentence: 'There is no such account.',
    });
    assert.equal((await readBalance(ctx)).availableMicros, zero);
  });

  it('is mended by the worker when the keys could not be destroyed', async () => {
    const somebody = await signUpSomebody(ground);
    const { ctx, username, password, accountId } = somebody;
    await giveCredit(ctx);
    await acceptTestBatch(ground, ctx);
    const destroy = () => Promise.reject(new Error('The disk is away.'));
    const broken = { ...ctx, keyring: { ...keyring, destroy } };
    const result = await deleteAccount(broken, { password, typedUsername: username });
    assert.ok(result.ok);
    assert.ok(await keyring.read(accountKeyName(accountId)));
    await goOn(worker, accountId);
    assert.equal(await keyring.read(accountKeyName(accountId)), null);
    assert.ok((await deletionOf(ground, accountId)).rowsGoneAt);
  });
});

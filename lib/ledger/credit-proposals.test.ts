import assert from 'node:assert/strict';
import { beforeEach, it } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { type CreditProposalId, newId } from '#lib/ids.ts';
import { micros } from '#lib/money/micros.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { checkLedger } from './check-ledger.ts';
import { confirmCredit } from './confirm-credit.ts';
import { grantCredit } from './grant-credit.ts';
import { listProposals } from './list-proposals.ts';
import { readBalance } from './read-balance.ts';
import { withdrawCredit } from './withdraw-credit.ts';

applyTestSettings({ SECOND_PERSON_ABOVE: '100' });
const ground = await openTestGround();
let cast: Awaited<ReturnType<typeof castOf>>;
beforeEach(async () => {
  cast = await castOf(ground);
});

const amount = micros(100_000_001);
const propose = (idempotencyKey = newId()) =>
  grantCredit(cast.staff, {
    ...{ accountId: cast.owner.actor.accountId, amount, idempotencyKey },
    reason: 'Paid twice by mistake',
  });
async function proposed() {
  assert.ok((await propose()).ok);
  const [waiting] = await listProposals(cast.staff, cast.owner.actor.accountId);
  return { accountId: waiting!.accountId, proposalId: waiting!.id };
}
const available = async () => (await readBalance(cast.owner)).availableMicros;

it('credit above the limit waits, once however often it is asked for, and adds nothing', async () => {
  const key = newId();
  const results = await Promise.all(Array.from({ length: 6 }, () => propose(key)));
  assert.equal(results.filter((result) => result.ok && result.waits && !result.already).length, 1);
  const [waiting, ...others] = await listProposals(cast.finance, cast.owner.actor.accountId);
  assert.equal(others.length, 0);
  assert.equal(waiting!.proposedByNumber, cast.staff.actor.number);
  assert.equal(await available(), 0);
});

it('another of finance grants it, once however many press; whoever proposed it and support cannot', async () => {
  const ref = await proposed();
  const own = await confirmCredit(cast.staff, ref);
  assert.ok(!own.ok && /You proposed it/.test(own.sentence));
  assert.ok(!(await confirmCredit(cast.support, ref)).ok);
  assert.equal(await available(), 0);
  const presses = await Promise.all(
    Array.from({ length: 6 }, () => confirmCredit(cast.finance, ref)),
  );
  assert.equal(presses.filter(({ ok }) => ok).length, 1);
  assert.equal(await available(), amount);
  assert.deepEqual((await checkLedger(ground.db)).problems, []);
});

it('is withdrawn or granted, never both, and another account’s is not found', async () => {
  const ref = await proposed();
  const astray = { ...ref, accountId: cast.stranger.actor.accountId };
  assert.ok(!(await confirmCredit(cast.finance, astray)).ok);
  assert.ok(
    !(await withdrawCredit(cast.finance, { ...ref, proposalId: newId<CreditProposalId>() })).ok,
  );
  const results = await Promise.all([
    confirmCredit(cast.finance, ref),
    withdrawCredit(cast.staff, ref),
    confirmCredit(cast.finance, ref),
    withdrawCredit(cast.finance, ref),
  ]);
  assert.equal(results.filter(({ ok }) => ok).length, 1);
  const granted = results[0]!.ok || results[2]!.ok;
  assert.equal(await available(), granted ? amount : 0);
  assert.deepEqual(await listProposals(cast.staff, ref.accountId), []);
});

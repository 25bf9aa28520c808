import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { it } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { balances, ledgerEntries, ledgerTransactions } from '#db/schema/ledger.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { type AccountId, type BatchId, newId } from '#lib/ids.ts';
import { micros } from '#lib/money/micros.ts';
import { checkLedger } from './check-ledger.ts';
import { grantTrialCredit } from './grant-trial-credit.ts';
import { BalanceTooLow, postTransactions } from './post-transaction.ts';
import { readBalance } from './read-balance.ts';
import { readStatement } from './read-statement.ts';
import { reserve } from './reserve.ts';
import { settleAndRelease } from './settle-and-release.ts';

const ground = await openTestGround();
const { db } = ground;
const PRICE = micros(42_000);

async function accountWith(messages: number) {
  const { owner, stranger } = await castOf(ground);
  await db.transaction((tx) =>
    grantTrialCredit(tx, owner.actor.accountId, micros(messages * PRICE)),
  );
  return { owner, stranger, accountId: owner.actor.accountId };
}

const debit = (accountId: AccountId, count = 1) =>
  db.transaction((tx) =>
    reserve(tx, {
      accountId,
      batchId: newId<BatchId>(),
      micros: micros(count * PRICE),
      messages: count,
    }),
  );

it('lets exactly 20 of 50 parallel debits through when the balance suffices for 20', async () => {
  const { owner, accountId } = await accountWith(20);
  const results = await Promise.all(Array.from({ length: 50 }, () => debit(accountId)));
  assert.equal(results.filter((result) => result.ok).length, 20);
  assert.deepEqual(
    results.find((result) => !result.ok),
    { ok: false, shortByMicros: PRICE },
  );
  const balance = await readBalance(owner);
  assert.equal(balance.availableMicros, 0);
  assert.equal(balance.reservedMicros, 20 * PRICE);
});

it('says how much is missing and writes nothing', async () => {
  const { owner, accountId } = await accountWith(3);
  assert.deepEqual(await debit(accountId, 5), { ok: false, shortByMicros: micros(2 * PRICE) });
  assert.equal((await readStatement(owner)).entries.length, 1);
});

it('settles and releases in bulk, and the statement adds up line by line', async () => {
  const { owner, stranger, accountId } = await accountWith(10);
  const batchId = newId<BatchId>();
  await db.transaction((tx) =>
    reserve(tx, { accountId, batchId, micros: micros(4 * PRICE), messages: 4 }),
  );
  await db.transaction((tx) =>
    settleAndRelease(tx, [
      {
        accountId,
        batchId,
        settleMicros: micros(3 * PRICE),
        releaseMicros: PRICE,
        settled: 3,
        released: 1,
      },
    ]),
  );
  const { availableMicros, reservedMicros } = await readBalance(owner);
  assert.equal(availableMicros, 7 * PRICE);
  assert.equal(reservedMicros, 0);
  const { entries, next } = await readStatement(owner);
  assert.equal(next, null);
  assert.deepEqual(
    entries.map((entry) => [entry.words, entry.amountMicros, entry.balanceMicros]),
    [
      ['Returned for 1 message', PRICE, 7 * PRICE],
      ['Set aside for 4 messages', -4 * PRICE, 6 * PRICE],
      ['Trial credit', 10 * PRICE, 10 * PRICE],
    ],
  );
  assert.deepEqual((await readStatement(stranger)).entries, []);
});

it('pages the statement without gaps and without repeats', async () => {
  const { owner, accountId } = await accountWith(10);
  for (let i = 0; i < 6; i++) await debit(accountId);
  const seen: number[] = [];
  let before: number | undefined;
  do {
    const page = await readStatement(owner, { before, limit: 3 });
    seen.push(...page.entries.map((entry) => entry.id));
    before = page.next ?? undefined;
  } while (before);
  assert.equal(seen.length, 7);
  assert.deepEqual(
    seen,
    [...new Set(seen)].sort((a, b) => b - a),
  );
});

it('writes nothing for amounts of zero', async () => {
  const { accountId } = await accountWith(1);
  const batchId = newId<BatchId>();
  await reserve(db, { accountId, batchId, micros: micros(0), messages: 1 });
  await settleAndRelease(db, [
    {
      accountId,
      batchId,
      settleMicros: micros(0),
      releaseMicros: micros(0),
      settled: 1,
      released: 0,
    },
  ]);
  assert.equal(await db.$count(ledgerTransactions, eq(ledgerTransactions.accountId, accountId)), 1);
});

it('never settles more than was reserved', async () => {
  const { accountId } = await accountWith(5);
  const outcome = { batchId: newId<BatchId>(), releaseMicros: micros(0), settled: 1, released: 0 };
  await assert.rejects(
    db.transaction((tx) => settleAndRelease(tx, [{ ...outcome, accountId, settleMicros: PRICE }])),
    BalanceTooLow,
  );
});

it('does not deadlock when many accounts are reserved and settled in any order at once', async () => {
  const accounts = await Promise.all(Array.from({ length: 4 }, () => accountWith(500)));
  const rounds = Array.from({ length: 40 }, async (_, round) => {
    const batchId = newId<BatchId>();
    const mixed = accounts.map((_each, i) => accounts[(i * 3 + round) % 4]!.accountId);
    for (const accountId of mixed) {
      await db.transaction((tx) => reserve(tx, { accountId, batchId, micros: PRICE, messages: 1 }));
    }
    await db.transaction((tx) =>
      settleAndRelease(
        tx,
        mixed.map((accountId, i) => ({
          accountId,
          batchId,
          settleMicros: i % 2 ? PRICE : micros(0),
          releaseMicros: i % 2 ? micros(0) : PRICE,
          settled: i % 2,
          released: 1 - (i % 2),
        })),
      ),
    );
  });
  await Promise.all(rounds);
  for (const { owner } of accounts) assert.equal((await readBalance(owner)).reservedMicros, 0);
});

it('refuses to change or to unbalance the ledger, whoever asks', async () => {
  const { accountId } = await accountWith(1);
  await assert.rejects(db.update(ledgerEntries).set({ amountMicros: micros(1) }), /append-only/);
  await assert.rejects(db.delete(ledgerTransactions), /append-only/);
  await assert.rejects(
    db.insert(ledgerEntries).values({
      accountId,
      transactionId: newId(),
      account: 'available',
      amountMicros: PRICE,
    }),
    /sum to zero/,
  );
  await assert.rejects(
    postTransactions(db, [
      { accountId, kind: 'grant', from: 'granted', to: 'available', amountMicros: micros(-1) },
    ]),
    RangeError,
  );
});

it('finds nothing wrong in books that are right, and each planted fault', async () => {
  const fresh = await openTestGround();
  const { owner, colleague: _ } = await castOf(fresh);
  const { accountId } = owner.actor;
  await fresh.db.transaction((tx) => grantTrialCredit(tx, accountId, micros(10 * PRICE)));
  assert.deepEqual(await checkLedger(fresh.db), { problems: [], transactions: 1, accounts: 2 });

  await fresh.db
    .update(balances)
    .set({ availableMicros: micros(10 * PRICE + 1) })
    .where(eq(balances.accountId, accountId));
  assert.match(
    (await checkLedger(fresh.db)).problems.join(),
    /420001 micros available.*entries say 420000/,
  );
  await fresh.db
    .update(balances)
    .set({ availableMicros: micros(10 * PRICE) })
    .where(eq(balances.accountId, accountId));

  const batchId = newId<BatchId>();
  await fresh.db.transaction((tx) =>
    reserve(tx, { accountId, batchId, micros: PRICE, messages: 1 }),
  );
  assert.match(
    (await checkLedger(fresh.db)).problems.join(),
    new RegExp(`Batch ${batchId} .* 42000 micros reserved, .* cost 0`),
  );

  await fresh.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(
      sql`update ledger_entries set amount_micros = amount_micros + 5 where account = 'granted'`,
    );
  });
  assert.match((await checkLedger(fresh.db)).problems.join(), /does not sum to zero but to 5/);
});

it('prints a plain result as a command and exits with 0 or 1', async () => {
  const fresh = await openTestGround();
  await castOf(fresh);
  const run = () =>
    spawnSync(process.execPath, ['lib/ledger/check-ledger.main.ts'], {
      env: { ...process.env, DATABASE_URL: fresh.url },
      encoding: 'utf8',
    });
  const right = run();
  assert.equal(right.stdout, 'The ledger is right: 0 transactions of 2 accounts.\n', right.stderr);
  assert.equal(right.status, 0);
  await fresh.db.update(balances).set({ reservedMicros: micros(7) });
  const wrong = run();
  assert.match(wrong.stdout, /7 reserved, its entries say 0 and 0/);
  assert.match(wrong.stdout, /The ledger is wrong: 2 findings/);
  assert.equal(wrong.status, 1);
});

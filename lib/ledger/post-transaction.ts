import type { Db } from '#db/client.ts';
import type { ledgerAccount, ledgerKind } from '#db/schema/ledger.ts';
import {
  type AccountId,
  type BatchId,
  type LedgerTransactionId,
  newId,
  type OrderId,
  type UserId,
} from '#lib/ids.ts';
import { type Micros, micros, zero } from '#lib/money/micros.ts';
import { rowsOf, sqlOf } from '#lib/outbox/run-sql.ts';

export type LedgerKind = (typeof ledgerKind.enumValues)[number];
export type LedgerAccount = (typeof ledgerAccount.enumValues)[number];

/** One movement of money: `amountMicros` leaves the account `from` and arrives at `to`. */
export type NewTransaction = {
  accountId: AccountId;
  kind: LedgerKind;
  from: LedgerAccount;
  to: LedgerAccount;
  amountMicros: Micros;
  batchId?: BatchId | null;
  orderId?: OrderId | null;
  /** How many messages it stands for. */
  messages?: number;
  reason?: string | null;
  byUserId?: UserId | null;
  idempotencyKey?: string | null;
};

/** A balance would have gone below zero: nothing of this call may stay. */
export class BalanceTooLow extends Error {
  override name = 'BalanceTooLow';
}

/**
 * Moves money: balances and entries together, in the caller's transaction. The only writer of the ledger and of
 * balances. Amounts must be positive. Throws `BalanceTooLow` when a balance does not suffice or there is none; a call
 * for one account has then written nothing, so its caller may go on.
 */
export async function postTransactions(tx: Db, transactions: NewTransaction[]): Promise<void> {
  if (transactions.length === 0) return;
  if (transactions.some((each) => !(each.amountMicros > 0))) {
    throw new RangeError('A ledger transaction moves a positive amount.');
  }
  const after = await moveBalances(tx, transactions);
  const rows = transactions.map((each) => ({ ...each, id: newId<LedgerTransactionId>() }));
  await insertRows(tx, rows, after);
}

type Deltas = { available: number; reserved: number; debt: number };

function deltasOf({ from, to, amountMicros }: NewTransaction): Deltas {
  const change = (account: LedgerAccount) =>
    (to === account ? amountMicros : 0) - (from === account ? amountMicros : 0);
  // What is owed stands in the books below zero, and in the balance above it.
  return {
    available: change('available'),
    reserved: change('reserved'),
    debt: zero - change('debt'),
  };
}

/** One conditional UPDATE for all accounts. Returns what each can spend afterwards. */
async function moveBalances(tx: Db, transactions: NewTransaction[]): Promise<Map<string, number>> {
  const totals = new Map<AccountId, Deltas>();
  for (const each of transactions) {
    const total = totals.get(each.accountId) ?? { available: 0, reserved: 0, debt: 0 };
    const change = deltasOf(each);
    total.available += change.available;
    total.reserved += change.reserved;
    total.debt += change.debt;
    totals.set(each.accountId, total);
  }
  const accounts = [...totals.keys()].sort();
  // Two calls that touch the same accounts lock them in the same order, so that neither waits for the other for ever.
  const moved = await rowsOf<{ accountId: string; available: number }>(
    'move balances',
    sqlOf(tx)`
    with locked as materialized (
      select account_id from balances where account_id = any(${accounts}::uuid[])
      order by account_id for no key update
    )
    update balances
    set available_micros = available_micros + delta.available,
        reserved_micros = reserved_micros + delta.reserved,
        debt_micros = debt_micros + delta.debt
    from locked
    join unnest(${accounts}::uuid[], ${accounts.map((id) => totals.get(id)!.available)}::bigint[],
                ${accounts.map((id) => totals.get(id)!.reserved)}::bigint[],
                ${accounts.map((id) => totals.get(id)!.debt)}::bigint[])
         as delta (account, available, reserved, debt) on delta.account = locked.account_id
    where balances.account_id = locked.account_id
      and available_micros + delta.available >= 0 and reserved_micros + delta.reserved >= 0
      and debt_micros + delta.debt >= 0
    returning balances.account_id as "accountId", available_micros::float8 as available`,
  );
  if (moved.length < accounts.length) throw new BalanceTooLow('A balance does not suffice.');
  return new Map(moved.map((row) => [row.accountId, row.available]));
}

type Row = NewTransaction & { id: LedgerTransactionId };

/** Transactions and entries in one statement. */
async function insertRows(tx: Db, rows: Row[], after: Map<string, number>): Promise<void> {
  const balance = new Map(after);
  const entries: { row: Row; account: LedgerAccount; amount: Micros; balance: number | null }[] =
    [];
  // Backwards from the balance afterwards, so that each entry carries the balance after itself.
  for (const row of rows.toReversed()) {
    const { available } = deltasOf(row);
    const afterRow = balance.get(row.accountId)!;
    balance.set(row.accountId, afterRow - available);
    const entry = (account: LedgerAccount, amount: number) =>
      entries.push({
        row,
        account,
        amount: micros(amount),
        balance: account === 'available' ? afterRow : null,
      });
    entry(row.to, row.amountMicros);
    entry(row.from, -row.amountMicros);
  }
  entries.reverse();
  await rowsOf(
    'insert ledger rows',
    sqlOf(tx)`
    with posted as (
      insert into ledger_transactions
        (account_id, id, kind, batch_id, order_id, messages, reason, by_user_id, idempotency_key)
      select account_id, id, kind::ledger_kind, batch_id, order_id, messages, reason, by_user_id, idempotency_key
      from unnest(
        ${rows.map((row) => row.accountId)}::uuid[], ${rows.map((row) => row.id)}::uuid[],
        ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.batchId ?? null)}::uuid[],
        ${rows.map((row) => row.orderId ?? null)}::uuid[],
        ${rows.map((row) => row.messages ?? 0)}::int[], ${rows.map((row) => row.reason ?? null)}::text[],
        ${rows.map((row) => row.byUserId ?? null)}::uuid[],
        ${rows.map((row) => row.idempotencyKey ?? null)}::text[])
        as t (account_id, id, kind, batch_id, order_id, messages, reason, by_user_id, idempotency_key)
    )
    insert into ledger_entries (account_id, transaction_id, account, amount_micros, balance_micros)
    select account_id, transaction_id, account::ledger_account, amount, balance
    from unnest(
      ${entries.map(({ row }) => row.accountId)}::uuid[], ${entries.map(({ row }) => row.id)}::uuid[],
      ${entries.map(({ account }) => account)}::text[], ${entries.map(({ amount }) => amount)}::bigint[],
      ${entries.map((entry) => entry.balance)}::bigint[])
      with ordinality as t (account_id, transaction_id, account, amount, balance, place)
    order by place`,
  );
}

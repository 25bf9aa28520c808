import { and, eq, isNull, sql } from 'drizzle-orm';
import { batches } from '#db/schema/messages.ts';
import { deferred, outbox } from '#db/schema/outbox.ts';
import { drafts } from '#db/schema/quotes.ts';
import { senders } from '#db/schema/senders.ts';
import type { CustomerContext } from '#lib/context.ts';
import { type Balance, readBalance } from '#lib/ledger/read-balance.ts';
import { isCustomersOwn } from '#lib/messages/customers-own.ts';
import { type Micros, micros } from '#lib/money/micros.ts';

/** What an account would lose now. */
export type Leaving = {
  balance: Balance;
  /** Of the balance: what was paid in and not paid back, or granted by staff. Trial credit is a gift, and spent first. */
  refundableMicros: Micros;
  sends: number;
  messages: number;
  /** Of these have not left, and would be cancelled. */
  waiting: number;
  senders: number;
  drafts: number;
};

/** What deleting the account would take now, for the page that asks. */
export async function readLeaving(ctx: CustomerContext): Promise<Leaving> {
  const { db, actor } = ctx;
  const { accountId } = actor;
  const [balance, paidIn, sent, inOutbox, inDeferred, ofSenders, ofDrafts] = await Promise.all([
    readBalance(ctx),
    paidInBy(ctx),
    db
      .select({
        sends: sql<number>`count(*)::int`,
        messages: sql<number>`coalesce(sum(${batches.recipients}), 0)::int`,
      })
      .from(batches)
      .where(and(eq(batches.accountId, accountId), isCustomersOwn)),
    db.$count(outbox, eq(outbox.accountId, accountId)),
    db.$count(deferred, eq(deferred.accountId, accountId)),
    db.$count(senders, and(eq(senders.accountId, accountId), isNull(senders.removedAt))),
    db.$count(drafts, eq(drafts.accountId, accountId)),
  ]);
  const whole = balance.availableMicros + balance.reservedMicros;
  return {
    ...{ balance, ...sent[0]!, waiting: inOutbox + inDeferred },
    refundableMicros: micros(Math.min(whole, paidIn)),
    ...{ senders: ofSenders, drafts: ofDrafts },
  };
}

/** Payments, and what went back of them; and credit from staff. All else that moves a balance is spending, or a gift. */
async function paidInBy({ db, actor }: CustomerContext): Promise<number> {
  const [row] = await db.execute<{ micros: string }>(sql`
    select greatest(coalesce(sum(e.amount_micros), 0), 0) as micros
    from ledger_transactions t
    join ledger_entries e on e.account_id = t.account_id and e.transaction_id = t.id
    where t.account_id = ${actor.accountId} and e.account = 'available' and t.kind in (
      'grant', 'top_up', 'refund', 'dispute', 'dispute_won', 'debt', 'debt_paid')`);
  return Number(row!.micros);
}

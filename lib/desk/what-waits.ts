import { sql } from 'drizzle-orm';
import { businessDay } from '#lib/billing/business-day.ts';
import type { StaffContext } from '#lib/context.ts';
import { listProofs } from '#lib/ledger/list-proofs.ts';
import { listWaitingTransfers } from '#lib/orders/staff-orders.ts';
import { oldestWaitingMs } from '#lib/outbox/oldest-waiting.ts';
import { listUnbooked } from '#lib/payments/list-unbooked.ts';
import { listProviderStates } from '#lib/providers/list-provider-states.ts';
import { listRefunds } from '#lib/refunds/list-refunds.ts';
import { countJobs } from './jobs.ts';

/** How much of everything waits for somebody: counts only. */
export type WhatWaits = {
  creditProposals: number;
  /** Confirmed by one of the staff, above the limit. */
  transfersForSecond: number;
  openTransfers: number;
  /** Paid, and not booked. */
  unbooked: number;
  refunds: number;
  /** Accesses that a customer has not answered. */
  accesses: number;
  proposedLists: number;
  unknownMessages: number;
  unmatchedReceipts: number;
  failedJobs: number;
  suspendedAccounts: number;
  heldBatches: number;
  /** The names of enabled providers without a session. */
  unboundProviders: string[];
  /** Null: nothing waits to leave. */
  oldestQueuedMs: number | null;
  /** Null: there was none today yet. */
  isMoneyRight: boolean | null;
};

/** What waits for staff, and whether everything moves. */
export async function whatWaits(ctx: StaffContext): Promise<WhatWaits> {
  const [counts, transfers, unbooked, refunds, providers, oldestQueuedMs, [proof], jobs] =
    await Promise.all([
      countRows(ctx),
      listWaitingTransfers(ctx),
      listUnbooked(ctx),
      listRefunds(ctx),
      listProviderStates(ctx),
      oldestWaitingMs(ctx),
      listProofs(ctx),
      countJobs(ctx),
    ]);
  const isBound = ({ slots }: (typeof providers)[number]) =>
    slots.some(({ state, workerId }) => state === 'bound' && workerId !== null);
  return {
    ...counts,
    transfersForSecond: transfers.second.length,
    openTransfers: transfers.openCount,
    unbooked: unbooked.length,
    refunds: refunds.length,
    failedJobs: jobs.failed,
    unboundProviders: providers
      .filter((provider) => provider.enabled && !isBound(provider))
      .map(({ name }) => name),
    oldestQueuedMs,
    isMoneyRight: proof && proof.day === businessDay(new Date()) ? proof.isRight : null,
  };
}

type Counts = Pick<
  WhatWaits,
  | 'creditProposals'
  | 'accesses'
  | 'proposedLists'
  | 'unknownMessages'
  | 'unmatchedReceipts'
  | 'suspendedAccounts'
  | 'heldBatches'
>;

async function countRows({ db }: StaffContext): Promise<Counts> {
  const [counts] = await db.execute<Counts>(sql`
    select
      (select count(*)::int from credit_proposals p join accounts a on a.id = p.account_id
       where p.confirmed_at is null and p.withdrawn_at is null and a.closed_at is null)
        as "creditProposals",
      (select count(*)::int from accesses
       where answered_at is null and ended_at is null and answer_by > now()) as accesses,
      (select count(*)::int from price_lists
       where confirmed_at is null and withdrawn_at is null) as "proposedLists",
      (select count(distinct message_id)::int from unanswered) as "unknownMessages",
      (select count(*)::int from early_receipts) as "unmatchedReceipts",
      (select count(*)::int from suspensions where lifted_at is null) as "suspendedAccounts",
      (select count(*)::int from held_batches where ended_at is null) as "heldBatches"`);
  return counts!;
}

import { and, eq, like, sql } from 'drizzle-orm';
import { reversals } from '#db/schema/billing.ts';
import { refundRequests } from '#db/schema/leaving.ts';
import { balances, ledgerEntries, ledgerTransactions } from '#db/schema/ledger.ts';
import type { StaffContext } from '#lib/context.ts';
import { openText } from '#lib/crypto/seal.ts';
import type { AccountId, RefundId } from '#lib/ids.ts';
import { type Micros, micros, sum } from '#lib/money/micros.ts';
import { partsOfBalance, payBackMark } from './credit-paid-back.ts';
import type { RefundSummary } from './list-refunds.ts';

export type RefundDetails = RefundSummary & {
  accountId: AccountId;
  /** Where to, as the customer wrote it; null once it is paid. */
  details: string | null;
  /** Still reserved for messages of which it is not known how they end: not to be paid before. */
  reservedMicros: Micros;
  /** What the account was given as trial credit, which nobody paid in. */
  trialMicros: Micros;
  /** What of it came from payments: so much credit, and with its tax so much to pay back. The rest was a gift. */
  fromPayments: { creditMicros: Micros; totalMicros: Micros };
  /** What the payer's bank took back since the account was deleted, and nobody has paid again. */
  debtMicros: Micros;
  paidAt: Date | null;
  note: string | null;
};

/** One request for staff, with where the customer wants it paid to. Null when there is none. */
export async function readRefund(ctx: StaffContext, id: RefundId): Promise<RefundDetails | null> {
  const [row] = await ctx.db
    .select({ request: refundRequests, balance: balances })
    .from(refundRequests)
    .innerJoin(balances, eq(balances.accountId, refundRequests.accountId))
    .where(eq(refundRequests.id, id));
  if (!row) return null;
  const { accountId, currency, askedAt, paidAt, note, keyName, detailsSealed } = row.request;
  const key = paidAt ? null : await ctx.keyring.read(keyName);
  return {
    ...{ id, accountId, currency, askedAt, paidAt, note, micros: row.request.micros },
    reservedMicros: row.balance.reservedMicros,
    debtMicros: row.balance.debtMicros,
    trialMicros: await trialOf(ctx, accountId),
    fromPayments: totalOf(
      paidAt
        ? await paidBackParts(ctx, accountId, id)
        : await partsOfBalance(ctx.db, accountId, row.request.micros),
    ),
    details: key && openText(key, `refund_requests.details:${id}`, detailsSealed),
  };
}

type Part = { creditMicros: Micros; totalMicros: Micros };

const totalOf = (parts: Part[]): Part => ({
  creditMicros: sum(...parts.map(({ creditMicros }) => creditMicros)),
  totalMicros: sum(...parts.map(({ totalMicros }) => totalMicros)),
});

const paidBackParts = ({ db }: StaffContext, accountId: AccountId, id: RefundId): Promise<Part[]> =>
  db
    .select({ creditMicros: reversals.creditMicros, totalMicros: reversals.totalMicros })
    .from(reversals)
    .where(
      and(eq(reversals.accountId, accountId), like(reversals.reference, `${payBackMark}${id}:%`)),
    );

async function trialOf({ db }: StaffContext, accountId: AccountId): Promise<Micros> {
  const [row] = await db.execute<{ micros: string }>(sql`
    select coalesce(sum(e.amount_micros), 0) as micros
    from ${ledgerTransactions} t
    join ${ledgerEntries} e on e.account_id = t.account_id and e.transaction_id = t.id
    where t.account_id = ${accountId} and t.kind = 'trial' and e.account = 'available'`);
  return micros(Number(row!.micros));
}

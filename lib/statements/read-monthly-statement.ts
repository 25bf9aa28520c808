import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import { ledgerEntries } from '#db/schema/ledger.ts';
import type { CustomerContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import { type EntryRange, entriesBetween } from '#lib/ledger/first-entries.ts';
import { type KindTotal, sumLines } from '#lib/ledger/sum-lines.ts';
import { type Micros, micros, subtract, sum } from '#lib/money/micros.ts';
import { listStatementMonths } from './list-statement-months.ts';
import { readMonthInvoices, type StatementInvoice } from './read-month-invoices.ts';
import { type StatementMonth, statementMonth } from './statement-month.ts';

/** What could be spent, what was set aside, and what was owed at one moment. */
export type StatementBalance = {
  availableMicros: Micros;
  reservedMicros: Micros;
  debtMicros: Micros;
};

export type MonthlyStatement = {
  month: StatementMonth;
  /** The operator's zone, in which the month begins and ends. */
  timeZone: string;
  /** Of a month that is not over yet: until when it goes. */
  readAt: Date;
  isOver: boolean;
  currency: string;
  opening: StatementBalance;
  totals: KindTotal[];
  closing: StatementBalance;
  /** Invoices and credit notes for what was paid and what went back in this month. */
  invoices: StatementInvoice[];
  /** What they add up to without tax, credit notes taken off: what the ledger says came in. */
  invoicedMicros: Micros;
  entries: EntryRange;
};

/**
 * The statement of a month, such as '2026-11', in the operator's zone. Opening balance and totals make the closing
 * balance to the last micro, and the closing balance of a month is the opening balance of the next. Null for what is no
 * month, and for months before the first line or after `now`.
 */
export async function readMonthlyStatement(
  ctx: CustomerContext,
  name: string,
  now = new Date(),
): Promise<MonthlyStatement | null> {
  const month = statementMonth(name);
  if (!month || !(await listStatementMonths(ctx, now)).includes(name)) return null;
  const { accountId } = ctx.actor;
  const entries = await entriesBetween(ctx.db, accountId, {
    from: month.startsAt,
    to: month.endsAt,
  });
  const [opening, totals, invoices] = await Promise.all([
    readOpening(ctx, entries.from),
    sumLines(ctx.db, accountId, entries),
    readMonthInvoices(ctx, entries),
  ]);
  return {
    ...{ month, timeZone: env.TIME_ZONE, readAt: now, isOver: month.endsAt <= now },
    ...{ currency: env.CURRENCY, opening, totals, invoices, entries },
    closing: {
      availableMicros: sum(opening.availableMicros, ...totals.map((each) => each.availableMicros)),
      reservedMicros: sum(opening.reservedMicros, ...totals.map((each) => each.reservedMicros)),
      debtMicros: sum(opening.debtMicros, ...totals.map((each) => each.debtMicros)),
    },
    invoicedMicros: invoices.reduce(
      (total, { kind, creditMicros }) =>
        kind === 'invoice' ? sum(total, creditMicros) : subtract(total, creditMicros),
      micros(0),
    ),
  };
}

async function readOpening(ctx: CustomerContext, from: number): Promise<StatementBalance> {
  const rows = await ctx.db
    .select({
      account: ledgerEntries.account,
      micros: sql<number>`sum(${ledgerEntries.amountMicros})::float8`,
    })
    .from(ledgerEntries)
    .where(
      and(
        eq(ledgerEntries.accountId, ctx.actor.accountId),
        lt(ledgerEntries.id, from),
        inArray(ledgerEntries.account, ['available', 'reserved', 'debt']),
      ),
    )
    .groupBy(ledgerEntries.account);
  const of = (account: string) => rows.find((row) => row.account === account)?.micros ?? 0;
  return {
    availableMicros: micros(of('available')),
    reservedMicros: micros(of('reserved')),
    debtMicros: micros(-of('debt')),
  };
}

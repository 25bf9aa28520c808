import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { and, asc, eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { ledgerEntries } from '#db/schema/ledger.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import type { CustomerContext } from '#lib/context.ts';
import { checkLedger } from '#lib/ledger/check-ledger.ts';
import { readBalance } from '#lib/ledger/read-balance.ts';
import type { Micros } from '#lib/money/micros.ts';
import { actsOf, csvOf } from './account-testing.ts';
import { listStatementMonths } from './list-statement-months.ts';
import { type MonthlyStatement, readMonthlyStatement } from './read-monthly-statement.ts';
import { summariseLines } from './summarise-lines.ts';
import { bookedAt } from './testing.ts';

const ground = await openTestGround();

const inMicros = (amount: string) => Math.round(Number(amount) * 1_000_000);
const addUp = (rows: Record<string, string>[], column: string) =>
  rows.reduce((total, row) => total + inMicros(row[column] || '0'), 0);

async function someAccount() {
  const { owner } = await castOf(ground);
  return { owner, acts: await actsOf(owner) };
}

type Step = {
  act: keyof Awaited<ReturnType<typeof actsOf>>;
  part: number;
  wait: number;
};

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** Where statements may go wrong: the clocks change in Athens at 1:00 UTC, and months begin two or three hours earlier. */
const borders = [
  ...['2024-03-31T01:00:00Z', '2024-03-31T21:00:00Z', '2024-10-27T01:00:00Z'],
  ...['2024-10-31T22:00:00Z', '2024-11-30T22:00:00Z', '2024-12-31T22:00:00Z'],
].map((at) => new Date(at).getTime());

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    act: fc.constantFrom(
      'trial',
      'topUp',
      'send',
      'send',
      'end',
      'end',
      'refund',
      'dispute',
      'disputeWon',
    ),
    part: fc.integer({ min: 0, max: 1_000 }).map((thousandths) => thousandths / 1_000),
    // A negative one: its transaction began before the last one, and had to wait for it.
    wait: fc.oneof(
      fc.constantFrom(-3_000, 0, 1, Number.POSITIVE_INFINITY),
      fc.integer({ min: 0, max: 8 * DAY }),
    ),
  }),
  { minLength: 25, maxLength: 40 },
);

/** Does all steps, and says what could be spent and was set aside at the end of each month, counted by hand. */
async function live(steps: Step[]) {
  const { owner, acts } = await someAccount();
  const ends = new Map<string, { availableMicros: Micros; reservedMicros: Micros }>();
  let clock = new Date('2024-02-26T09:00:00Z').getTime();
  let latest = clock;
  for (const { act, part, wait } of steps) {
    // Forever: until the next border, or the millisecond before it.
    const next = borders.find((border) => border > clock) ?? clock;
    clock = Number.isFinite(wait) ? clock + wait : next - Number(part < 0.5);
    await acts[act](part);
    if (await bookedAt(owner, new Date(clock))) {
      latest = Math.max(latest, clock);
      const athens = new Date(latest).toLocaleDateString('sv-SE', { timeZone: 'Europe/Athens' });
      ends.set(athens.slice(0, 7), await readBalance(owner));
    }
    clock = Math.max(latest, clock);
  }
  return { owner, ends };
}

describe('the statements of the months', () => {
  it('chain, and add up with ledger, balance and invoices to the last micro, whatever happens when', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (steps) => {
        const { owner, ends } = await live(steps);
        const months = (await listStatementMonths(owner, new Date('2026-12-31'))).toReversed();
        let before: MonthlyStatement | null = null;
        for (const name of months) {
          const statement: MonthlyStatement = (await readMonthlyStatement(
            owner,
            name,
            new Date('2026-12-31'),
          ))!;
          if (before) assert.deepEqual(statement.opening, before.closing, name);
          const end = ends.get(name);
          if (end) {
            assert.equal(statement.closing.availableMicros, end.availableMicros, name);
            assert.equal(statement.closing.reservedMicros, end.reservedMicros, name);
          }
          await assertCsvAddsUp(owner, statement);
          await assertSummaryAddsUp(owner, statement);
          assert.equal(statement.invoicedMicros, await paidIn(owner, statement), 'invoices');
          before = statement;
        }
        const { currency: _, ...balance } = await readBalance(owner);
        if (before) assert.deepEqual(before.closing, balance);
      }),
      { numRuns: 4, endOnFailure: true },
    );
    const { problems } = await checkLedger(ground.db);
    assert.deepEqual(
      problems.filter((problem) => !problem.startsWith('Batch')),
      [],
    );
  });
});

async function assertCsvAddsUp(ctx: CustomerContext, statement: MonthlyStatement) {
  const { rows } = await csvOf(ctx, statement);
  const [first, ...lines] = rows.slice(0, -1);
  const last = rows.at(-1)!;
  const { opening, closing, totals } = statement;
  for (const [change, after, key] of [
    ['available', 'availableAfter', 'availableMicros'],
    ['setAside', 'setAsideAfter', 'reservedMicros'],
    ['owed', 'owedAfter', 'debtMicros'],
  ] as const) {
    assert.equal(inMicros(first![after]!), opening[key]);
    assert.equal(inMicros(last[after]!), closing[key]);
    assert.equal(addUp(lines, change), closing[key] - opening[key]);
    assert.equal(inMicros((lines.at(-1) ?? first)![after]!), closing[key]);
  }
  const charged = totals.find(({ kind }) => kind === 'charged')?.chargedMicros ?? 0;
  assert.equal(addUp(lines, 'charged'), charged);
  // The running balance is the one that the ledger wrote down at the time.
  const stored = await ctx.db
    .select({ after: ledgerEntries.balanceMicros })
    .from(ledgerEntries)
    .where(
      and(
        eq(ledgerEntries.accountId, ctx.actor.accountId),
        eq(ledgerEntries.account, 'available'),
        sql`${ledgerEntries.id} >= ${statement.entries.from} and ${ledgerEntries.id} < ${statement.entries.below}`,
      ),
    )
    .orderBy(asc(ledgerEntries.id));
  assert.deepEqual(
    lines
      .filter(({ available }) => Number(available) !== 0)
      .map((row) => inMicros(row.availableAfter!)),
    stored.map(({ after }) => after),
  );
}

async function assertSummaryAddsUp(ctx: CustomerContext, statement: MonthlyStatement) {
  for (const most of [1_000, 0]) {
    const { by, lines } = await summariseLines(ctx, statement, most);
    assert.equal(by, most === 0 && statement.totals.length > 0 ? 'day' : 'send');
    for (const key of [
      'availableMicros',
      'reservedMicros',
      'debtMicros',
      'chargedMicros',
    ] as const) {
      assert.equal(
        lines.reduce((total, line) => total + line[key], 0),
        statement.totals.reduce((total, line) => total + line[key], 0),
        `${by} ${key}`,
      );
    }
  }
}

/** What came in by payments and did not go back, says the ledger. */
async function paidIn(ctx: CustomerContext, { entries }: MonthlyStatement): Promise<number> {
  const [row] = await ctx.db
    .select({ micros: sql<number>`coalesce(-sum(amount_micros), 0)::float8` })
    .from(ledgerEntries)
    .where(
      sql`account_id = ${ctx.actor.accountId} and account = 'paid_in' and id >= ${entries.from} and id < ${entries.below}`,
    );
  return row!.micros;
}

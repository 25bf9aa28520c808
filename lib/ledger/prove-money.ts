import { eq, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { moneyProofs } from '#db/schema/billing.ts';
import { businessDay } from '#lib/billing/business-day.ts';
import { log } from '#lib/log.ts';
import { type Micros, micros, sum } from '#lib/money/micros.ts';
import { checkSnapshot } from './check-ledger.ts';

export type MoneyProof = typeof moneyProofs.$inferSelect;

/**
 * Proves the books once a day of TIME_ZONE, whichever worker comes first, and keeps what was found for staff: what the
 * check of the ledger says, and that all that was ever reserved is settled, released or under way. Null when the day has
 * its proof already, or another worker is at it. What is wrong is logged, with ids and amounts only.
 */
export async function proveMoney(
  { db }: { db: Db },
  now: Date = new Date(),
): Promise<MoneyProof | null> {
  const day = businessDay(now);
  if ((await db.$count(moneyProofs, eq(moneyProofs.day, day))) > 0) return null;
  const found = await db.transaction(lookAtBooks, {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  });
  if (!found) return null;
  const [proof] = await db
    .insert(moneyProofs)
    .values({ day, ...found })
    .onConflictDoNothing()
    .returning();
  if (proof && !proof.isRight) {
    const { problems, reservedMicros, settledMicros, releasedMicros, underWayMicros } = proof;
    const figures = { reservedMicros, settledMicros, releasedMicros, underWayMicros };
    log().error({ day, problems, ...figures }, 'The books are wrong.');
  }
  return proof ?? null;
}

async function lookAtBooks(tx: Db): Promise<Omit<MoneyProof, 'day' | 'at'> | null> {
  const [lock] = await tx.execute<{ mine: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtext('money proof')) as mine`,
  );
  if (!lock!.mine) return null;
  const check = await checkSnapshot(tx);
  const figures = await figuresOf(tx);
  const { reservedMicros, settledMicros, releasedMicros, underWayMicros } = figures;
  const isEqual = reservedMicros === sum(settledMicros, releasedMicros, underWayMicros);
  return { ...check, ...figures, isRight: isEqual && check.problems.length === 0 };
}

type Figures = Pick<
  MoneyProof,
  'reservedMicros' | 'settledMicros' | 'releasedMicros' | 'underWayMicros'
>;

/** Of all time: three from the ledger, and what is under way from the messages themselves. */
async function figuresOf(tx: Db): Promise<Figures> {
  const [row] = await tx.execute<Record<keyof Figures, string>>(sql`
    with moved as (
      select t.kind, e.account, e.amount_micros
      from ledger_entries e
      join ledger_transactions t on t.account_id = e.account_id and t.id = e.transaction_id
      where t.kind in ('reserve', 'settle', 'release') and e.account = 'reserved')
    select coalesce(sum(amount_micros) filter (where kind = 'reserve'), 0) as "reservedMicros",
      coalesce(-sum(amount_micros) filter (where kind = 'settle'), 0) as "settledMicros",
      coalesce(-sum(amount_micros) filter (where kind = 'release'), 0) as "releasedMicros",
      (select coalesce(sum(m.segments * m.segment_micros), 0)
       from batches b
       join messages m on m.account_id = b.account_id and m.batch_id = b.id
       join message_status s on s.account_id = m.account_id and s.message_id = m.id
       where b.finished_at is null and s.state in ('queued', 'sending', 'unknown')) as "underWayMicros"
    from moved`);
  const figure = (name: keyof Figures): Micros => micros(Number(row![name]));
  return {
    reservedMicros: figure('reservedMicros'),
    settledMicros: figure('settledMicros'),
    releasedMicros: figure('releasedMicros'),
    underWayMicros: figure('underWayMicros'),
  };
}

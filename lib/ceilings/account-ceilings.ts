import { eq, sql } from 'drizzle-orm';
import { texts } from '#db/arrays.ts';
import type { Db } from '#db/client.ts';
import { accounts } from '#db/schema/accounts.ts';
import { EVERYWHERE } from '#db/schema/ceilings.ts';
import { env } from '#lib/env.ts';
import type { AccountId } from '#lib/ids.ts';
import { type Micros, micros, zero } from '#lib/money/micros.ts';
import { defaultCeilings, quarterOf } from './default-ceilings.ts';
import { type Span, spanEnd, spanStart, spans } from './spans.ts';

/** How much an account may set aside in a span, and how much of it is used. */
export type Ceiling = {
  /** ISO 3166-1 alpha-2, or `EVERYWHERE`. */
  country: string;
  span: Span;
  /** Null: none beyond that of everywhere. */
  micros: Micros | null;
  defaultMicros: Micros | null;
  /** Null: the default counts. */
  chosenMicros: Micros | null;
  usedMicros: Micros;
  beginsAt: Date;
  endsAt: Date;
};

type Figures = { chosen: Map<string, Micros | null>; used: Map<string, Micros> };

const at = (country: string, span: Span) => `${country}/${span}`;

/**
 * The ceilings of an account for everything and for these countries, as they stand by the database's clock: the hour,
 * the day and the month of each. The home country has none of its own unless one was chosen.
 */
export async function accountCeilings(
  db: Db,
  accountId: AccountId,
  countries: readonly string[],
): Promise<Ceiling[]> {
  const [account] = await db
    .select({
      createdAt: accounts.createdAt,
      home: accounts.homeCountry,
      nowMs: sql<number>`extract(epoch from clock_timestamp())::float8 * 1000`,
    })
    .from(accounts)
    .where(eq(accounts.id, accountId));
  if (!account) throw new Error(`There is no account ${accountId}.`);
  const now = new Date(account.nowMs);
  const scopes = [...new Set([EVERYWHERE, ...countries])];
  const [chosen, used] = await Promise.all([
    newestChoices(db, accountId),
    usedSince(db, accountId, now, scopes),
  ]);
  const whole = ceilingsOf(
    EVERYWHERE,
    { chosen, used },
    now,
    defaultCeilings(env.CEILINGS, { ...account, now }),
  );
  const quarters = Object.fromEntries(
    whole.map(({ span, micros: each }) => [span, quarterOf(each ?? zero)]),
  ) as Record<Span, Micros>;
  const others = scopes
    .slice(1)
    .flatMap((country) =>
      ceilingsOf(country, { chosen, used }, now, country === account.home ? null : quarters),
    );
  return [...whole, ...others];
}

function ceilingsOf(
  country: string,
  { chosen, used }: Figures,
  now: Date,
  defaults: Record<Span, Micros> | null,
): Ceiling[] {
  return spans.map((span) => {
    const defaultMicros = defaults?.[span] ?? null;
    const chosenMicros = chosen.get(at(country, span)) ?? null;
    return {
      ...{ country, span, defaultMicros, chosenMicros },
      micros: chosenMicros ?? defaultMicros,
      usedMicros: used.get(at(country, span)) ?? zero,
      beginsAt: spanStart(span, now),
      endsAt: spanEnd(span, now),
    };
  });
}

async function newestChoices(db: Db, accountId: AccountId): Promise<Figures['chosen']> {
  const rows = await db.execute<{ country: string; span: Span; micros: string | null }>(sql`
    select distinct on (country, span) country, span, micros from ceiling_choices
    where account_id = ${accountId} order by country, span, id desc`);
  return new Map(
    rows.map((row) => [
      at(row.country, row.span),
      row.micros === null ? null : micros(Number(row.micros)),
    ]),
  );
}

async function usedSince(
  db: Db,
  accountId: AccountId,
  now: Date,
  scopes: readonly string[],
): Promise<Figures['used']> {
  const since = (span: Span) => sql`${spanStart(span, now).toISOString()}::timestamptz`;
  const rows = await db.execute<{ country: string } & Record<Span, string>>(sql`
    select country, sum(micros) as month,
           coalesce(sum(micros) filter (where hour >= ${since('day')}), 0) as day,
           coalesce(sum(micros) filter (where hour >= ${since('hour')}), 0) as hour
    from spending
    where account_id = ${accountId} and country = any(${texts([...scopes])}) and hour >= ${since('month')}
    group by country`);
  return new Map(
    rows.flatMap((row) =>
      spans.map((span) => [at(row.country, span), micros(Number(row[span]))] as const),
    ),
  );
}

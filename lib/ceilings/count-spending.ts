import { sql } from 'drizzle-orm';
import { bigints, texts } from '#db/arrays.ts';
import type { Db } from '#db/client.ts';
import { EVERYWHERE } from '#db/schema/ceilings.ts';
import { env } from '#lib/env.ts';
import type { AccountId } from '#lib/ids.ts';
import { lockBalance } from '#lib/ledger/lock-balance.ts';
import { type Micros, sum, zero } from '#lib/money/micros.ts';
import { tell } from '#lib/notices/tell.ts';
import { accountCeilings, type Ceiling } from './account-ceilings.ts';
import { type Obstacle, obstaclesAmong, priceAt } from './obstacles.ts';
import { type Share, totalOf } from './shares.ts';

/** Counted; or not, since the account owes money, or since these ceilings stand in the way. */
export type CountResult =
  | { ok: true }
  | { ok: false; owedMicros: Micros }
  | { ok: false; obstacles: Obstacle[] };

/**
 * Decides whether an account may spend this now and counts it, in the caller's transaction. Sends of one account wait here
 * for one another: the balance is locked until the transaction ends, so call it last, just before `reserve`. At four fifths
 * of a ceiling the account is told. A refusal has written nothing. Without shares only the debt is looked at.
 */
export async function countSpending(
  tx: Db,
  accountId: AccountId,
  shares: readonly Share[],
): Promise<CountResult> {
  const owedMicros = (await lockBalance(tx, accountId))?.debtMicros ?? zero;
  if (owedMicros > 0) return { ok: false, owedMicros };
  const countries = shares.map(({ country }) => country);
  const ceilings = await accountCeilings(tx, accountId, countries);
  const obstacles = obstaclesAmong(ceilings, shares);
  if (obstacles.length > 0) return { ok: false, obstacles };
  if (shares.length > 0) await addUp(tx, accountId, ceilings[0]!.beginsAt, shares);
  for (const ceiling of ceilings.filter((each) => comesNear(each, shares))) {
    await tellNear(tx, accountId, ceiling);
  }
  return { ok: true };
}

async function addUp(tx: Db, accountId: AccountId, hour: Date, shares: readonly Share[]) {
  const rows = [{ country: EVERYWHERE, ...totalOf(shares) }, ...shares];
  await tx.execute(sql`
    insert into spending (account_id, country, hour, micros, messages)
    select ${accountId}::uuid, country, ${hour.toISOString()}::timestamptz, micros, messages
    from unnest(${texts(rows.map(({ country }) => country))},
                ${bigints(rows.map((row) => row.micros))},
                ${bigints(rows.map(({ messages }) => messages))}) as s (country, micros, messages)
    on conflict (account_id, country, hour) do update
    set micros = spending.micros + excluded.micros, messages = spending.messages + excluded.messages`);
}

/** Whether four fifths are used with this send, and were not before it. */
function comesNear(ceiling: Ceiling, shares: readonly Share[]): boolean {
  if (ceiling.micros === null) return false;
  const after = sum(ceiling.usedMicros, priceAt(ceiling, shares));
  return ceiling.usedMicros * 5 < ceiling.micros * 4 && after * 5 >= ceiling.micros * 4;
}

function tellNear(tx: Db, accountId: AccountId, { country, span, micros, beginsAt }: Ceiling) {
  return tell(tx, accountId, {
    kind: 'ceiling_near',
    facts: {
      micros: micros ?? zero,
      currency: env.CURRENCY,
      span,
      ...(country ? { country } : {}),
    },
    onceKey: `near/${span}/${country}/${beginsAt.toISOString()}`,
  });
}

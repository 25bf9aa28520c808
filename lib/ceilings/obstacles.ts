import type { Db } from '#db/client.ts';
import { EVERYWHERE } from '#db/schema/ceilings.ts';
import type { AccountId } from '#lib/ids.ts';
import { type Micros, sum, zero } from '#lib/money/micros.ts';
import { accountCeilings, type Ceiling } from './account-ceilings.ts';
import { type Share, totalOf } from './shares.ts';
import { spans } from './spans.ts';

/** A ceiling that a send would go above, and what the send takes of it. */
export type Obstacle = Ceiling & { micros: Micros; priceMicros: Micros };

/** What a send takes of a ceiling. */
export const priceAt = ({ country }: Ceiling, shares: readonly Share[]): Micros =>
  country === EVERYWHERE
    ? totalOf(shares).micros
    : (shares.find((share) => share.country === country)?.micros ?? zero);

/** The ceilings that a send would go above, that of the longest span first: it stands in the way for the longest time. */
export function obstaclesAmong(ceilings: readonly Ceiling[], shares: readonly Share[]): Obstacle[] {
  return ceilings
    .map((ceiling) => ({ ...ceiling, priceMicros: priceAt(ceiling, shares) }))
    .filter(
      (each): each is Obstacle =>
        each.micros !== null &&
        each.priceMicros > 0 &&
        sum(each.usedMicros, each.priceMicros) > each.micros,
    )
    .sort((a, b) => spans.indexOf(b.span) - spans.indexOf(a.span));
}

/** Which ceilings a send would go above now. A look only: `countSpending` decides. */
export async function lookAtCeilings(
  db: Db,
  accountId: AccountId,
  shares: readonly Share[],
): Promise<Obstacle[]> {
  const countries = shares.map(({ country }) => country);
  return obstaclesAmong(await accountCeilings(db, accountId, countries), shares);
}

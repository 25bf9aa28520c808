import { type Micros, sum } from '#lib/money/micros.ts';
import { isPayable } from './minor-units.ts';
import { shareInCoins } from './share-in-coins.ts';

/** What is bought, the tax on it, and what is paid. */
export type WithVat = { creditMicros: Micros; vatMicros: Micros; totalMicros: Micros };

/** The whole, for rates in hundredths of a percent. */
const WHOLE = 10_000;

/**
 * The tax on a payable amount at a rate in hundredths of a percent (2400 is 24 %), on the document as a whole, rounded to the
 * currency's smallest coin, halves up (EN 16931, BR-CO-17 and BR-DEC). Throws for
 * amounts that are negative or cannot be paid.
 */
export function addVat(creditMicros: Micros, rate: number, currency: string): WithVat {
  if (creditMicros < 0 || !isPayable(creditMicros, currency)) {
    throw new RangeError('Only whole coins are sold.');
  }
  const vatMicros = shareInCoins(creditMicros, rate, WHOLE, currency);
  return { creditMicros, vatMicros, totalMicros: sum(creditMicros, vatMicros) };
}

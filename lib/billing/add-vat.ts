import { type Micros, micros, sum } from '#lib/money/micros.ts';
import { isPayable, minorUnitMicros } from './minor-units.ts';

/** What is bought, the tax on it, and what is paid. */
export type WithVat = { creditMicros: Micros; vatMicros: Micros; totalMicros: Micros };

/** The whole, for rates in hundredths of a percent. */
const WHOLE = 10_000n;

/**
 * The tax on a payable amount at a rate in hundredths of a percent (2400 is 24 %), on the document as a whole, rounded to the
 * currency's smallest coin, halves up (EN 16931, BR-CO-17 and BR-DEC). Exact: counted in whole numbers. Throws for
 * amounts that are negative or cannot be paid.
 */
export function addVat(creditMicros: Micros, rate: number, currency: string): WithVat {
  if (creditMicros < 0 || !isPayable(creditMicros, currency)) {
    throw new RangeError('Only whole coins are sold.');
  }
  const coin = BigInt(minorUnitMicros(currency));
  const divisor = WHOLE * coin;
  const exact = BigInt(creditMicros) * BigInt(rate);
  const vatMicros = micros(Number(((exact * 2n + divisor) / (2n * divisor)) * coin));
  return { creditMicros, vatMicros, totalMicros: sum(creditMicros, vatMicros) };
}
